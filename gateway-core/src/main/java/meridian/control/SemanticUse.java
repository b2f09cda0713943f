package meridian.control;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How a project uses the semantic cache, and by what measurement its threshold is held.
///
/// @param mode whether it does
/// @param threshold the least cosine of a hit, [#LEAST] to 1
/// @param ttl from an answer's creation until it is gone from the semantic cache
/// @param budget the largest share of hits that may be wrong; empty when nobody set one
/// @param measured what is known of the project's own evaluation
public record SemanticUse(
    Mode mode, double threshold, Duration ttl, Optional<Double> budget, Measured measured) {
  /// The lowest threshold that a configuration may name.
  public static final double LEAST = 0.5;

  /// A project without a semantic cache.
  public static final SemanticUse OFF =
      new SemanticUse(Mode.OFF, 0.95, Duration.ZERO, Optional.empty(), new Measured.Unnamed());

  /// Whether the semantic cache takes part.
  public enum Mode {
    /// Nothing is embedded.
    OFF,
    /// It looks and counts what it would have answered; every answer is the provider's.
    SHADOW,
    /// It answers.
    ON;

    /// As a configuration writes it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What is known of a project's evaluation.
  public sealed interface Measured {
    /// The configuration names none.
    record Unnamed() implements Measured {}

    /// It names one that cannot be read.
    ///
    /// @param file which
    record Unreadable(String file) implements Measured {}

    /// It was read.
    ///
    /// @param file which
    /// @param evaluation what it says
    record Known(String file, Evaluation evaluation) implements Measured {}
  }

  /// The project's evaluation, when it was read.
  public Optional<Evaluation> evaluation() {
    return measured instanceof Measured.Known known
        ? Optional.of(known.evaluation())
        : Optional.empty();
  }
}
