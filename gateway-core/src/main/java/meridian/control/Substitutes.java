package meridian.control;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.EffectiveModel;
import meridian.control.config.ModelConfig;
import meridian.control.config.ProviderConfig;

/// Which targets stand in for a model with one of their own, read from the configuration: what a
/// model name stands for is said by the first provider that lists it.
final class Substitutes {
  private final Map<String, Set<String>> targetsByModel = new LinkedHashMap<>();

  Substitutes(List<ProviderConfig> providers) {
    Map<String, EffectiveModel> meant = new LinkedHashMap<>();
    for (ProviderConfig provider : providers) {
      for (ModelConfig model : provider.models()) {
        EffectiveModel own = new EffectiveModel(provider.name(), model.upstream());
        if (!meant.computeIfAbsent(model.name(), _ -> own).equals(own)) {
          targetsByModel
              .computeIfAbsent(model.name(), _ -> new LinkedHashSet<>())
              .add(provider.name() + "/" + provider.region());
        }
      }
    }
  }

  /// Whether `target` answers for `model` with another one.
  boolean isFallback(String model, String target) {
    Set<String> targets = targetsByModel.get(model);
    return targets != null && targets.contains(target);
  }
}
