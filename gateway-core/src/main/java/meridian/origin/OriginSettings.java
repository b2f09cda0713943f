package meridian.origin;

import java.time.Duration;

/// What an origin is set to.
///
/// @param maxFollowers requests that may wait for one provider call; further ones call for
///   themselves
/// @param providerDeadline how long one provider call may take to its last token
/// @param writesOnSecondSighting whether an answer goes to the KV only when its fingerprint was
///   seen before
/// @param doorkeeperCapacity fingerprints remembered for that
/// @param assumedOutputTokens output tokens that money is reserved for when a request names no
///   maximum
public record OriginSettings(
    int maxFollowers,
    Duration providerDeadline,
    boolean writesOnSecondSighting,
    int doorkeeperCapacity,
    int assumedOutputTokens) {
  /// Waiting room for a thousand, five minutes per call, every answer written.
  public static final OriginSettings DEFAULT =
      new OriginSettings(1_000, Duration.ofMinutes(5), false, 100_000, 1_024);
}
