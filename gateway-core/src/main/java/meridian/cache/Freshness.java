package meridian.cache;

import meridian.CacheDirectives;

/// How old an entry is in the eyes of its policy and of the client (RFC 9111 §4.2).
public enum Freshness {
  /// It may answer.
  FRESH,
  /// It may answer only when the origin cannot.
  STALE,
  /// It may not answer at all.
  GONE;

  /// The freshness of `entry` at `nowNanos` for a client with `directives`.
  ///
  /// `max-age` shortens the fresh life, never the hard one. At the very nanosecond of an expiry the
  /// entry has expired.
  public static Freshness of(CacheEntry entry, CacheDirectives directives, long nowNanos) {
    if (nowNanos >= entry.hardExpiryNanos()) {
      return GONE;
    }
    long ageNanos = nowNanos - entry.createdNanos();
    boolean tooOld =
        directives.maxAge().isPresent() && ageNanos >= directives.maxAge().get().toNanos();
    return nowNanos >= entry.softExpiryNanos() || tooOld ? STALE : FRESH;
  }

  /// Whether a stale `entry` may answer at `nowNanos` because the origin cannot.
  ///
  /// The project's policy decides; a client's `stale-if-error` can allow it where the policy
  /// refuses, never past the hard TTL, and bounds it where the client names a duration.
  public static boolean mayServeOnError(
      CacheEntry entry, CachePolicy policy, CacheDirectives directives, long nowNanos) {
    if (of(entry, directives, nowNanos) == GONE) {
      return false;
    }
    if (directives.staleIfError().isPresent()) {
      long staleNanos = nowNanos - entry.softExpiryNanos();
      return staleNanos <= directives.staleIfError().get().toNanos();
    }
    return policy.stale() == CachePolicy.Stale.SERVE;
  }
}
