package meridian.telemetry;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// How each provider target's breaker stands now, at each origin. Confined to the meter's one
/// writer.
///
/// At most [#MOST_TARGETS] are kept; further ones are not, as a configuration names fewer.
final class BreakerStates {
  private static final int MOST_TARGETS = 256;

  private final Map<String, Map<String, Breaker>> byRegion = new TreeMap<>();

  /// Takes a change in.
  void told(Event.TargetChanged changed) {
    if (byRegion.size() == MOST_TARGETS && !byRegion.containsKey(changed.target())) {
      return;
    }
    byRegion
        .computeIfAbsent(changed.target(), _ -> new TreeMap<>())
        .put(changed.region(), changed.breaker());
  }

  /// Each target's state by number, sorted by target.
  Map<String, Long> byTarget() {
    Map<String, Long> states = new TreeMap<>();
    byRegion.forEach(
        (target, regions) -> states.put(target, (long) worst(regions.values()).code()));
    return states;
  }

  /// Open where one origin's is, or else half-open.
  private static Breaker worst(Collection<Breaker> breakers) {
    if (breakers.contains(Breaker.OPEN)) {
      return Breaker.OPEN;
    }
    return breakers.contains(Breaker.HALF_OPEN) ? Breaker.HALF_OPEN : Breaker.CLOSED;
  }
}
