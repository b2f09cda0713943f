package meridian.control;

import java.util.List;
import java.util.Optional;
import meridian.EffectiveModel;
import meridian.Refusal;
import meridian.edge.EdgePop;
import meridian.live.http.ModelCatalog;
import meridian.provider.Router;

/// Answers `GET /v1/models`.
final class ModelListing {
  private ModelListing() {}

  static ModelCatalog.Listing of(EdgePop pop, Optional<String> credential, Router router) {
    Optional<Refusal> obstacle = pop.obstacle(credential);
    if (obstacle.isPresent()) {
      return new ModelCatalog.Listing.Refused(obstacle.get());
    }
    List<ModelCatalog.Model> models =
        router.models().stream()
            .map(model -> new ModelCatalog.Model(model, owner(router, model), 0))
            .toList();
    return new ModelCatalog.Listing.Listed(models);
  }

  private static String owner(Router router, String model) {
    return router.effective(model).map(EffectiveModel::provider).orElse("unknown");
  }
}
