package meridian.console.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.LatencyBudget;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.console.format.Figures;
import meridian.telemetry.AlarmRule;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;

/// Reads a snapshot for trouble: a pure function of it and the budget.
///
/// A finding needs at least [#ENOUGH] samples, so that a quiet PoP is not accused on one slow
/// request. Percentiles of one PoP's stage come from the newest requests themselves (the snapshot
/// keeps stage histograms only over all PoPs).
final class Findings {
  /// The fewest samples a finding may rest on; a 95th percentile of 20 is its largest but one.
  static final int ENOUGH = 20;

  /// From this share of refused requests on, something is wrong.
  static final double REFUSED_SHARE = 0.05;

  /// A larger share of unexplained time is a defect of the accounting.
  static final double RESIDUAL_SHARE = 0.05;

  private Findings() {}

  /// What is wrong, worst first.
  static List<Finding> of(LatencyBudget budget, Snapshot snapshot) {
    List<Finding> found = new ArrayList<>();
    stagesOverall(budget, snapshot, found);
    stagesByPop(budget, snapshot, found);
    for (Snapshot.PopRow row : snapshot.pops()) {
      pop(budget, row, found);
    }
    snapshot.alarms().forEach(alarm -> propagation(alarm, found));
    gateway(snapshot, found);
    found.sort(
        Comparator.comparing(Finding::severity)
            .thenComparingDouble(Finding::weight)
            .reversed()
            .thenComparing(Finding::key));
    return List.copyOf(found);
  }

  private static void stagesOverall(LatencyBudget budget, Snapshot snapshot, List<Finding> found) {
    for (Snapshot.PathRow path : snapshot.paths()) {
      if (path.path() != RequestPath.EDGE_HIT || path.isColdConnection()) {
        continue;
      }
      for (Map.Entry<Stage, Duration> limit : budget.stages().entrySet()) {
        Percentiles spent = path.stages().getOrDefault(limit.getKey(), Percentiles.NONE);
        over(
            "all " + limit.getKey().label(),
            "Edge hits, all PoPs: " + limit.getKey().label(),
            spent.p95(),
            limit.getValue(),
            spent.count(),
            Optional.empty(),
            found);
      }
    }
  }

  private static void stagesByPop(LatencyBudget budget, Snapshot snapshot, List<Finding> found) {
    Map<PopId, List<RequestTimeline>> hits = new TreeMap<>();
    for (RequestTimeline request : snapshot.recent()) {
      if (RequestPath.of(request) == RequestPath.EDGE_HIT) {
        hits.computeIfAbsent(request.pop(), pop -> new ArrayList<>()).add(request);
      }
    }
    hits.forEach((pop, requests) -> {
      for (Map.Entry<Stage, Duration> limit : budget.stages().entrySet()) {
        over(
            pop + " " + limit.getKey().label(),
            pop + " " + limit.getKey().label(),
            p95(requests, limit.getKey()),
            limit.getValue(),
            requests.size(),
            Optional.of(pop),
            found);
      }
    });
  }

  private static void over(
      String key,
      String subject,
      long p95Nanos,
      Duration limit,
      long samples,
      Optional<PopId> pop,
      List<Finding> found) {
    double share = p95Nanos / (double) limit.toNanos();
    if (samples >= ENOUGH && share > 1) {
      found.add(
          new Finding(
              key,
              share > 2 ? Severity.CRIT : Severity.WARN,
              share,
              subject
                  + " p95 "
                  + Figures.duration(p95Nanos)
                  + " over its "
                  + limit.toMillis()
                  + " ms budget (n "
                  + samples
                  + ")",
              pop));
    }
  }

  private static void pop(LatencyBudget budget, Snapshot.PopRow row, List<Finding> found) {
    PopId pop = row.pop();
    over(
        pop + " total",
        pop + " edge hit",
        row.edgeHit().p95(),
        budget.total(),
        row.edgeHit().count(),
        Optional.of(pop),
        found);
    double refused = row.requests() == 0 ? 0 : row.refused() / (double) row.requests();
    if (row.requests() >= ENOUGH && refused >= REFUSED_SHARE) {
      found.add(
          new Finding(
              pop + " refused",
              refused >= 0.25 ? Severity.CRIT : Severity.WARN,
              refused / REFUSED_SHARE,
              pop
                  + " refuses "
                  + Figures.percent(refused)
                  + " of its requests ("
                  + row.refused()
                  + " of "
                  + row.requests()
                  + ")",
              Optional.of(pop)));
    }
  }

  /// Propagation is in question exactly while its alarm is raised: one rule, told twice.
  private static void propagation(Snapshot.Alarm alarm, List<Finding> found) {
    if (alarm.rule() == AlarmRule.KV_PROPAGATION) {
      found.add(
          new Finding(
              alarm.subject() + " propagation",
              Severity.WARN,
              alarm.value() / alarm.rule().threshold(),
              alarm.subject()
                  + ": the origin already held "
                  + Figures.percent(alarm.value())
                  + " of what the edge missed: KV propagation, not new questions",
              Optional.of(new PopId(alarm.subject()))));
    }
  }

  private static void gateway(Snapshot snapshot, List<Finding> found) {
    double residual = snapshot.headline().residualShareP95();
    if (snapshot.headline().residual().count() >= ENOUGH && residual > RESIDUAL_SHARE) {
      found.add(
          new Finding(
              "residual",
              Severity.WARN,
              residual / RESIDUAL_SHARE,
              "Stages leave "
                  + Figures.percent(residual)
                  + " of the time unexplained at p95; up to 5 % is expected",
              Optional.empty()));
    }
    if (snapshot.kv().cappedTotal() > 0) {
      found.add(
          new Finding(
              "kv capped",
              Severity.WARN,
              1,
              Figures.count(snapshot.kv().cappedTotal())
                  + " KV writes refused by a write cap since the start",
              Optional.empty()));
    }
    if (snapshot.droppedTotal() > 0) {
      found.add(
          new Finding(
              "dropped",
              Severity.WARN,
              1,
              Figures.count(snapshot.droppedTotal())
                  + " events lost since the start: figures are too low",
              Optional.empty()));
    }
  }

  private static long p95(List<RequestTimeline> requests, Stage stage) {
    long[] spent = new long[requests.size()];
    for (int i = 0; i < spent.length; i++) {
      spent[i] = requests.get(i).stages().nanos(stage);
    }
    Arrays.sort(spent);
    return spent[(int) Math.ceil(0.95 * spent.length) - 1];
  }
}
