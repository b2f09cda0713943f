package meridian.console.timelines;

import java.time.Duration;
import java.util.Optional;
import meridian.Stage;
import meridian.telemetry.Percentiles;

/// One row of the stage table.
///
/// @param name the stage, `residual`, or a sum
/// @param stage which, unless it is no stage
/// @param spent what it took, in requests that spent time in it
/// @param budget what it may take
record StageLine(String name, Optional<Stage> stage, Percentiles spent, Optional<Duration> budget) {

  /// How far its p95 is above the budget, nanoseconds, negative below; absent without budget or
  /// samples.
  Optional<Long> overNanos() {
    return spent.count() == 0
        ? Optional.empty()
        : budget.map(limit -> spent.p95() - limit.toNanos());
  }
}
