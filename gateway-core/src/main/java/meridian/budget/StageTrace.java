package meridian.budget;

import meridian.Stage;
import meridian.StageTimes;

/// The stop-watch of one request in one node: each moment it is shown ends a stage.
///
/// Confined to the task that serves the request. Time between [#resume] and the next [#lap] belongs
/// to that lap's stage; time that is skipped belongs to none and ends up in the residual.
public final class StageTrace {
  private final long[] nanos = new long[Stage.COUNT];
  private long mark;

  /// A trace whose first stage begins at `startNanos`.
  public StageTrace(long startNanos) {
    this.mark = startNanos;
  }

  /// Charges the time since the last mark to `stage` and moves the mark to `nowNanos`.
  public void lap(Stage stage, long nowNanos) {
    nanos[stage.ordinal()] += Math.max(0, nowNanos - mark);
    mark = nowNanos;
  }

  /// Moves the mark without charging anybody: what passed since the last lap becomes residual.
  public void resume(long nowNanos) {
    mark = nowNanos;
  }

  /// Charges `spentNanos`, measured elsewhere, to `stage`; the mark stays.
  public void charge(Stage stage, long spentNanos) {
    nanos[stage.ordinal()] += Math.max(0, spentNanos);
  }

  /// Charges all stages that another node measured; the mark stays.
  public void chargeAll(StageTimes times) {
    times.addTo(nanos);
  }

  /// The moment the last lap ended, nanoseconds since the epoch.
  public long mark() {
    return mark;
  }

  /// What has been charged so far.
  public StageTimes times() {
    return StageTimes.of(nanos);
  }
}
