package meridian.provider;

import java.util.List;
import java.util.Optional;
import meridian.EffectiveModel;

/// Where requests for a model go.
///
/// @param model as clients name it; with a `*` at the end it stands for every name that begins so
/// @param provider who sets the price and answers, `openai`: half of the effective model
/// @param upstream the model's name at the provider; absent when it is the same
/// @param targets names of the targets that can answer, the preferred first; 1 or more
/// @param fallbacks others that answer with a model of their own when no target does, the preferred
///   first
public record Route(
    String model,
    String provider,
    Optional<String> upstream,
    List<String> targets,
    List<Fallback> fallbacks) {
  /// A route without fallbacks.
  public Route(String model, String provider, Optional<String> upstream, List<String> targets) {
    this(model, provider, upstream, targets, List.of());
  }

  /// Another model that may stand in.
  ///
  /// @param target name of the target that has it
  /// @param model whose answer it will be
  public record Fallback(String target, EffectiveModel model) {}

  public Route {
    targets = List.copyOf(targets);
    fallbacks = List.copyOf(fallbacks);
    int star = model.indexOf('*');
    if (model.isEmpty() || (star >= 0 && star < model.length() - 1)) {
      throw new IllegalArgumentException(
          "route: expected a model name, with '*' at its end only, found '" + model + "'");
    }
    if (targets.isEmpty()) {
      throw new IllegalArgumentException(
          "route " + model + ": expected 1 target or more, found none");
    }
  }

  boolean isPrefix() {
    return model.endsWith("*");
  }

  boolean covers(String name) {
    return isPrefix()
        ? name.startsWith(model.substring(0, model.length() - 1))
        : name.equals(model);
  }
}
