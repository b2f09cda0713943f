package meridian.simulated.checks;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import meridian.KeyRecord;
import meridian.PopId;
import meridian.kv.Kv;
import meridian.telemetry.Event;

/// After the end and the time that replication may take, every PoP that may read a store sees the
/// newest write of each of the [#SAMPLE] keys written last, and the keys' revocations as the
/// origins that serve know them.
final class KvConverges implements Checker {
  private static final int SAMPLE = 40;

  private final Facts facts;
  private final Estate estate;
  private final Violations violations;

  /// Regions that another took over from: what they know is history.
  private final Set<String> superseded = new LinkedHashSet<>();

  KvConverges(Facts facts, Estate estate, Violations violations) {
    this.facts = facts;
    this.estate = estate;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "KV converges";
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.Promoted promoted) {
      superseded.add(promoted.from());
    }
  }

  @Override
  public void finish(long nowNanos) {
    estate
        .entriesByZone()
        .forEach((zone, kv) -> {
          for (PopId pop : estate.pops()) {
            if (zone.isEmpty() || facts.placeIsInZone().test(pop.code(), zone)) {
              compare(kv, pop, "entries of zone '" + zone + "'", nowNanos);
            }
          }
        });
    estate
        .keys()
        .ifPresent(kv -> {
          for (PopId pop : estate.pops()) {
            compare(kv, pop, "keys", nowNanos);
            registered(kv, pop, nowNanos);
          }
        });
  }

  private <V> void compare(Kv<V> kv, PopId pop, String what, long nowNanos) {
    for (Kv.Written<V> written : kv.newest(SAMPLE)) {
      Optional<V> seen = read(kv, pop, written.key(), nowNanos);
      if (!seen.equals(written.value())) {
        say(
            pop,
            what,
            written.key(),
            written.value().isPresent() ? "a value" : "none",
            seen,
            nowNanos);
      }
    }
  }

  /// A revocation that an origin knows is seen at every PoP, whatever became of its write.
  private void registered(Kv<KeyRecord> kv, PopId pop, long nowNanos) {
    estate.registries().entrySet().stream()
        .filter(origin -> !superseded.contains(origin.getKey()))
        .flatMap(origin -> origin.getValue().all().stream())
        .filter(KeyRecord::isRevoked)
        .limit(SAMPLE)
        .forEach(key -> {
          Optional<KeyRecord> seen = read(kv, pop, "key:" + key.id().text(), nowNanos);
          if (!seen.map(KeyRecord::isRevoked).orElse(false)) {
            say(pop, "keys", "key:" + key.id().text(), "a revoked key", seen, nowNanos);
          }
        });
  }

  private static <V> Optional<V> read(Kv<V> kv, PopId pop, String key, long nowNanos) {
    return switch (kv.get(pop, key, nowNanos).seen()) {
      case Kv.Seen.Found<V> found -> Optional.of(found.value());
      case Kv.Seen.Absent<V> _, Kv.Seen.Failed<V> _ -> Optional.empty();
    };
  }

  private void say(
      PopId pop, String what, String key, String wanted, Optional<?> seen, long nowNanos) {
    violations.add(
        name(),
        nowNanos,
        "%s: %s expected %s under %s, found %s"
            .formatted(what, pop, wanted, key, seen.isPresent() ? "another" : "nothing"));
  }
}
