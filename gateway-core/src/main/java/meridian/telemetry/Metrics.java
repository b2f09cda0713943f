package meridian.telemetry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import meridian.Booking;
import meridian.CacheResult;
import meridian.LatencyBudget;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.telemetry.Family.Tally;

/// Every count since the start, under the names that `/metrics` shows.
///
/// Bounds: 64 models and 64 reasons, then `other`; 1,024 series per metric with a PoP, 4,096 stage
/// histograms of 15 buckets (under 1 MiB), then `other`. Stages that do not depend on the PoP carry
/// `pop="all"`, so that 45 PoPs make hundreds of histograms and not thousands.
final class Metrics {
  private static final int FEW = 64;
  private static final int BY_POP = 1_024;
  private static final int STAGES = 4_096;

  private final String pattern;
  private LatencyBudget budget;
  private Money charged = Money.ZERO;
  private Money uncovered = Money.ZERO;
  private final Map<ProjectId, Money> overspent = new java.util.TreeMap<>();

  private final Family<Tally> requests =
      Family.counter(
          "meridian_requests_total",
          "Finished requests; source is who answered.",
          BY_POP,
          "pop",
          "pattern",
          "outcome",
          "source");
  private final Family<Tally> lookups =
      Family.counter(
          "meridian_cache_lookups_total",
          "Cache look-ups by what they found.",
          BY_POP,
          "layer",
          "pop",
          "result");
  private final Family<Tally> similar =
      Family.counter(
          "meridian_semantic_lookups_total",
          "Look-ups of the semantic cache by project and what they found.",
          BY_POP,
          "project",
          "result");
  private final Family<Tally> breaches =
      Family.counter(
          "meridian_budget_breaches_total",
          "Stages of edge hits that took longer than their budget.",
          FEW,
          "stage");
  private final Family<Tally> kvWrites =
      Family.counter(
          "meridian_kv_writes_total", "Writes to the KV by what became of them.", FEW, "result");
  private final Family<Tally> cacheWrites =
      Family.counter(
          "meridian_cache_writes_total",
          "Answers for a cache in a server, by what became of them: stored or dropped.",
          FEW,
          "layer",
          "result");
  private final Family<Tally> fills =
      Family.counter("meridian_fills_total", "Answers stored at the origin, by why.", FEW, "cause");
  private final Family<Tally> collapsed =
      Family.counter(
          "meridian_collapsed_total",
          "Requests answered by the provider call of an identical one in flight.",
          1);
  private final Family<Tally> stale =
      Family.counter(
          "meridian_stale_served_total",
          "Answers from entries past their soft TTL.",
          FEW,
          "reason");
  private final Family<Tally> limitRefusals =
      Family.counter(
          "meridian_limit_refusals_total",
          "Requests refused with 429, by the limit that was reached.",
          FEW,
          "limit");
  private final Family<Tally> skews =
      Family.counter(
          "meridian_clock_skew_total",
          "How often a PoP's clock was found more than a second off the origin's.",
          BY_POP,
          "pop");
  private final Family<Tally> mismatches =
      Family.counter(
          "meridian_fingerprint_mismatch_total",
          "Requests that edge and origin fingerprinted differently.",
          1);
  private final Family<Tally> unpriced =
      Family.counter(
          "meridian_unpriced_requests_total", "Requests whose model has no price.", FEW, "model");
  private final Family<Tally> bookings =
      Family.counter(
          "meridian_ledger_bookings_total", "Lines booked by ledgers.", FEW, "kind", "region");
  private final Family<Tally> usages =
      Family.counter(
          "meridian_usage_events_total",
          "Records of served requests; lost ones found a full spool.",
          FEW,
          "result");
  private final Family<Tally> replicated =
      Family.counter(
          "meridian_replicated_changes_total",
          "Changes of one origin region that another took in.",
          FEW,
          "from",
          "to");
  private final Family<Tally> changesLost =
      Family.counter(
          "meridian_changes_lost_total",
          "Changes that a fail-over lost: never known to the region that took over.",
          FEW,
          "kind");
  private final Family<Tally> regionChanges =
      Family.counter(
          "meridian_region_changes_total", "Regions that took over or were fenced.", FEW, "result");
  private final Family<Tally> fallOvers =
      Family.counter(
          "meridian_fall_overs_total",
          "Requests that turned from an origin that did not answer to another.",
          BY_POP,
          "pop");
  private final Family<Tally> breakers =
      Family.counter(
          "meridian_breaker_changes_total",
          "How often an origin stopped sending calls to a provider target or to Redis (open), sent"
              + " a probe (half_open) and went on (closed).",
          FEW,
          "target",
          "state");
  private final BreakerStates breakerStates = new BreakerStates();
  private final Family<Tally> alarms =
      Family.counter("meridian_alarms_total", "How often each alarm was raised.", FEW, "alarm");
  private final Map<AlarmRule, Long> activeAlarms = new EnumMap<>(AlarmRule.class);
  private final Family<Tally> cuts =
      Family.counter(
          "meridian_connections_cut_total",
          "Connections refused or cut before they made a request.",
          FEW,
          "reason");
  private final Family<Tally> left =
      Family.counter(
          "meridian_clients_left_total", "Clients that left before their answer ended.", 1);

  private final Family<Buckets> stageDurations =
      Family.histogram(
          "meridian_stage_duration_seconds",
          "Time spent in each stage by requests that spent time in it; stage total is the whole"
              + " request. pop is all for stages that do not depend on the PoP.",
          BucketBounds.STAGE,
          STAGES,
          "stage",
          "pop",
          "outcome");
  private final Family<Buckets> residuals =
      Family.histogram(
          "meridian_residual_seconds",
          "Time of answered requests that no stage accounts for, without its sign.",
          BucketBounds.RESIDUAL,
          1);
  private final Family<Buckets> propagation =
      Family.histogram(
          "meridian_kv_propagation_seconds",
          "From a write to its being visible at a PoP.",
          BucketBounds.LAG,
          BY_POP,
          "pop",
          "kind");
  private final Family<Buckets> revocations =
      Family.histogram(
          "meridian_key_revocation_lag_seconds",
          "From a key's revocation to its first refusal at a PoP.",
          BucketBounds.LAG,
          BY_POP,
          "pop");

  private final Family<Buckets> replicationLags =
      Family.histogram(
          "meridian_replication_lag_seconds",
          "From a change in one origin region to its being known in another; oldest of a batch.",
          BucketBounds.LAG,
          FEW,
          "from",
          "to");

  private final List<Family<Tally>> counters =
      List.of(
          requests,
          lookups,
          similar,
          breaches,
          kvWrites,
          fills,
          cacheWrites,
          collapsed,
          stale,
          limitRefusals,
          skews,
          mismatches,
          unpriced,
          bookings,
          usages,
          replicated,
          changesLost,
          regionChanges,
          fallOvers,
          breakers,
          alarms,
          cuts,
          left);
  private final List<Family<Buckets>> histograms =
      List.of(stageDurations, residuals, propagation, revocations, replicationLags);

  Metrics(String pattern, LatencyBudget budget) {
    this.pattern = pattern;
    this.budget = budget;
    for (AlarmRule rule : AlarmRule.values()) {
      activeAlarms.put(rule, 0L);
    }
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
    for (Map.Entry<Stage, java.time.Duration> allotted : budget.stages().entrySet()) {
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

  void asked(Event.CacheAsked asked) {
    lookups.of(asked.layer(), asked.pop().code(), asked.result()).add(1);
  }

  void asked(Event.SemanticAsked asked) {
    similar.of(asked.project().name(), asked.result()).add(1);
  }

  void written(Event.KvWritten written) {
    kvWrites.of(written.result()).add(1);
  }

  void visible(Event.KvVisible visible) {
    propagation.of(visible.pop().code(), visible.kind()).observe(visible.lagNanos());
  }

  void stored(Event.CacheStored stored) {
    cacheWrites.of(stored.layer(), stored.result()).add(1);
  }

  void filled(Event.CacheFilled filled) {
    fills.of(filled.cause()).add(1);
  }

  void revocationSeen(Event.RevocationSeen seen) {
    revocations.of(seen.pop().code()).observe(seen.lagNanos());
  }

  void limitReached(String limit) {
    limitRefusals.of(limit).add(1);
  }

  void skewed(PopId pop) {
    skews.of(pop.code()).add(1);
  }

  void mismatched() {
    mismatches.of().add(1);
  }

  void unpriced(String model) {
    unpriced.of(model).add(1);
  }

  void booked(Booking line) {
    bookings.of(line.kind().label(), line.region()).add(1);
    charged = charged.plus(line.kind() == Booking.Kind.SETTLE ? line.amount() : Money.ZERO);
    uncovered = uncovered.plus(line.uncovered());
  }

  void usage(String result) {
    usages.of(result).add(1);
  }

  void replicated(Event.Replicated batch) {
    replicated.of(batch.from(), batch.to()).add(batch.changes());
    replicationLags.of(batch.from(), batch.to()).observe(batch.lagNanos());
  }

  void changesLost(Event.ChangesLost lost) {
    changesLost.of(lost.kind()).add(lost.count());
  }

  void regionChanged(String result) {
    regionChanges.of(result).add(1);
  }

  void fellOver(PopId pop) {
    fallOvers.of(pop.code()).add(1);
  }

  void targetChanged(Event.TargetChanged changed) {
    breakers.of(changed.target(), changed.breaker().label()).add(1);
    breakerStates.told(changed);
  }

  void alarmChanged(Alarms.Change alarm) {
    if (alarm.isRaised()) {
      alarms.of(alarm.rule().label()).add(1);
    }
    activeAlarms.merge(alarm.rule(), alarm.isRaised() ? 1L : -1L, Long::sum);
  }

  void overspent(Event.Overspent over) {
    overspent.put(over.project(), over.by());
  }

  void cut(String reason) {
    cuts.of(reason).add(1);
  }

  void left() {
    left.of().add(1);
  }

  /// Every whole count by name and labels: metrics in the order above, series in that of their
  /// labels.
  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Family<Tally> family : counters) {
      family.series().forEach((series, tally) -> counts.put(series, tally.value()));
    }
    return Collections.unmodifiableMap(counts);
  }

  /// A copy of everything, with the figures that are kept elsewhere.
  Totals copy(String version, long inFlight, Money saved, long events, long dropped) {
    List<Totals.Metric> metrics = new java.util.ArrayList<>();
    metrics.add(
        Totals.value(
            "meridian_build_info",
            "The program that runs; always 1.",
            Totals.Type.GAUGE,
            Family.labels(List.of("version", "pattern"), version, pattern),
            "1"));
    counters.forEach(family -> metrics.add(Totals.counts(family)));
    metrics.add(
        Totals.value(
            "meridian_saved_usd_total",
            "What hits would have cost, in US dollars.",
            Totals.Type.COUNTER,
            "",
            saved.toUsdText()));
    metrics.add(
        Totals.value(
            "meridian_charged_usd_total",
            "What ledgers took from balances, in US dollars.",
            Totals.Type.COUNTER,
            "",
            charged.toUsdText()));
    metrics.add(
        Totals.value(
            "meridian_uncovered_usd_total",
            "Cost that no balance covered, in US dollars.",
            Totals.Type.COUNTER,
            "",
            uncovered.toUsdText()));
    metrics.add(
        Totals.value(
            "meridian_overspent_usd",
            "What regions together spent above balances, in US dollars.",
            Totals.Type.GAUGE,
            "",
            overspent.values().stream().reduce(Money.ZERO, Money::plus).toUsdText()));
    metrics.add(
        Totals.gauges(
            "meridian_alarm_active",
            "Alarms that are raised now, by rule: points of presence each have their own.",
            "alarm",
            labelled(activeAlarms)));
    metrics.add(
        Totals.gauges(
            "meridian_breaker_state",
            "Provider targets, and Redis, that changed at least once: 1 while an origin sends it no"
                + " calls (open), else 2 while one sends it a probe (half-open), else 0 (closed).",
            "target",
            breakerStates.byTarget()));
    metrics.add(
        Totals.value(
            "meridian_requests_in_flight",
            "Requests that arrived and have not ended.",
            Totals.Type.GAUGE,
            "",
            Long.toString(inFlight)));
    metrics.add(
        Totals.value(
            "meridian_telemetry_events_total",
            "Events counted.",
            Totals.Type.COUNTER,
            "",
            Long.toString(events)));
    metrics.add(
        Totals.value(
            "meridian_telemetry_dropped_total",
            "Events lost at the bound of their queue.",
            Totals.Type.COUNTER,
            "",
            Long.toString(dropped)));
    histograms.forEach(family -> metrics.add(Totals.histograms(family)));
    return new Totals(metrics);
  }

  private static Map<String, Long> labelled(Map<AlarmRule, Long> counts) {
    Map<String, Long> labelled = new LinkedHashMap<>();
    counts.forEach((rule, count) -> labelled.put(rule.label(), count));
    return labelled;
  }
}
