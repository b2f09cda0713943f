package meridian.scenario;

import java.time.Duration;

/// Ends a run early and fails it: going on would show nothing more.
///
/// @param measure which figure
/// @param bound what it may be; the run stops when it is not
/// @param over the newest part of the run that is looked at, above 0; a part without requests stops
///   nothing
public record StopCondition(Measure measure, Bound bound, Duration over) {
  public StopCondition {
    Require.positive("window of a stop condition", over);
  }
}
