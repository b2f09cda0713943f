package meridian.kv;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import meridian.PopId;

/// One KV per residency zone, so that no entry ever lies outside its zone's PoPs.
///
/// The zone without a name is the world.
public final class Residency<V> {
  private final Map<String, Kv<V>> kvByZone;
  private final BiPredicate<String, String> placeIsInZone;

  /// Stores by zone name; `""` is the one for projects without a zone.
  ///
  /// @param placeIsInZone whether a place (by code) lies in a zone (by name); not asked for the
  ///   zone without a name
  public Residency(Map<String, Kv<V>> kvByZone, BiPredicate<String, String> placeIsInZone) {
    this.kvByZone = new TreeMap<>(kvByZone);
    this.placeIsInZone = placeIsInZone;
  }

  /// The store that `pop` may read for projects of `zone`; none when the PoP lies outside the zone.
  public Optional<Kv<V>> readableAt(PopId pop, String zone) {
    return mayHold(pop.code(), zone) ? of(zone) : Optional.empty();
  }

  /// The store of `zone`, when the configuration has one.
  public Optional<Kv<V>> of(String zone) {
    return Optional.ofNullable(kvByZone.get(zone));
  }

  /// Whether data of `zone` may lie at `place`.
  public boolean mayHold(String place, String zone) {
    return zone.isEmpty() || placeIsInZone.test(place, zone);
  }

  /// Removes every key from every zone's store; says how many that were.
  public int deleteAll(String fromPlace, long nowNanos) {
    int removed = 0;
    for (Kv<V> kv : kvByZone.values()) {
      removed += kv.deleteAll(fromPlace, nowNanos);
    }
    return removed;
  }
}
