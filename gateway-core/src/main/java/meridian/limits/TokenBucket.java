package meridian.limits;

import meridian.Allowance;

/// A rate limit with a burst, as the generic cell rate algorithm (ITU-T I.371): one number per key
/// instead of a refilled count.
///
/// Cells are requests or tokens; several may be taken at once, and what was taken may be corrected
/// when it is known better. A correction can leave a debt: nobody is let in until it is paid.
///
/// Those who are turned away are told different moments, one interval apart: told the same one, all
/// would come back together and all but one be turned away again, until their retries are used up.
/// A promise is a hint, not a reservation, and lies no further ahead than a burst takes to refill
/// (1 s at least), so that who ignores it cannot push the others away.
///
/// Not safe for several threads; its owner's lock guards it.
public final class TokenBucket {
  private static final long LEAST_AHEAD_NANOS = 1_000_000_000L;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final long burst;
  private final long intervalNanos;
  private final long burstNanos;
  private final long farthestNanos;
  private long theoreticalNanos = Long.MIN_VALUE / 2;
  private long promisedNanos = Long.MIN_VALUE / 2;
  private long newestNanos = Long.MIN_VALUE / 2;

  /// `perSecond` cells a second, above 0; `burst` at once, at least 1.
  public TokenBucket(double perSecond, int burst) {
    this(burst, (long) (1e9 / perSecond));
  }

  private TokenBucket(long burst, long intervalNanos) {
    this.burst = burst;
    this.intervalNanos = intervalNanos;
    this.burstNanos = intervalNanos * (burst - 1L);
    this.farthestNanos = Math.max(burstNanos, LEAST_AHEAD_NANOS);
  }

  /// `limit` cells a minute, 1 to [RateLimits#MOST], and as many at once after a pause. The
  /// interval is rounded up, so that never more than the limit refills in a minute.
  static TokenBucket perMinute(long limit) {
    return new TokenBucket(limit, Math.ceilDiv(MINUTE_NANOS, limit));
  }

  /// The most cells at once.
  long burst() {
    return burst;
  }

  /// Takes a cell at `nowNanos`: 0 when there was one, otherwise nanoseconds after which to come
  /// back.
  public long take(long nowNanos) {
    if (!has(1, nowNanos)) {
      return promise(1, nowNanos);
    }
    spend(1);
    return 0;
  }

  /// Whether `cells` could be taken at `nowNanos`.
  ///
  /// A caller that was held up between reading the clock and coming here is judged at the newest
  /// moment seen: cells that others took meanwhile are no debt of its past.
  boolean has(long cells, long nowNanos) {
    newestNanos = Math.max(newestNanos, nowNanos);
    return freeNanos(cells) <= newestNanos;
  }

  /// Nanoseconds after which who found too little at `nowNanos` may come back for `cells`.
  long promise(long cells, long nowNanos) {
    newestNanos = Math.max(newestNanos, nowNanos);
    long freeNanos = freeNanos(cells);
    promisedNanos = Math.max(freeNanos, promisedNanos + intervalNanos);
    promisedNanos = Math.min(promisedNanos, Math.max(freeNanos, newestNanos + farthestNanos));
    return promisedNanos - newestNanos;
  }

  /// Takes `cells` at the newest moment seen, whether or not they are there; gives some back when
  /// it is negative, up to a full bucket.
  void spend(long cells) {
    long dueNanos = Math.max(theoreticalNanos, newestNanos);
    theoreticalNanos = dueNanos + cells * intervalNanos;
  }

  private long freeNanos(long cells) {
    return Math.max(theoreticalNanos, newestNanos) - burstNanos + (cells - 1) * intervalNanos;
  }

  /// What is left at the newest moment seen.
  public Allowance allowance() {
    long debtNanos = Math.max(0, theoreticalNanos - newestNanos);
    long remaining = (burstNanos + intervalNanos - debtNanos) / intervalNanos;
    return new Allowance(burst, Math.clamp(remaining, 0, burst), debtNanos);
  }

  /// What is left at `nowNanos`.
  Allowance allowance(long nowNanos) {
    newestNanos = Math.max(newestNanos, nowNanos);
    return allowance();
  }
}
