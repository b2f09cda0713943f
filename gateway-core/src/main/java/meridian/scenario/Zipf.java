package meridian.scenario;

import java.util.Arrays;
import meridian.time.Dice;

/// Ranks by Zipf's law: rank k (from 0) in proportion to 1 / (k + 1)^exponent.
final class Zipf {
  private final double[] sums;

  /// Ranks of 0 to `maxRanks` - 1.
  Zipf(double exponent, int maxRanks) {
    sums = new double[maxRanks + 1];
    for (int k = 1; k <= maxRanks; k++) {
      sums[k] = sums[k - 1] + StrictMath.pow(k, -exponent);
    }
  }

  /// A rank of 0 to `ranks` - 1, for 1 to the most ranks.
  int draw(Dice dice, int ranks) {
    double mark = dice.nextDouble() * sums[ranks];
    int found = Arrays.binarySearch(sums, 0, ranks + 1, mark);
    int rank = found >= 0 ? found : -found - 2;
    return Math.min(rank, ranks - 1);
  }
}
