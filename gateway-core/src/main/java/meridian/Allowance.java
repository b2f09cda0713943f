package meridian;

/// What a key may still send: the contents of its token bucket, for `x-ratelimit-*`.
///
/// @param limit requests or tokens of a full bucket, 1 or more
/// @param remaining how many are left now, 0 to `limit`
/// @param resetNanos nanoseconds until the bucket is full again, 0 when it is
public record Allowance(long limit, long remaining, long resetNanos) {
  /// The same when `elapsedNanos` have passed and nothing was taken meanwhile.
  public Allowance after(long elapsedNanos) {
    if (elapsedNanos >= resetNanos) {
      return new Allowance(limit, limit, 0);
    }
    if (elapsedNanos <= 0) {
      return this;
    }
    double refilled = (double) (limit - remaining) * elapsedNanos / resetNanos;
    return new Allowance(limit, remaining + (long) refilled, resetNanos - elapsedNanos);
  }
}
