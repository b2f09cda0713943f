package meridian.semantic;

import java.time.Duration;

/// How one project uses the semantic cache.
///
/// @param mode whether it does
/// @param threshold the least cosine of a hit, above 0, at most 1
/// @param ttl from an answer's creation until it is gone here; fixed, never extended by reads
public record SemanticPolicy(Mode mode, double threshold, Duration ttl) {
  /// The least cosine of a hit where nothing else is said.
  public static final double DEFAULT_THRESHOLD = 0.95;

  /// Not at all.
  public static final SemanticPolicy OFF =
      new SemanticPolicy(Mode.OFF, DEFAULT_THRESHOLD, Duration.ZERO);

  public SemanticPolicy {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "semantic policy: expected a threshold above 0, at most 1, found " + threshold);
    }
  }

  /// Whether the semantic cache takes part.
  public enum Mode {
    /// Not at all: nothing is embedded.
    OFF,
    /// It stores and looks, and counts what it would have answered; every answer is the provider's.
    SHADOW,
    /// It answers.
    ON
  }
}
