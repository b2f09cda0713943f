package meridian.fingerprint;

import meridian.Fingerprint;

/// What came of fingerprinting a request.
public sealed interface FingerprintResult {
  /// The request may be looked up and its answer stored.
  ///
  /// @param fingerprint of the request within its scope
  record Fingerprinted(Fingerprint fingerprint) implements FingerprintResult {}

  /// The request must bypass every cache.
  ///
  /// @param obstacle why
  /// @param field where, such as `seed` or `tools[0].function.parameters.maximum`
  record Uncacheable(Obstacle obstacle, String field) implements FingerprintResult {
    /// Why and where, in words.
    public String reason() {
      return field + ": " + obstacle.meaning();
    }
  }
}
