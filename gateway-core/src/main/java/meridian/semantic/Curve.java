package meridian.semantic;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What an evaluation measured: hits and wrong hits by threshold.
///
/// @param embedder the model whose vectors were compared
/// @param source what was evaluated, in words: a file's name
/// @param questions how many
/// @param kind how they were asked
/// @param seed of the order they were asked in
/// @param points by rising threshold, at least one
public record Curve(
    String embedder, String source, long questions, Kind kind, long seed, List<CurvePoint> points) {
  public Curve {
    points = points.stream().sorted(Comparator.comparingDouble(CurvePoint::threshold)).toList();
    if (points.isEmpty()) {
      throw new IllegalArgumentException("curve: expected at least one threshold, found none");
    }
  }

  /// How questions were asked.
  public enum Kind {
    /// One after the other, as traffic comes: each may find one before it; if not, its own answer
    /// is stored. A hit is wrong when the two have different labels.
    STREAM,
    /// In pairs: the second may find the first. A hit is wrong when the pair says they differ.
    PAIRS
  }

  /// What is known of `threshold`: the point of the largest measured threshold that is not above
  /// it. A higher threshold is wrong less often, so this errs on the safe side. Empty when all
  /// measured ones are above.
  public Optional<CurvePoint> at(double threshold) {
    return points.stream()
        .filter(point -> point.threshold() <= threshold + 1e-9)
        .reduce((_, later) -> later);
  }

  /// The lowest measured threshold from which on the guarded share of wrong hits stays within
  /// `budget`.
  public Optional<CurvePoint> lowestWithin(double budget) {
    Optional<CurvePoint> lowest = Optional.empty();
    for (CurvePoint point : points.reversed()) {
      if (point.guarded().wrongShare().value() > budget) {
        return lowest;
      }
      lowest = Optional.of(point);
    }
    return lowest;
  }
}
