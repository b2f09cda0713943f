package meridian.console.chart;

import java.util.Arrays;

/// Round positions for the lines of an axis.
public final class Ticks {
  private Ticks() {}

  /// A round step of 1, 2 or 5 times a power of ten with at most `most` steps in `range`, which is
  /// above 0.
  public static double step(double range, int most) {
    double rough = range / Math.max(1, most);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /// The multiples of a round step from 0 up to `max`, at most `most` above 0; only 0 when `max` is
  /// not above 0.
  public static double[] upTo(double max, int most) {
    if (!(max > 0) || Double.isInfinite(max)) {
      return new double[] {0};
    }
    double step = step(max, most);
    int count = (int) Math.floor(max / step + 1e-9);
    double[] ticks = new double[count + 1];
    Arrays.setAll(ticks, index -> index * step);
    return ticks;
  }

  /// The smallest multiple of a round step that is not below `max`: where an axis should end.
  public static double ceiling(double max, int most) {
    if (!(max > 0) || Double.isInfinite(max)) {
      return 1;
    }
    double step = step(max, most);
    return Math.ceil(max / step - 1e-9) * step;
  }
}
