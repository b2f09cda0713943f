package meridian.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import meridian.cost.Advice.Step;
import meridian.telemetry.CostFigures;
import meridian.telemetry.CostFigures.Ghost;

/// Which answers to write to the KV: all, or those asked for twice. What the second saves in writes
/// against the edge hits it turns into origin hits: the origin's own cache still answers, so these
/// cost time and no provider call. The second is advised when it saves what is worth a change and
/// loses at most half of the hits, or when writing everything would reach the cap.
final class AdmissionAdvice {
  /// When more of the hits than that would be lost, an edge is hardly worth having.
  private static final double MOST_LOST = 0.5;

  private AdmissionAdvice() {}

  static Advice of(Case about) {
    CostFigures.Repeats repeats = about.figures().repeats();
    boolean isSecond = about.situation().writesOnSecondSighting();
    if (repeats.requests() < Case.ENOUGH || about.forecast().isEmpty()) {
      return new Advice(
          Advice.Topic.ADMISSION,
          "The figures do not say yet; stay with " + name(isSecond),
          false,
          repeats.requests(),
          "n = %s cacheable requests; 30 requests and 8 spans of time are the least that decide"
              .formatted(Wording.count(repeats.requests())),
          List.of(),
          List.of(),
          "More cacheable requests.");
    }
    Forecast month = about.forecast().get();
    Ghost ghost = ghost(about);
    double scale = month.load().requests() / repeats.requests();
    double always = (repeats.requests() - ghost.hits()) * scale;
    double second =
        (repeats.requests() - ghost.hits() - repeats.questions() + ghost.secondHits()) * scale;
    double lost = ghost.secondHits() * scale;
    Usd saved =
        about.prices().write().ofMonth(always).minus(about.prices().write().ofMonth(second));
    double perDay = always / (Forecast.MONTH_HOURS / 24);
    boolean isCapped = perDay > about.situation().writesPerDay();
    boolean isWorth = saved.amount() >= about.assumptions().worthUsdPerMonth();
    boolean isBearable = ghost.secondHits() <= MOST_LOST * ghost.hits();
    boolean advised = isCapped || (isWorth && isBearable);
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            "Writes a month, always",
            "(%s requests − %s hits at %s) × %s"
                .formatted(
                    Wording.count(repeats.requests()),
                    Wording.count(ghost.hits()),
                    Wording.nanos(ghost.ttlNanos()),
                    Wording.number(scale)),
            Wording.count(always),
            about.traffic()));
    steps.add(
        new Step(
            "Writes a month, second_sighting",
            "less %s first askings, plus %s at their second"
                .formatted(Wording.count(repeats.questions()), Wording.count(ghost.secondHits())),
            Wording.count(second),
            about.traffic()));
    steps.add(
        new Step(
            "Saved a month",
            "writes beyond the %s included × %s per million"
                .formatted(
                    Wording.count(about.prices().write().includedPerMonth()),
                    Usd.of(about.prices().write().perMillion()).text()),
            saved.text(),
            Basis.QUOTED));
    steps.add(
        new Step(
            "Worth a change from",
            "",
            perMonth(about.assumptions().worthUsdPerMonth()),
            Basis.ASSUMED));
    steps.add(
        new Step(
            "Edge hits lost a month",
            "second askings, answered by the origin instead: %s of %s hits"
                .formatted(Wording.count(ghost.secondHits()), Wording.count(ghost.hits())),
            "%s (%s of all hits)"
                .formatted(
                    Wording.count(lost),
                    ghost.hits() == 0
                        ? "none"
                        : Wording.percent((double) ghost.secondHits() / ghost.hits())),
            about.traffic()));
    wait(about).ifPresent(steps::add);
    steps.add(
        new Step(
            "Cap of writes a day",
            "%s a day if always".formatted(Wording.count(perDay)),
            Wording.count(about.situation().writesPerDay()),
            Basis.CONFIGURED));
    return new Advice(
        Advice.Topic.ADMISSION,
        (advised == isSecond ? "Stay with " : "Change to ")
            + name(advised)
            + (isCapped
                ? ": writing every answer would reach the cap"
                : advised
                    ? ": it saves %s a month".formatted(saved.text())
                    : ": second_sighting would save %s a month%s"
                        .formatted(
                            saved.text(),
                            isWorth ? ", and lose more than half of the edge hits" : "")),
        true,
        repeats.requests(),
        "n = %s cacheable requests of %s questions; the month is that of the forecast"
            .formatted(Wording.count(repeats.requests()), Wording.count(repeats.questions())),
        steps,
        List.of(),
        "Writes grow with misses: at %s per million beyond %s a month, %s more writes a month are"
                .formatted(
                    Usd.of(about.prices().write().perMillion()).text(),
                    Wording.count(about.prices().write().includedPerMonth()),
                    Wording.count(
                        about.assumptions().worthUsdPerMonth()
                            / about.prices().write().of(1).amount()))
            + " worth "
            + perMonth(about.assumptions().worthUsdPerMonth())
            + ".");
  }

  private static String perMonth(double usd) {
    return new Usd(usd).text() + " a month";
  }

  private static Optional<Step> wait(Case about) {
    CostFigures.Traffic traffic = about.figures().traffic();
    if (traffic.edgeHits() < Case.ENOUGH || traffic.originHits() < Case.ENOUGH) {
      return Optional.empty();
    }
    double edge = traffic.edgeHitNanos() / 1e6 / traffic.edgeHits();
    double origin = traffic.originHitNanos() / 1e6 / traffic.originHits();
    return Optional.of(
        new Step(
            "Each of these waits longer by",
            "mean origin hit %s − mean edge hit %s"
                .formatted(Wording.millis(origin), Wording.millis(edge)),
            Wording.millis(origin - edge),
            about.traffic()));
  }

  /// The TTL played that is nearest to the shortest configured.
  private static Ghost ghost(Case about) {
    long ttl =
        about.situation().ttls().values().stream()
            .min(Comparator.naturalOrder())
            .orElse(Duration.ofHours(1))
            .toNanos();
    return about.figures().repeats().ghosts().stream()
        .min(Comparator.comparingLong(ghost -> Math.abs(ghost.ttlNanos() - ttl)))
        .orElseThrow();
  }

  private static String name(boolean isSecond) {
    return isSecond ? "second_sighting" : "always";
  }
}
