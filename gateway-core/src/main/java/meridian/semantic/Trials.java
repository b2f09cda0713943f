package meridian.semantic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import meridian.time.Dice;

/// Plays questions against every threshold, with and without the guard, by the rules of
/// [SemanticCache].
///
/// The vectors are compared once, with all others: n questions take n² / 2 comparisons, about a
/// second for 3,000 and half a minute for 20,000, which is the bound.
public final class Trials {
  /// Most questions or pairs of one evaluation.
  public static final int MOST = 20_000;

  /// The thresholds that are tried unless others are named.
  public static final List<Double> THRESHOLDS =
      List.of(
          0.70, 0.72, 0.75, 0.78, 0.80, 0.82, 0.85, 0.88, 0.90, 0.92, 0.94, 0.95, 0.96, 0.97, 0.98);

  private static final int CANDIDATES = 8;

  private Trials() {}

  /// A question of an evaluation.
  ///
  /// @param vector of its text
  /// @param traits of its text
  /// @param label what it is about; two with one label may have one answer
  public record Question(UnitVector vector, Traits traits, String label) {}

  /// Two questions.
  ///
  /// @param isSame whether they may have one answer
  public record Pair(Question one, Question other, boolean isSame) {}

  /// An earlier question that is similar.
  private record Neighbour(int index, double cosine) {}

  /// Asks the questions one after the other, in an order drawn from `seed`.
  ///
  /// @param progress is told how many have been compared
  public static List<CurvePoint> stream(
      List<Question> questions, List<Double> thresholds, long seed, IntConsumer progress) {
    List<Question> order = shuffled(questions, new Dice(seed));
    double floor = thresholds.stream().mapToDouble(Double::doubleValue).min().orElse(1);
    List<List<Neighbour>> earlier = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      earlier.add(neighbours(order, i, floor));
      progress.accept(i + 1);
    }
    List<CurvePoint> points = new ArrayList<>();
    for (double threshold : thresholds) {
      points.add(point(order, earlier, threshold));
    }
    return points;
  }

  private static List<Question> shuffled(List<Question> questions, Dice dice) {
    List<Question> order = new ArrayList<>(questions);
    for (int i = order.size() - 1; i > 0; i--) {
      java.util.Collections.swap(order, i, dice.nextInt(i + 1));
    }
    return order;
  }

  private static List<Neighbour> neighbours(List<Question> order, int index, double floor) {
    List<Neighbour> found = new ArrayList<>();
    UnitVector asked = order.get(index).vector();
    for (int i = 0; i < index; i++) {
      double cosine = asked.cosine(order.get(i).vector());
      if (cosine >= floor) {
        found.add(new Neighbour(i, cosine));
      }
    }
    found.sort(Comparator.comparingDouble(Neighbour::cosine).reversed());
    return found;
  }

  private static CurvePoint point(
      List<Question> order, List<List<Neighbour>> earlier, double threshold) {
    Tally tally = new Tally();
    boolean[] isStored = new boolean[order.size()];
    boolean[] isStoredGuarded = new boolean[order.size()];
    for (int i = 0; i < order.size(); i++) {
      Question asked = order.get(i);
      int plain = best(order, asked, earlier.get(i), isStored, threshold, false);
      int guarded = best(order, asked, earlier.get(i), isStoredGuarded, threshold, true);
      isStored[i] = plain < 0;
      isStoredGuarded[i] = guarded < 0;
      if (plain >= 0) {
        Question found = order.get(plain);
        tally.plain(isSame(asked, found), isRefused(asked, found));
      }
      if (guarded >= 0) {
        tally.guarded(isSame(asked, order.get(guarded)));
      }
    }
    return tally.point(threshold, order.size());
  }

  /// The stored question that answers, or -1.
  private static int best(
      List<Question> order,
      Question asked,
      List<Neighbour> earlier,
      boolean[] isStored,
      double threshold,
      boolean isGuarded) {
    int looked = 0;
    for (Neighbour near : earlier) {
      if (near.cosine() < threshold || looked == CANDIDATES) {
        return -1;
      }
      if (isStored[near.index()]) {
        looked++;
        if (!isGuarded || !isRefused(asked, order.get(near.index()))) {
          return near.index();
        }
      }
    }
    return -1;
  }

  /// Asks each pair's second question after its first.
  public static List<CurvePoint> pairs(List<Pair> pairs, List<Double> thresholds) {
    List<CurvePoint> points = new ArrayList<>();
    for (double threshold : thresholds) {
      Tally tally = new Tally();
      for (Pair pair : pairs) {
        if (pair.one().vector().cosine(pair.other().vector()) >= threshold) {
          boolean isRefused = isRefused(pair.other(), pair.one());
          tally.plain(pair.isSame(), isRefused);
          if (!isRefused) {
            tally.guarded(pair.isSame());
          }
        }
      }
      points.add(tally.point(threshold, pairs.size()));
    }
    return points;
  }

  private static boolean isSame(Question one, Question other) {
    return one.label().equals(other.label());
  }

  private static boolean isRefused(Question asked, Question found) {
    return Guard.refusal(asked.traits(), found.traits()).isPresent();
  }

  /// The counts of one threshold.
  private static final class Tally {
    private long right;
    private long wrong;
    private long removedRight;
    private long removedWrong;
    private long guardedRight;
    private long guardedWrong;

    void plain(boolean isRight, boolean isRefused) {
      right += isRight ? 1 : 0;
      wrong += isRight ? 0 : 1;
      removedRight += isRight && isRefused ? 1 : 0;
      removedWrong += !isRight && isRefused ? 1 : 0;
    }

    void guarded(boolean isRight) {
      guardedRight += isRight ? 1 : 0;
      guardedWrong += isRight ? 0 : 1;
    }

    CurvePoint point(double threshold, long questions) {
      return new CurvePoint(
          threshold,
          new CurvePoint.Hits(questions, right + wrong, wrong),
          new CurvePoint.Hits(questions, guardedRight + guardedWrong, guardedWrong),
          new Share(removedWrong, wrong),
          new Share(removedRight, right));
    }
  }
}
