package meridian.limits;

import java.util.Optional;

/// What may be sent in a minute, and at once after a pause; without a limit where it is absent.
///
/// @param requests calls, 1 to [#MOST]
/// @param tokens prompt and answer together, 1 to [#MOST]
public record RateLimits(Optional<Long> requests, Optional<Long> tokens) {
  /// The highest limit that can be kept exactly enough: a cell every 600 ns.
  public static final long MOST = 100_000_000;

  /// No limits.
  public static final RateLimits NONE = new RateLimits(Optional.empty(), Optional.empty());

  public RateLimits {
    requests.ifPresent(RateLimits::check);
    tokens.ifPresent(RateLimits::check);
  }

  private static void check(long limit) {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException(
          "rate limit: expected 1 to " + MOST + " a minute, found " + limit);
    }
  }

  /// These where they are set, otherwise those of `others`.
  public RateLimits or(RateLimits others) {
    return new RateLimits(requests.or(others::requests), tokens.or(others::tokens));
  }

  /// One of `parts` equal shares, rounded down but never to nothing: 1 each where there are more
  /// parts than cells.
  public RateLimits share(int parts) {
    return new RateLimits(
        requests.map(limit -> Math.max(1, limit / parts)),
        tokens.map(limit -> Math.max(1, limit / parts)));
  }
}
