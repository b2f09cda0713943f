package meridian.scenario;

import java.util.Arrays;
import meridian.time.Dice;

/// Ranks by Zipf's law with exponent 1: rank k (from 0) in proportion to 1 / (k + 1).
final class Zipf {
  private static final double[] HARMONIC = new double[Workload.REMEMBERED + 1];

  static {
    for (int k = 1; k < HARMONIC.length; k++) {
      HARMONIC[k] = HARMONIC[k - 1] + 1.0 / k;
    }
  }

  private Zipf() {}

  /// A rank of 0 to `ranks` - 1, for 1 to [Workload#REMEMBERED] ranks.
  static int draw(Dice dice, int ranks) {
    double mark = dice.nextDouble() * HARMONIC[ranks];
    int found = Arrays.binarySearch(HARMONIC, 0, ranks + 1, mark);
    int rank = found >= 0 ? found : -found - 2;
    return Math.min(rank, ranks - 1);
  }
}
