package meridian.console.timelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.LatencyBudget;
import meridian.Stage;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;

/// The stages of one way and connection state in the window, against the budget; pure.
///
/// @param lines each stage that took time, in order of the request's way, then the residual
/// @param sumOfP95Nanos the stages' p95 added up: what a table of budgets suggests
/// @param total the measured total, whose p95 is smaller as a rule: the slowest moments of the
///   stages do not fall on the same request
/// @param firstToken time to the first byte of the answer
/// @param totalBudgetNanos what the total may take, 0 where the budget says nothing
record StageTable(
    List<StageLine> lines,
    long sumOfP95Nanos,
    Percentiles total,
    Percentiles firstToken,
    long totalBudgetNanos) {
  /// Nothing came this way.
  static final StageTable EMPTY =
      new StageTable(List.of(), 0, Percentiles.NONE, Percentiles.NONE, 0);

  /// The table of `path`; a budget applies to edge hits only, that is what it was made for.
  static StageTable of(LatencyBudget budget, Snapshot snapshot, RequestPath path, boolean isCold) {
    return snapshot.paths().stream()
        .filter(row -> row.path() == path && row.isColdConnection() == isCold)
        .findFirst()
        .map(row -> of(budget, row))
        .orElse(EMPTY);
  }

  private static StageTable of(LatencyBudget budget, Snapshot.PathRow row) {
    boolean isBudgeted = row.path() == RequestPath.EDGE_HIT;
    List<StageLine> lines = new ArrayList<>();
    long sum = 0;
    for (Stage stage : Stage.values()) {
      Percentiles spent = row.stages().getOrDefault(stage, Percentiles.NONE);
      if (spent.count() > 0) {
        sum += spent.p95();
        lines.add(
            new StageLine(
                stage.label(),
                Optional.of(stage),
                spent,
                isBudgeted ? budget.of(stage) : Optional.empty()));
      }
    }
    if (row.residual().count() > 0) {
      lines.add(new StageLine("residual", Optional.empty(), row.residual(), Optional.empty()));
    }
    return new StageTable(
        List.copyOf(lines),
        sum,
        row.total(),
        row.firstToken(),
        isBudgeted ? budget.total().toNanos() : 0);
  }
}
