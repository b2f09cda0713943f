package meridian.edge;

/// A rate limit with a burst, as the generic cell rate algorithm (ITU-T I.371): one number per key
/// instead of a refilled count.
///
/// Not safe for several threads; its owner's lock guards it.
final class TokenBucket {
  private final long intervalNanos;
  private final long burstNanos;
  private long theoreticalNanos = Long.MIN_VALUE;
  private long newestNanos = Long.MIN_VALUE;

  /// `perSecond` cells a second, above 0; `burst` at once, at least 1.
  TokenBucket(double perSecond, int burst) {
    this.intervalNanos = (long) (1e9 / perSecond);
    this.burstNanos = intervalNanos * (burst - 1L);
  }

  /// Takes a cell at `nowNanos`: 0 when there was one, otherwise nanoseconds until there will be.
  ///
  /// A caller that was held up between reading the clock and coming here is judged at the newest
  /// moment seen: cells that others took meanwhile are no debt of its past.
  long take(long nowNanos) {
    newestNanos = Math.max(newestNanos, nowNanos);
    long due = Math.max(theoreticalNanos, newestNanos);
    long wait = due - burstNanos - newestNanos;
    if (wait > 0) {
      return wait;
    }
    theoreticalNanos = due + intervalNanos;
    return 0;
  }
}
