package meridian.live.http;

import java.util.List;
import java.util.Optional;
import meridian.PopId;
import meridian.Refusal;

/// Who may see which models.
@FunctionalInterface
public interface ModelCatalog {
  /// The models that the holder of `credential` may use at `pop`.
  Listing list(PopId pop, Optional<String> credential);

  /// What came of asking.
  sealed interface Listing {
    /// The models, in the order they are listed.
    record Listed(List<Model> models) implements Listing {
      public Listed {
        models = List.copyOf(models);
      }
    }

    /// The key is missing, unknown or revoked.
    record Refused(Refusal refusal) implements Listing {}
  }

  /// One model.
  ///
  /// @param id the name that requests use
  /// @param ownedBy the provider's name
  /// @param createdSeconds since the epoch; 0 when unknown
  record Model(String id, String ownedBy, long createdSeconds) {}
}
