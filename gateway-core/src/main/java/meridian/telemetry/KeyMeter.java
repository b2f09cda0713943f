package meridian.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.KeyId;
import meridian.PopId;
import meridian.UsageRecord;
import meridian.telemetry.KeyFigures.AtPop;
import meridian.telemetry.KeyFigures.KeyUse;
import meridian.telemetry.KeyFigures.Revocation;

/// Counts how keys are used, and how long each revocation takes to each PoP. Owned by the meter's
/// thread.
///
/// Bounds: the [#KEYS] keys used last, the [#REVOCATIONS] newest revocations, 256 PoPs in each.
final class KeyMeter {
  /// At most this many keys are remembered.
  static final int KEYS = 10_000;

  /// At most this many are told.
  static final int SHOWN = 200;

  /// At most this many revocations are followed.
  static final int REVOCATIONS = 8;

  private static final long NANOS_PER_HOUR = 3_600_000_000_000L;
  private static final int POPS = 256;

  private final Map<KeyId, KeyUse> uses = new LinkedHashMap<>(64, 0.75f, true);
  private final Map<KeyId, Followed> revocations = new LinkedHashMap<>();
  private KeyFigures reading = KeyFigures.NONE;
  private boolean isDirty;

  /// One revocation on its way.
  private record Followed(long atNanos, Map<PopId, AtPop> pops) {}

  /// An answer's record reached the origin for the first time.
  void used(UsageRecord usage) {
    long hour = usage.atNanos() / NANOS_PER_HOUR;
    uses.merge(
        usage.key(),
        new KeyUse(usage.key(), 1, hour),
        (old, _) ->
            new KeyUse(old.key(), old.requestsTotal() + 1, Math.max(old.lastUsedHour(), hour)));
    dropEldest(uses, KEYS);
    Followed followed = revocations.get(usage.key());
    if (followed != null && usage.atNanos() > followed.atNanos()) {
      AtPop here = here(followed, usage.pop());
      put(followed, new AtPop(here.pop(), here.served() + 1, here.refusedAfterNanos()));
    }
    isDirty = true;
  }

  void revoked(KeyId key, long atNanos) {
    revocations.putIfAbsent(key, new Followed(atNanos, new TreeMap<>()));
    dropEldest(revocations, REVOCATIONS);
    isDirty = true;
  }

  /// A PoP refused a revoked key for the first time.
  void refused(Event.RevocationSeen seen) {
    Followed followed = revocations.get(seen.key());
    if (followed != null) {
      AtPop here = here(followed, seen.pop());
      long after = Math.max(0, seen.atNanos() - followed.atNanos());
      put(
          followed,
          new AtPop(
              here.pop(), here.served(), here.refusedAfterNanos().or(() -> Optional.of(after))));
      isDirty = true;
    }
  }

  private static AtPop here(Followed followed, PopId pop) {
    AtPop known = followed.pops().get(pop);
    return known == null ? new AtPop(pop, 0, Optional.empty()) : known;
  }

  private static void put(Followed followed, AtPop here) {
    if (followed.pops().size() < POPS || followed.pops().containsKey(here.pop())) {
      followed.pops().put(here.pop(), here);
    }
  }

  private static <K, V> void dropEldest(Map<K, V> map, int bound) {
    if (map.size() > bound) {
      map.remove(map.keySet().iterator().next());
    }
  }

  KeyFigures figures() {
    if (isDirty) {
      isDirty = false;
      List<KeyUse> newest = new ArrayList<>(uses.values()).reversed();
      List<Revocation> spread = new ArrayList<>();
      revocations.forEach((key, followed) ->
          spread.add(
              new Revocation(key, followed.atNanos(), List.copyOf(followed.pops().values()))));
      reading =
          new KeyFigures(
              List.copyOf(newest.subList(0, Math.min(SHOWN, newest.size()))),
              List.copyOf(spread.reversed()));
    }
    return reading;
  }
}
