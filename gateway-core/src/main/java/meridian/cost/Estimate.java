package meridian.cost;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// A figure with its 95 % interval.
///
/// @param value the figure
/// @param low below it
/// @param high above it
public record Estimate(double value, double low, double high) {
  private static final double NORMAL_975 = 1.959964;

  /// A share of 0 to 1 with Wilson's interval ("Probable inference, the law of succession, and
  /// statistical inference", JASA 1927), which also holds near 0 and 1 and for few samples.
  ///
  /// @param of at least 1
  static Estimate share(long part, long of) {
    double n = of;
    double p = part / n;
    double z2 = NORMAL_975 * NORMAL_975;
    double centre = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = NORMAL_975 / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return new Estimate(p, Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /// The mean of `values`, at least 8, with Student's interval; its quantile is approximated by the
  /// first terms of Cornish and Fisher's expansion, within 0.5 % from 7 degrees of freedom on.
  static Estimate mean(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double half = quantile(n - 1) * Math.sqrt(squares / (n - 1) / n);
    return new Estimate(mean, mean - half, mean + half);
  }

  /// Student's two-sided 95 % quantile.
  static double quantile(int degrees) {
    double z = NORMAL_975;
    double z3 = z * z * z;
    double first = (z3 + z) / 4;
    double second = (5 * z3 * z * z + 16 * z3 + 3 * z) / 96;
    return z + first / degrees + second / ((double) degrees * degrees);
  }

  /// The same after `change`, which grows with its argument.
  Estimate map(DoubleUnaryOperator change) {
    return new Estimate(
        change.applyAsDouble(value), change.applyAsDouble(low), change.applyAsDouble(high));
  }
}
