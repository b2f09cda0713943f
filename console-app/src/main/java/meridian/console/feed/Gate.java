package meridian.console.feed;

/// Lets a widget through no more often than its cadence. One thread only.
public final class Gate {
  // Frames come at about 16 ms and never exactly on time: what is nearly due is due.
  private static final long SLACK_NANOS = 9_000_000L;

  private final long periodNanos;
  private boolean isFresh = true;
  private long openedNanos;

  public Gate(Cadence cadence) {
    this.periodNanos = cadence.periodNanos();
  }

  /// Whether it is time again at `nowNanos`, a reading of a clock that only goes forward.
  public boolean opens(long nowNanos) {
    if (!isFresh && nowNanos - openedNanos < periodNanos - SLACK_NANOS) {
      return false;
    }
    isFresh = false;
    openedNanos = nowNanos;
    return true;
  }

  /// Whether it is time again now.
  public boolean opens() {
    return opens(System.nanoTime());
  }

  /// Lets the next one through at once: the room has come up, or the operator changed something.
  public void reset() {
    isFresh = true;
  }
}
