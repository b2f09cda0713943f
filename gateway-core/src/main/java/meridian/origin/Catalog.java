package meridian.origin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.provider.PriceTable;
import meridian.provider.Provider;
import meridian.provider.Router;

/// Which providers there are and what they cost. Immutable; a reload brings another one.
///
/// @param router which targets answer for a model, as seen from the first origin
/// @param prices what models cost
/// @param elsewhere the same as seen from further origins, by region: each has its own ways to the
///   providers and its own connections
public record Catalog(Router router, PriceTable prices, Map<String, Catalog> elsewhere) {
  /// A catalog of one origin.
  public Catalog(Router router, PriceTable prices) {
    this(router, prices, Map.of());
  }

  /// The catalog as seen from `region`.
  public Catalog at(String region) {
    Catalog other = elsewhere.get(region);
    return other == null ? this : other;
  }

  /// Every target of every region once.
  public List<Provider> targets() {
    Set<Provider> all = new LinkedHashSet<>(router.targets());
    elsewhere.values().forEach(catalog -> all.addAll(catalog.targets()));
    return List.copyOf(all);
  }
}
