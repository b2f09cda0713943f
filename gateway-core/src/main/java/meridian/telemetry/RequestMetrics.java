package meridian.telemetry;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import meridian.CacheResult;
import meridian.LatencyBudget;
import meridian.RequestTimeline;
import meridian.Stage;

/// The metrics of requests that finished: who answered them, and where their time went.
///
/// At most [#STAGES] stage histograms of 15 buckets (under 1 MiB). Stages that do not depend on the
/// PoP carry `pop="all"`, so that 45 PoPs make hundreds of histograms and not thousands. Confined
/// to the meter's one writer.
final class RequestMetrics {
  private static final int STAGES = 4_096;

  final Family<Family.Tally> requests =
      Family.counter(
          "meridian_requests_total",
          "Finished requests; source is who answered.",
          Family.BY_POP,
          "pop",
          "pattern",
          "outcome",
          "source");
  final Family<Family.Tally> breaches =
      Family.counter(
          "meridian_budget_breaches_total",
          "Stages of edge hits that took longer than their budget.",
          Family.FEW,
          "stage");
  final Family<Family.Tally> collapsed =
      Family.counter(
          "meridian_collapsed_total",
          "Requests answered by the provider call of an identical one in flight.",
          1);
  final Family<Family.Tally> stale =
      Family.counter(
          "meridian_stale_served_total",
          "Answers from entries past their soft TTL.",
          Family.FEW,
          "reason");
  final Family<Buckets> stageDurations =
      Family.histogram(
          "meridian_stage_duration_seconds",
          "Time spent in each stage by requests that spent time in it; stage total is the whole"
              + " request. pop is all for stages that do not depend on the PoP.",
          BucketBounds.STAGE,
          STAGES,
          "stage",
          "pop",
          "outcome");
  final Family<Buckets> residuals =
      Family.histogram(
          "meridian_residual_seconds",
          "Time of answered requests that no stage accounts for, without its sign.",
          BucketBounds.RESIDUAL,
          1);

  private final String pattern;
  private LatencyBudget budget;

  RequestMetrics(String pattern, LatencyBudget budget) {
    this.pattern = pattern;
    this.budget = budget;
  }

  /// From now on edge hits are held against `newer`.
  void budget(LatencyBudget newer) {
    budget = newer;
  }

  /// Counts a finished request; says how many stages were over their budget.
  long finished(RequestTimeline timeline) {
    String pop = timeline.pop().code();
    String outcome =
        timeline.isAnswered()
            ? timeline.cache().name().toLowerCase(Locale.ROOT)
            : RequestPath.REFUSED.name().toLowerCase(Locale.ROOT);
    String source = timeline.layer().name().toLowerCase(Locale.ROOT);
    requests.of(pop, pattern, outcome, source).add(1);
    stages(timeline, pop);
    if (!timeline.isAnswered()) {
      return 0;
    }
    residuals.of().observe(Math.abs(timeline.residualNanos()));
    if (timeline.cache() == CacheResult.COLLAPSED) {
      collapsed.of().add(1);
    }
    if (timeline.cache() == CacheResult.STALE) {
      stale.of(timeline.detail().isEmpty() ? "unspecified" : timeline.detail()).add(1);
    }
    return RequestPath.of(timeline) == RequestPath.EDGE_HIT ? breaches(timeline) : 0;
  }

  private void stages(RequestTimeline timeline, String pop) {
    String outcome =
        switch (RequestPath.of(timeline)) {
          case EDGE_HIT, ORIGIN_HIT -> "hit";
          case COLLAPSED, MISS -> "miss";
          case REFUSED -> "refused";
        };
    for (Stage stage : Meter.STAGES) {
      long nanos = timeline.stages().nanos(stage);
      if (nanos > 0) {
        stageDurations.of(stage.label(), isOfPop(stage) ? pop : "all", outcome).observe(nanos);
      }
    }
    stageDurations.of("total", pop, outcome).observe(timeline.totalNanos());
  }

  private static boolean isOfPop(Stage stage) {
    return switch (stage.side()) {
      case CLIENT, EDGE -> true;
      case ORIGIN -> stage.reach() != Stage.Reach.LOCAL;
      case SEMANTIC, PROVIDER -> false;
    };
  }

  private long breaches(RequestTimeline timeline) {
    long over = 0;
    for (Map.Entry<Stage, Duration> allotted : budget.stages().entrySet()) {
      if (timeline.stages().nanos(allotted.getKey()) > allotted.getValue().toNanos()) {
        breaches.of(allotted.getKey().label()).add(1);
        over++;
      }
    }
    if (timeline.totalNanos() > budget.total().toNanos()) {
      breaches.of("total").add(1);
    }
    return over;
  }
}
