package meridian.edge;

import meridian.Allowance;

/// A rate limit with a burst, as the generic cell rate algorithm (ITU-T I.371): one number per key
/// instead of a refilled count.
///
/// Those who are turned away are told different moments, one interval apart: told the same one, all
/// would come back together and all but one be turned away again, until their retries are used up.
/// A promise is a hint, not a reservation, and lies no further ahead than a burst takes to refill
/// (1 s at least), so that who ignores it cannot push the others away.
///
/// Not safe for several threads; its owner's lock guards it.
final class TokenBucket {
  private static final long LEAST_AHEAD_NANOS = 1_000_000_000L;

  private final int burst;
  private final long intervalNanos;
  private final long burstNanos;
  private final long farthestNanos;
  private long theoreticalNanos = Long.MIN_VALUE;
  private long promisedNanos = Long.MIN_VALUE;
  private long newestNanos = Long.MIN_VALUE;

  /// `perSecond` cells a second, above 0; `burst` at once, at least 1.
  TokenBucket(double perSecond, int burst) {
    this.burst = burst;
    this.intervalNanos = (long) (1e9 / perSecond);
    this.burstNanos = intervalNanos * (burst - 1L);
    this.farthestNanos = Math.max(burstNanos, LEAST_AHEAD_NANOS);
  }

  /// Takes a cell at `nowNanos`: 0 when there was one, otherwise nanoseconds after which to come
  /// back.
  ///
  /// A caller that was held up between reading the clock and coming here is judged at the newest
  /// moment seen: cells that others took meanwhile are no debt of its past.
  long take(long nowNanos) {
    newestNanos = Math.max(newestNanos, nowNanos);
    long due = Math.max(theoreticalNanos, newestNanos);
    long freeNanos = due - burstNanos;
    if (freeNanos > newestNanos) {
      promisedNanos = Math.max(freeNanos, promisedNanos + intervalNanos);
      promisedNanos = Math.min(promisedNanos, Math.max(freeNanos, newestNanos + farthestNanos));
      return promisedNanos - newestNanos;
    }
    theoreticalNanos = due + intervalNanos;
    return 0;
  }

  /// What is left at the newest moment seen.
  Allowance allowance() {
    long debtNanos = Math.max(0, theoreticalNanos - newestNanos);
    long remaining = (burstNanos + intervalNanos - debtNanos) / intervalNanos;
    return new Allowance(burst, Math.clamp(remaining, 0, burst), debtNanos);
  }
}
