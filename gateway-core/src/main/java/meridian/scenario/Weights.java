package meridian.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import meridian.time.Dice;

/// Things drawn in proportion to their weights.
final class Weights<T> {
  private final List<T> things = new ArrayList<>();
  private final double[] upTo;

  /// Weights of 0 or more with at least one above 0, in the map's order; a weight of 0 is never
  /// drawn.
  Weights(Map<T, Double> shares) {
    double[] sums = new double[shares.size()];
    double total = 0;
    for (Map.Entry<T, Double> share : shares.entrySet()) {
      if (share.getValue() > 0) {
        total += share.getValue();
        sums[things.size()] = total;
        things.add(share.getKey());
      }
    }
    upTo = Arrays.copyOf(sums, things.size());
  }

  /// What can be drawn.
  List<T> things() {
    return things;
  }

  /// One of them; draws once.
  T draw(Dice dice) {
    double mark = dice.nextDouble() * upTo[upTo.length - 1];
    int found = Arrays.binarySearch(upTo, mark);
    int at = found >= 0 ? found + 1 : -found - 1;
    return things.get(Math.min(at, upTo.length - 1));
  }
}
