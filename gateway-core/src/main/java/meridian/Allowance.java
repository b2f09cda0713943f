package meridian;

/// What a key may still send at a PoP: the contents of its token bucket, for `x-ratelimit-*`.
///
/// @param limit requests of a full bucket, 1 or more
/// @param remaining requests left now, 0 to `limit`
/// @param resetNanos nanoseconds until the bucket is full again, 0 when it is
public record Allowance(long limit, long remaining, long resetNanos) {}
