package meridian.origin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.ChatRequest;
import meridian.ProjectId;
import meridian.provider.OwnKeys;
import meridian.provider.PriceTable;
import meridian.provider.Provider;
import meridian.provider.Router;
import meridian.provider.Router.Routing;

/// Which providers there are and what they cost. Immutable; a reload brings another one.
///
/// @param router which targets answer for a model, as seen from the first origin
/// @param prices what models cost
/// @param elsewhere the same as seen from further origins, by region: each has its own ways to the
///   providers and its own connections
/// @param own the provider keys of projects that bring some
public record Catalog(
    Router router, PriceTable prices, Map<ProjectId, OwnKeys> own, Map<String, Catalog> elsewhere) {
  /// A catalog of one origin, where all projects use the gateway's own keys.
  public Catalog(Router router, PriceTable prices) {
    this(router, prices, Map.of(), Map.of());
  }

  /// Where `request` of `project` may go.
  public Routing route(ProjectId project, ChatRequest request) {
    OwnKeys keys = own.get(project);
    return switch (router.route(request)) {
      case Routing.Routed routed when keys != null -> keys.on(routed);
      case Routing anywhere -> anywhere;
    };
  }

  /// The catalog as seen from `region`.
  public Catalog at(String region) {
    Catalog other = elsewhere.get(region);
    return other == null ? this : other;
  }

  /// Every target of every region once, those of projects' own among them.
  public List<Provider> targets() {
    Set<Provider> all = new LinkedHashSet<>(router.targets());
    own.values().forEach(keys -> all.addAll(keys.targets().values()));
    elsewhere.values().forEach(catalog -> all.addAll(catalog.targets()));
    return List.copyOf(all);
  }
}
