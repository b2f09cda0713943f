package meridian.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.PopId;
import meridian.Region;
import meridian.cost.Advice.Step;
import meridian.telemetry.CostFigures;

/// Where the origin should stand: for each region the round trip that a request which reaches the
/// origin would pay, from where it enters the gateway to the origin, and for those that go on from
/// the origin to the provider called, each weighted by traffic.
///
/// A provider with several regions is taken at the one nearest to the candidate. Round trips are
/// those of warm connections, one per request; a cold one pays two or three.
final class OriginAdvice {
  private static final int SHOWN = 8;
  private static final double WORTH_MILLIS = 10;
  private static final double WORTH_SHARE = 0.1;

  private final Case about;
  private final Map<String, Long> entries = new LinkedHashMap<>();
  private final Map<String, Long> providers = new LinkedHashMap<>();
  private long toOrigin;
  private long calls;
  private long providerCalls;

  private OriginAdvice(Case about) {
    this.about = about;
    for (CostFigures.ClientPlace from : about.figures().traffic().places()) {
      entry(from.place())
          .ifPresent(entry -> {
            toOrigin += from.toOrigin();
            calls += from.calls();
            entries.merge(entry, from.toOrigin(), Long::sum);
          });
    }
    for (CostFigures.Target target : about.figures().traffic().targets()) {
      if (about.situation().targets().containsKey(target.target())) {
        providers.merge(provider(target.target()), target.calls(), Long::sum);
        providerCalls += target.calls();
      }
    }
  }

  /// One region and what it would cost in time.
  ///
  /// @param users from where requests enter, mean per request that reaches the origin
  /// @param provider to the provider, mean per request that reaches the origin
  /// @param measured share of its trips, by traffic, that somebody measured; trips within one city
  ///   count as such
  private record Candidate(Region region, double users, double provider, double measured) {
    double total() {
      return users + provider;
    }
  }

  static Advice of(Case about) {
    return new OriginAdvice(about).advise();
  }

  private Advice advise() {
    if (toOrigin < Case.ENOUGH) {
      return new Advice(
          Advice.Topic.ORIGIN,
          "The figures do not say yet",
          false,
          toOrigin,
          "n = %s requests that reached the origin; 30 are the least that decide"
              .formatted(Wording.count(toOrigin)),
          List.of(),
          List.of(),
          "More requests that no PoP answers.");
    }
    List<Candidate> all = candidates();
    Candidate best = all.getFirst();
    Candidate now =
        all.stream()
            .filter(each -> each.region().place().equals(about.originPlace()))
            .findFirst()
            .orElse(best);
    double gain = now.total() - best.total();
    boolean isWorth = gain >= WORTH_MILLIS && gain >= WORTH_SHARE * now.total();
    List<Step> steps = steps(now, best, gain);
    Candidate advised = isWorth ? best : now;
    return new Advice(
        Advice.Topic.ORIGIN,
        isWorth
            ? "Move the origin to %s: %s less round trip for each request that reaches it"
                .formatted(named(best.region()), Wording.millis(gain))
            : "Leave the origin in %s: no region is both 10 ms and 10 %% better"
                .formatted(named(now.region())),
        true,
        toOrigin,
        "n = %s requests that reached the origin, %s provider calls; round trips are medians of idle "
                .formatted(Wording.count(toOrigin), Wording.count(providerCalls))
            + "paths"
            + (advised.measured() == 1 ? "" : ", some estimated from the distance"),
        steps,
        List.of(table(all, now, advised)),
        "Other places of clients, or another provider called most: a provider region nearer to the"
            + " users moves the best place towards them.");
  }

  private List<Step> steps(Candidate now, Candidate best, double gain) {
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "Requests that reach the origin",
            "",
            "%s, of which %s (%s) go on to a provider"
                .formatted(
                    Wording.count(toOrigin),
                    Wording.count(calls),
                    Wording.percent((double) calls / toOrigin)),
            about.traffic()));
    providers.forEach((name, count) ->
        steps.add(
            new Step(
                "Calls to " + name,
                "regions " + regionsOf(name),
                "%s (%s)"
                    .formatted(
                        Wording.count(count), Wording.percent((double) count / providerCalls)),
                about.traffic())));
    for (Candidate each : now.equals(best) ? List.of(now) : List.of(now, best)) {
      steps.add(
          new Step(
              (each.equals(now) ? "Now: " : "Best: ") + named(each.region()),
              "Σ share of entry × trip to it = %s; share that goes on × trip to the provider = %s"
                  .formatted(Wording.millis(each.users()), Wording.millis(each.provider())),
              Wording.millis(each.total()),
              Basis.MODELLED));
    }
    steps.add(
        new Step(
            "Gain of moving",
            "%s − %s".formatted(Wording.millis(now.total()), Wording.millis(best.total())),
            Wording.millis(gain),
            Basis.MODELLED));
    return steps;
  }

  private Advice.Table table(List<Candidate> all, Candidate now, Candidate advised) {
    List<Candidate> shown = new ArrayList<>(all.subList(0, Math.min(SHOWN, all.size())));
    if (!shown.contains(now)) {
      shown.add(now);
    }
    List<List<String>> rows = new ArrayList<>();
    for (Candidate each : shown) {
      rows.add(
          List.of(
              named(each.region()) + (each.equals(now) ? " (now)" : ""),
              Wording.millis(each.users()),
              Wording.millis(each.provider()),
              Wording.millis(each.total()),
              Wording.percent(each.measured())));
    }
    return new Advice.Table(
        "Round trip per request that reaches the origin",
        List.of("region", "to users", "to provider", "together", "measured"),
        rows,
        shown.indexOf(advised));
  }

  /// One for each place, best first; of regions in one place the first.
  private List<Candidate> candidates() {
    Map<String, Candidate> byPlace = new LinkedHashMap<>();
    List<Region> regions = new ArrayList<>(List.of(about.situation().origin()));
    regions.addAll(about.situation().candidates());
    regions.forEach(region -> byPlace.computeIfAbsent(region.place(), _ -> judge(region)));
    return byPlace.values().stream().sorted(Comparator.comparingDouble(Candidate::total)).toList();
  }

  private Candidate judge(Region region) {
    double users = 0;
    long measured = 0;
    for (Map.Entry<String, Long> entry : entries.entrySet()) {
      Trips.Trip trip = about.trips().between(entry.getKey(), region.place());
      users += entry.getValue() * trip.millis();
      boolean isKnown = trip.isMeasured() || entry.getKey().equals(region.place());
      measured += isKnown ? entry.getValue() : 0;
    }
    double provider = 0;
    for (Map.Entry<String, Long> called : providers.entrySet()) {
      Target nearest = nearestRegion(called.getKey(), region.place());
      provider += called.getValue() * nearest.trip().millis();
      boolean isKnown = nearest.trip().isMeasured() || nearest.place().equals(region.place());
      measured += isKnown ? called.getValue() : 0;
    }
    double goesOn = (double) calls / toOrigin;
    return new Candidate(
        region,
        users / toOrigin,
        providerCalls == 0 ? 0 : goesOn * provider / providerCalls,
        (double) measured / (toOrigin + providerCalls));
  }

  private record Target(String place, Trips.Trip trip) {}

  private Target nearestRegion(String provider, String place) {
    return about.situation().targets().entrySet().stream()
        .filter(target -> provider(target.getKey()).equals(provider))
        .map(target -> target.getValue().place())
        .map(target -> new Target(target, about.trips().between(place, target)))
        .min(Comparator.comparingDouble(target -> target.trip().millis()))
        .orElseThrow();
  }

  private String regionsOf(String provider) {
    return String.join(
        ", ",
        about.situation().targets().entrySet().stream()
            .filter(target -> provider(target.getKey()).equals(provider))
            .map(target -> target.getValue().name())
            .toList());
  }

  /// Where requests from `place` enter the gateway.
  private Optional<String> entry(String place) {
    if (!about.situation().places().containsKey(place)) {
      return Optional.empty();
    }
    return about.situation().hasEdge()
        ? Optional.ofNullable(about.situation().nearestPop().get(place)).map(PopId::code)
        : Optional.of(place);
  }

  private static String provider(String target) {
    int slash = target.indexOf('/');
    return slash < 0 ? target : target.substring(0, slash);
  }

  private String named(Region region) {
    var place = about.situation().places().get(region.place());
    return region.name() + (place == null ? "" : ", " + place.city());
  }
}
