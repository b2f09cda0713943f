package meridian.control;

import java.util.List;

/// Confidence intervals of means by Student's t distribution ("The probable error of a mean",
/// Biometrika 1908).
final class StudentT {
  /// Two-sided 95 % quantiles for 1 to 30 degrees of freedom (NIST/SEMATECH e-Handbook, table
  /// 1.3.6.7.2); beyond them the normal distribution's.
  private static final double[] T_975 = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double NORMAL_975 = 1.960;

  private StudentT() {}

  /// The mean of `values`, at least one, with its interval; infinitely wide for a single value.
  static Comparison.Interval interval95(List<Double> values) {
    int n = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / n;
    if (n == 1) {
      return new Comparison.Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double quantile = n - 1 <= T_975.length ? T_975[n - 2] : NORMAL_975;
    double half = quantile * Math.sqrt(squares / (n - 1) / n);
    return new Comparison.Interval(mean, mean - half, mean + half);
  }
}
