package meridian.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.cost.Advice.Step;
import meridian.telemetry.CostFigures;
import meridian.telemetry.CostFigures.Ghost;

/// How long exact answers should live: for each TTL the hits that were counted for it, less those
/// within the propagation window, which a PoP may not have seen; the shortest that keeps 95 % of
/// what the longest observed keeps, and is not older than answers may be.
///
/// A TTL is observed when the traffic has gone on for as long. What would come after that, nobody
/// knows: longer TTLs are shown and not advised.
final class TtlAdvice {
  private static final double KEPT = 0.95;

  private TtlAdvice() {}

  static Advice of(Case about) {
    CostFigures.Repeats repeats = about.figures().repeats();
    long span = about.figures().untilNanos() - about.figures().sinceNanos();
    List<Ghost> observed =
        repeats.ghosts().stream()
            .filter(ghost -> ghost.ttlNanos() <= span)
            .filter(ghost -> ghost.ttlNanos() <= about.assumptions().freshFor().toNanos())
            .toList();
    // Without hits that a PoP could have seen, every TTL keeps all there are.
    if (observed.isEmpty() || seenAtEdge(observed.getLast()) < Case.ENOUGH) {
      return inconclusive(about, repeats, span);
    }
    Ghost longest = observed.getLast();
    Ghost best =
        observed.stream()
            .filter(ghost -> seenAtEdge(ghost) >= KEPT * seenAtEdge(longest))
            .findFirst()
            .orElse(longest);
    boolean isLongest = best.equals(longest) && !best.equals(repeats.ghosts().getLast());
    List<Step> steps = steps(about, repeats, best, longest);
    return new Advice(
        Advice.Topic.TTL,
        "An exact TTL of %s%s%s"
            .formatted(
                isLongest ? "at least " : "",
                Wording.nanos(best.ttlNanos()),
                configured(about, best)),
        true,
        repeats.requests(),
        "n = %s cacheable requests, %s of them repeats, in %s%s"
            .formatted(
                Wording.count(repeats.requests()),
                Wording.count(repeats.repeats()),
                Wording.nanos(span),
                sampled(repeats)),
        steps,
        List.of(table(repeats, span, best)),
        isLongest
            ? "A longer observation: the longest TTL observed still gains hits."
            : "Repeats that come later than %s would lengthen it; answers that must be fresher than"
                    .formatted(Wording.nanos(best.ttlNanos()))
                + " that would shorten it.");
  }

  private static String sampled(CostFigures.Repeats repeats) {
    return repeats.sampledOneIn() == 1
        ? ""
        : "; one question in " + repeats.sampledOneIn() + " is sampled";
  }

  private static Advice inconclusive(Case about, CostFigures.Repeats repeats, long span) {
    return new Advice(
        Advice.Topic.TTL,
        "The figures do not say yet",
        false,
        repeats.requests(),
        "n = %s repeats in %s; 30 hits on entries older than 60 s are the least that decide"
            .formatted(Wording.count(repeats.repeats()), Wording.nanos(span)),
        List.of(),
        repeats.requests() == 0 ? List.of() : List.of(table(repeats, span, null)),
        "More repeats, or a longer observation than the shortest TTL of "
            + Wording.nanos(CostFigures.WINDOW_NANOS)
            + " and within "
            + Wording.duration(about.assumptions().freshFor())
            + ".");
  }

  private static String configured(Case about, Ghost best) {
    List<String> other = new ArrayList<>();
    about
        .situation()
        .ttls()
        .forEach((project, ttl) -> {
          if (ttl.toNanos() != best.ttlNanos()) {
            other.add(project + " " + Wording.duration(ttl));
          }
        });
    return other.isEmpty() ? ", as configured" : "; configured: " + String.join(", ", other);
  }

  private static List<Step> steps(
      Case about, CostFigures.Repeats repeats, Ghost best, Ghost longest) {
    List<Step> steps = new ArrayList<>();
    long soon = 0;
    for (CostFigures.Interval interval : repeats.intervals()) {
      soon += interval.upToNanos() <= CostFigures.WINDOW_NANOS ? interval.count() : 0;
    }
    steps.add(
        new Step(
            "Repeats within the propagation window of 60 s",
            "%s of %s repeats".formatted(Wording.count(soon), Wording.count(repeats.repeats())),
            Wording.percent((double) soon / repeats.repeats()),
            about.traffic()));
    for (Ghost ghost : best.equals(longest) ? List.of(best) : List.of(best, longest)) {
      steps.add(
          new Step(
              "Hits a PoP could have seen at " + Wording.nanos(ghost.ttlNanos()),
              "(%s hits − %s younger than 60 s) / %s requests"
                  .formatted(
                      Wording.count(ghost.hits()),
                      Wording.count(ghost.youngHits()),
                      Wording.count(repeats.requests())),
              Wording.percent(seenAtEdge(ghost) / repeats.requests()),
              about.traffic()));
    }
    steps.add(
        new Step(
            "Kept of the longest observed",
            "%s / %s, at least %s"
                .formatted(
                    Wording.count(seenAtEdge(best)),
                    Wording.count(seenAtEdge(longest)),
                    Wording.percent(KEPT)),
            seenAtEdge(longest) == 0
                ? "nothing to keep"
                : Wording.percent(seenAtEdge(best) / seenAtEdge(longest)),
            about.traffic()));
    steps.add(
        new Step(
            "Staleness",
            "a hit's answer is %s old in the mean, never more than the TTL".formatted(age(best)),
            "answers may be " + Wording.duration(about.assumptions().freshFor()) + " old",
            Basis.ASSUMED));
    value(about)
        .ifPresent(value ->
            steps.add(
                new Step(
                    "Lost against the longest observed, per million requests",
                    "(%s − %s) hits / %s × %s a hit"
                        .formatted(
                            Wording.count(longest.hits()),
                            Wording.count(best.hits()),
                            Wording.count(repeats.requests()),
                            value.text()),
                    value
                        .times((longest.hits() - best.hits()) * 1e6 / (double) repeats.requests())
                        .text(),
                    about.money())));
    return steps;
  }

  /// What a hit saves, over all models.
  private static Optional<Usd> value(Case about) {
    long calls = about.report().models().stream().mapToLong(CostReport.Model::pricedCalls).sum();
    return calls == 0
        ? Optional.empty()
        : Optional.of(Usd.of(about.report().spent()).times(1.0 / calls));
  }

  private static double seenAtEdge(Ghost ghost) {
    return ghost.hits() - ghost.youngHits();
  }

  private static String age(Ghost ghost) {
    return ghost.hits() == 0
        ? "–"
        : Wording.duration(Duration.ofNanos(ghost.ageNanos() / ghost.hits()));
  }

  private static Advice.Table table(
      CostFigures.Repeats repeats, long span, @org.jspecify.annotations.Nullable Ghost best) {
    List<List<String>> rows = new ArrayList<>();
    for (Ghost ghost : repeats.ghosts()) {
      rows.add(
          List.of(
              Wording.nanos(ghost.ttlNanos()),
              Wording.percent((double) ghost.hits() / repeats.requests()),
              Wording.percent(seenAtEdge(ghost) / repeats.requests()),
              Wording.percent(Math.min(1, (double) CostFigures.WINDOW_NANOS / ghost.ttlNanos())),
              age(ghost),
              Wording.count((repeats.requests() - ghost.hits()) * 1e6 / repeats.requests()),
              ghost.ttlNanos() <= span ? "observed" : "longer than observed"));
    }
    return new Advice.Table(
        "What a cache of each TTL would have answered",
        List.of("TTL", "hits", "seen at edge", "60 s / TTL", "mean age", "writes per M", ""),
        rows,
        best == null ? -1 : repeats.ghosts().indexOf(best));
  }
}
