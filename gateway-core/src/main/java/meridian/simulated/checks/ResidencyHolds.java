package meridian.simulated.checks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import meridian.Layer;
import meridian.cache.CacheEntry;
import meridian.telemetry.Event;

/// Data of a zone stays in it: a PoP outside never answers from an entry of a project with a zone,
/// and at the end no store holds an entry outside the zone of its scope.
final class ResidencyHolds implements Checker {
  private final Facts facts;
  private final Asks asks;
  private final Estate estate;
  private final Violations violations;

  ResidencyHolds(Facts facts, Asks asks, Estate estate, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.estate = estate;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "residency";
  }

  @Override
  public void accept(Event event) {}

  @Override
  public void answered(Sent request, Answer answer) {
    if (answer.head().layer() != Layer.EDGE) {
      return;
    }
    Ask ask = asks.find(request.id());
    if (ask == null || ask.policy.zone().isEmpty()) {
      return;
    }
    String zone = ask.policy.zone();
    if (!facts.placeIsInZone().test(answer.head().pop().code(), zone)) {
      violations.add(
          name(),
          facts.now(),
          "%s of %s, zone %s, was answered from the store at %s"
              .formatted(request.id(), facts.project(ask.tenant()), zone, answer.head().pop()));
    }
  }

  @Override
  public void finish(long nowNanos) {
    Map<String, Set<String>> zonesByScope = new LinkedHashMap<>();
    for (int tenant = 0; tenant < facts.tenants().size(); tenant++) {
      zonesByScope
          .computeIfAbsent(facts.scope(tenant), _ -> new LinkedHashSet<>())
          .add(facts.policy(tenant).zone());
    }
    estate
        .entriesByZone()
        .forEach((zone, kv) ->
            kv.newest(Integer.MAX_VALUE)
                .forEach(written ->
                    written
                        .value()
                        .ifPresent(entry -> {
                          Set<String> own = zonesByScope.get(entry.scope());
                          if (own != null && !own.contains(zone)) {
                            lies(entry, "the KV of zone '" + zone + "'", own, nowNanos);
                          }
                        })));
    estate
        .storesByPlace()
        .forEach((place, store) ->
            store
                .all()
                .forEach(entry -> {
                  Set<String> own = zonesByScope.get(entry.scope());
                  if (own != null && own.stream().noneMatch(zone -> mayLie(place, zone))) {
                    lies(entry, "the exact cache at " + place, own, nowNanos);
                  }
                }));
  }

  private boolean mayLie(String place, String zone) {
    return zone.isEmpty() || facts.placeIsInZone().test(place, zone);
  }

  private void lies(CacheEntry entry, String where, Set<String> own, long nowNanos) {
    violations.add(
        name(),
        nowNanos,
        "an entry of %s, zone %s, lies in %s".formatted(entry.scope(), own, where));
  }
}
