package meridian.edge;

import meridian.time.Dice;

/// Whether the PoP's worker must start first, and how long that takes: uniform between the two
/// bounds.
///
/// Safe for several threads; requests that arrive during a start wait for their own.
final class ColdStart {
  private final long idleNanos;
  private final long minNanos;
  private final long spanNanos;
  private final Dice dice;
  private long warmUntilNanos = Long.MIN_VALUE;

  ColdStart(EdgeSettings settings, Dice dice) {
    this.idleNanos = settings.coldAfter().toNanos();
    this.minNanos = settings.coldMin().toNanos();
    this.spanNanos = settings.coldMax().toNanos() - minNanos;
    this.dice = dice;
  }

  /// Puts the worker to sleep: whoever comes next waits for its start.
  synchronized void fallAsleep() {
    warmUntilNanos = Long.MIN_VALUE;
  }

  /// Nanoseconds that a request arriving at `nowNanos` waits, 0 when the worker is warm; keeps it
  /// warm.
  synchronized long take(long nowNanos) {
    boolean isCold = nowNanos >= warmUntilNanos;
    warmUntilNanos = nowNanos + idleNanos;
    return isCold ? minNanos + (long) (dice.nextDouble() * spanNanos) : 0;
  }
}
