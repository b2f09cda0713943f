package meridian.budget;

import meridian.Stage;
import meridian.StageTimes;

/// The stop-watch of one request in one node: each moment it is shown ends a stage.
///
/// Confined to the task that serves the request. Time between [#resume] and the next [#lap] belongs
/// to that lap's stage; time that is skipped belongs to none and ends up in the residual.
public final class StageTrace {
  private long[] nanos = new long[Stage.COUNT];
  private boolean isHandedOut;
  private long mark;

  /// A trace whose first stage begins at `startNanos`.
  public StageTrace(long startNanos) {
    this.mark = startNanos;
  }

  /// Charges the time since the last mark to `stage` and moves the mark to `nowNanos`.
  public void lap(Stage stage, long nowNanos) {
    charge(stage, nowNanos - mark);
    mark = nowNanos;
  }

  /// Moves the mark without charging anybody: what passed since the last lap becomes residual.
  public void resume(long nowNanos) {
    mark = nowNanos;
  }

  /// Charges `spentNanos`, measured elsewhere, to `stage`; the mark stays.
  public void charge(Stage stage, long spentNanos) {
    leaveHandedOut();
    nanos[stage.ordinal()] += Math.max(0, spentNanos);
  }

  /// Charges all stages that another node measured; the mark stays.
  public void chargeAll(StageTimes times) {
    leaveHandedOut();
    times.addTo(nanos);
  }

  /// The moment the last lap ended, nanoseconds since the epoch.
  public long mark() {
    return mark;
  }

  /// What has been charged so far. The times are handed out uncopied; the next charge makes a copy
  /// to go on with.
  public StageTimes times() {
    isHandedOut = true;
    return StageTimes.of(nanos);
  }

  private void leaveHandedOut() {
    if (isHandedOut) {
      nanos = nanos.clone();
      isHandedOut = false;
    }
  }
}
