package meridian.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Place;
import meridian.cost.Advice.Step;
import meridian.telemetry.CostFigures;

/// Which pattern: international traffic against the 10 % rule, LLM spend against the $100,000 rule,
/// and what availability is needed. The rules are those of "Multi-region LLM serving in 2026".
///
/// International is a client in another country than the origin's.
final class PatternAdvice {
  private static final double INTERNATIONAL = 0.10;
  private static final double LARGE_USD = 100_000;

  private PatternAdvice() {}

  /// What was found on each question.
  private record Found(
      long n, Optional<Estimate> international, Optional<Estimate> spend, Assumptions needs) {
    boolean isInternational() {
      return international.filter(share -> share.low() > INTERNATIONAL).isPresent();
    }

    boolean isLocal() {
      return international.filter(share -> share.high() < INTERNATIONAL).isPresent();
    }

    boolean isLarge() {
      return spend.filter(usd -> usd.low() > LARGE_USD).isPresent();
    }

    boolean needsTwoRegions() {
      return needs.availabilityNeed() > needs.regionAvailability();
    }
  }

  static Advice of(Case about) {
    List<Step> steps = new ArrayList<>();
    Found found = observe(about, steps);
    boolean isConclusive =
        found.isInternational() || found.isLocal() || found.needs().isRegionLossExistential();
    String pattern = pattern(found);
    String now = about.situation().pattern();
    String verdict =
        !isConclusive
            ? "The figures do not say yet; stay on pattern " + now
            : (pattern.equals(now) ? "Stay on pattern " : "Go to pattern ") + pattern + why(found);
    return new Advice(
        Advice.Topic.PATTERN,
        verdict,
        isConclusive,
        found.n(),
        confidence(found),
        steps,
        List.of(),
        change(found, isConclusive));
  }

  private static Found observe(Case about, List<Step> steps) {
    CostFigures.Traffic traffic = about.figures().traffic();
    String home =
        Optional.ofNullable(about.situation().places().get(about.originPlace()))
            .map(Place::country)
            .orElse("");
    long known = 0;
    long abroad = 0;
    for (CostFigures.ClientPlace from : traffic.places()) {
      Place place = about.situation().places().get(from.place());
      if (place != null) {
        known += from.requests();
        abroad += place.country().equals(home) ? 0 : from.requests();
      }
    }
    Optional<Estimate> share =
        known < Case.ENOUGH ? Optional.empty() : Optional.of(Estimate.share(abroad, known));
    steps.add(
        new Step(
            "International traffic",
            "%s of %s requests from outside %s, the origin's country"
                .formatted(Wording.count(abroad), Wording.count(known), home),
            share.map(Wording::percent).orElse("fewer than 30 requests"),
            about.traffic()));
    steps.add(
        new Step("Rule: an edge pays off above", "", Wording.percent(INTERNATIONAL), Basis.QUOTED));
    Optional<Estimate> spend = about.forecast().map(Forecast::spent);
    steps.add(
        new Step(
            "LLM spend a month",
            about
                .forecast()
                .map(of ->
                    "mean of %d spans, %s in all, × %s h"
                        .formatted(
                            of.spans(),
                            Wording.nanos(Math.round(of.seconds() * 1e9)),
                            Wording.count(Forecast.MONTH_HOURS)))
                .orElse(""),
            spend.map(Wording::usd).orElse("not enough traffic yet"),
            about.money()));
    steps.add(
        new Step(
            "Rule: several origins are worth their complexity above",
            "with traffic from several regions",
            new Usd(LARGE_USD).text() + " a month",
            Basis.QUOTED));
    long judged = traffic.answered() + traffic.failed();
    if (judged >= Case.ENOUGH) {
      steps.add(
          new Step(
              "Availability observed",
              "%s answered / (%s answered + %s failed)"
                  .formatted(
                      Wording.count(traffic.answered()),
                      Wording.count(traffic.answered()),
                      Wording.count(traffic.failed())),
              Wording.fine((double) traffic.answered() / judged),
              about.traffic()));
    }
    Assumptions needs = about.assumptions();
    steps.add(
        new Step(
            "Availability needed against that of one region",
            "%s against %s"
                .formatted(
                    Wording.fine(needs.availabilityNeed()),
                    Wording.fine(needs.regionAvailability())),
            needs.availabilityNeed() > needs.regionAvailability()
                ? "one region is not enough"
                : "one region is enough",
            Basis.ASSUMED));
    gain(about, home).ifPresent(steps::add);
    return new Found(known, share, spend, needs);
  }

  /// What an edge hit saves a client abroad: the trip to the origin less that to its PoP.
  private static Optional<Step> gain(Case about, String home) {
    double origin = 0;
    double pop = 0;
    long requests = 0;
    for (CostFigures.ClientPlace from : about.figures().traffic().places()) {
      Place place = about.situation().places().get(from.place());
      var nearest = about.situation().nearestPop().get(from.place());
      if (place == null || nearest == null || place.country().equals(home)) {
        continue;
      }
      requests += from.requests();
      origin += from.requests() * about.trips().between(from.place(), about.originPlace()).millis();
      pop += from.requests() * about.trips().between(from.place(), nearest.code()).millis();
    }
    return requests == 0 || !about.situation().hasEdge()
        ? Optional.empty()
        : Optional.of(
            new Step(
                "An edge hit saves a client abroad, per round trip",
                "%s to the origin − %s to the PoP, weighted by %s requests"
                    .formatted(
                        Wording.millis(origin / requests),
                        Wording.millis(pop / requests),
                        Wording.count(requests)),
                Wording.millis((origin - pop) / requests),
                Basis.MODELLED));
  }

  private static String pattern(Found found) {
    if (found.needs().isRegionLossExistential() || (found.isLarge() && found.isInternational())) {
      return "3";
    }
    if (found.needsTwoRegions()) {
      return "2.5";
    }
    return found.isInternational() ? "2" : "1";
  }

  private static String why(Found found) {
    if (found.needs().isRegionLossExistential()) {
      return ": origins in several regions, because losing one would end the business";
    }
    if (found.isLarge() && found.isInternational()) {
      return ": origins in several regions, for a spend of more than $100,000 a month worldwide";
    }
    if (found.needsTwoRegions()) {
      return ": one origin with a standby, because one region is less available than needed";
    }
    return found.isInternational()
        ? ": one origin and a global edge cache"
        : ": one region, no edge, while fewer than 10 % come from abroad";
  }

  private static String confidence(Found found) {
    if (found.international().isEmpty()) {
      return "n = %s requests with a known place; 30 are the least that decide"
          .formatted(Wording.count(found.n()));
    }
    String interval =
        found.isInternational() || found.isLocal()
            ? "the interval of the international share does not touch 10 %"
            : "the interval of the international share reaches over 10 %";
    return "n = %s requests; %s%s"
        .formatted(
            Wording.count(found.n()),
            interval,
            found.spend().isEmpty() ? "; the spend is not known yet" : "");
  }

  private static String change(Found found, boolean isConclusive) {
    if (!isConclusive) {
      return "More requests: the interval narrows with their square root.";
    }
    return (found.isInternational()
            ? "An international share below 10 % would make it pattern 1; "
            : "An international share above 10 % would make it pattern 2; ")
        + "a spend above $100,000 a month worldwide, or a region whose loss would end the business,"
        + " pattern 3; a need above what one region offers, pattern 2.5.";
  }
}
