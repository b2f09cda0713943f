package meridian.telemetry;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which provider targets rest now, and at which origins. Confined to the meter's one writer.
///
/// At most [#MOST_TARGETS] are kept; further ones are not, as a configuration names fewer.
final class BreakerStates {
  private static final int MOST_TARGETS = 256;

  private final Map<String, Set<String>> openAt = new TreeMap<>();

  /// Takes a change in.
  void told(Event.TargetChanged changed) {
    if (openAt.size() == MOST_TARGETS && !openAt.containsKey(changed.target())) {
      return;
    }
    Set<String> regions = openAt.computeIfAbsent(changed.target(), _ -> new TreeSet<>());
    if (changed.isWell()) {
      regions.remove(changed.region());
    } else {
      regions.add(changed.region());
    }
  }

  /// 1 for a target that rests at an origin, 0 for one that rests at none; sorted by target.
  Map<String, Long> byTarget() {
    Map<String, Long> states = new TreeMap<>();
    openAt.forEach((target, regions) -> states.put(target, regions.isEmpty() ? 0L : 1L));
    return states;
  }
}
