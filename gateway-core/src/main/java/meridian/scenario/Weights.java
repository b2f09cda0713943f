package meridian.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import meridian.time.Dice;

/// Names drawn in proportion to their weights.
final class Weights {
  private final List<String> names = new ArrayList<>();
  private final List<Double> upTo = new ArrayList<>();
  private double total;

  private Weights() {}

  /// Weights of 0 or more with at least one above 0, in the map's order; a weight of 0 is never
  /// drawn.
  static Weights of(Map<String, Double> shares) {
    Weights weights = new Weights();
    shares.forEach((name, share) -> {
      if (share > 0) {
        weights.total += share;
        weights.names.add(name);
        weights.upTo.add(weights.total);
      }
    });
    return weights;
  }

  String draw(Dice dice) {
    double mark = dice.nextDouble() * total;
    int at = 0;
    while (at < names.size() - 1 && mark >= upTo.get(at)) {
      at++;
    }
    return names.get(at);
  }
}
