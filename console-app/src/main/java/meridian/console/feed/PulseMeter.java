package meridian.console.feed;

import java.util.Arrays;

/// How the toolkit thread is doing: the last 600 frames, about ten seconds. Toolkit thread only.
///
/// The time between frames is wall time, as the operator feels it. The work in a frame is processor
/// time, so that a busy machine is not taken for a slow console.
public final class PulseMeter {
  private static final int FRAMES = 600;

  private final Ring intervals = new Ring();
  private final Ring work = new Ring();
  private long lastPulseNanos = Long.MIN_VALUE;
  private long beganNanos;
  private boolean isInPulse;

  /// A frame begins at `nowNanos`, when the thread has used `usedNanos` of processor time.
  public void begin(long nowNanos, long usedNanos) {
    if (lastPulseNanos != Long.MIN_VALUE) {
      intervals.add(nowNanos - lastPulseNanos);
    }
    lastPulseNanos = nowNanos;
    beganNanos = usedNanos;
    isInPulse = true;
  }

  /// All code of this frame, style and layout included, has run when the thread has used
  /// `usedNanos` of processor time.
  public void end(long usedNanos) {
    if (isInPulse) {
      isInPulse = false;
      work.add(usedNanos - beganNanos);
    }
  }

  /// Forgets when the last frame was: frames stop on purpose while paused.
  public void rest() {
    lastPulseNanos = Long.MIN_VALUE;
    isInPulse = false;
  }

  /// Forgets every frame.
  public void clear() {
    rest();
    intervals.count = 0;
    work.count = 0;
  }

  /// 99th percentile of the time between frames, in nanoseconds; 0 without any.
  public long intervalP99() {
    return intervals.percentile(0.99);
  }

  /// 99th percentile of the console's own work per frame, in nanoseconds of processor time; 0
  /// without any.
  public long workP99() {
    return work.percentile(0.99);
  }

  /// Most work in one frame, in nanoseconds of processor time; 0 without any.
  public long workMax() {
    return work.percentile(1);
  }

  /// How many frames the figures rest on, at most 600.
  public int frames() {
    return Math.min(work.count, FRAMES);
  }

  private static final class Ring {
    private final long[] values = new long[FRAMES];
    private int count;

    void add(long value) {
      values[count % FRAMES] = value;
      count = count == Integer.MAX_VALUE ? FRAMES : count + 1;
    }

    long percentile(double share) {
      int size = Math.min(count, FRAMES);
      if (size == 0) {
        return 0;
      }
      long[] sorted = Arrays.copyOf(values, size);
      Arrays.sort(sorted);
      return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
    }
  }
}
