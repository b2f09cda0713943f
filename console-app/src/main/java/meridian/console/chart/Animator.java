package meridian.console.chart;

import javafx.animation.AnimationTimer;

/// Runs frames for something that moves, at most 20 a second, and only while it does. Toolkit
/// thread only.
abstract class Animator {
  private static final long PERIOD_NANOS = 47_000_000L;

  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          if (now - lastNanos >= PERIOD_NANOS) {
            lastNanos = now;
            if (!frame(now)) {
              isRunning = false;
              stop();
            }
          }
        }
      };

  private long lastNanos;
  private boolean isRunning;

  /// One frame.
  ///
  /// @return whether another is wanted
  protected abstract boolean frame(long nowNanos);

  /// Starts, unless it runs.
  final void wake() {
    if (!isRunning) {
      isRunning = true;
      timer.start();
    }
  }
}
