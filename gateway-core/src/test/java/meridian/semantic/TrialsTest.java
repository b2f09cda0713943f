package meridian.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import meridian.Json;
import org.junit.jupiter.api.Test;

final class TrialsTest {
  private static Trials.Question question(double degrees, String text, String label) {
    float[] raw = {
      (float) Math.cos(Math.toRadians(degrees)), (float) Math.sin(Math.toRadians(degrees))
    };
    return new Trials.Question(UnitVector.of(raw), Traits.of(text), label);
  }

  private static CurvePoint stream(double threshold, Trials.Question... questions) {
    return Trials.stream(List.of(questions), List.of(threshold), 1, _ -> {}).getFirst();
  }

  @Test
  void alike_and_of_one_label_is_a_right_hit() {
    CurvePoint point = stream(0.99, question(0, "a", "x"), question(1, "a", "x"));
    assertThat(point.plain()).isEqualTo(new CurvePoint.Hits(2, 1, 0));
    assertThat(point.guarded()).isEqualTo(point.plain());
  }

  @Test
  void alike_and_of_two_labels_is_a_wrong_hit_that_the_guard_may_remove() {
    CurvePoint point = stream(0.99, question(0, "turn on", "x"), question(1, "turn off", "y"));
    assertThat(point.plain()).isEqualTo(new CurvePoint.Hits(2, 1, 1));
    assertThat(point.guarded()).isEqualTo(new CurvePoint.Hits(2, 0, 0));
    assertThat(point.removedWrong()).isEqualTo(new Share(1, 1));
    assertThat(point.removedRight()).isEqualTo(new Share(0, 0));
  }

  @Test
  void what_the_guard_removes_of_the_right_ones_is_its_price() {
    CurvePoint point = stream(0.99, question(0, "with 1", "x"), question(1, "with 2", "x"));
    assertThat(point.removedRight()).isEqualTo(new Share(1, 1));
    assertThat(point.guarded().hits()).isZero();
  }

  /// Three in a row, each 8° from the next: what the second finds is not stored, so the third finds
  /// the first only if it is near enough. Whatever the order, two of three are never both hits by a
  /// chain.
  @Test
  void a_question_that_found_an_answer_stores_none() {
    double threshold = Math.cos(Math.toRadians(10));
    CurvePoint point =
        stream(threshold, question(0, "a", "x"), question(8, "a", "x"), question(16, "a", "x"));
    boolean isMiddleFirst = point.plain().hits() == 2;
    assertThat(point.plain().hits()).isEqualTo(isMiddleFirst ? 2 : 1);
    long middle =
        IntStream.range(0, 50)
            .filter(seed ->
                Trials.stream(
                            List.of(
                                question(0, "a", "x"),
                                question(8, "a", "x"),
                                question(16, "a", "x")),
                            List.of(threshold),
                            seed,
                            _ -> {})
                        .getFirst()
                        .plain()
                        .hits()
                    == 2)
            .count();
    assertThat(middle).as("the middle one comes first in a third of all orders").isBetween(5L, 30L);
  }

  @Test
  void the_same_seed_gives_the_same_figures() {
    List<Trials.Question> many =
        IntStream.range(0, 200).mapToObj(i -> question(i * 7 % 90, "q", "l" + i % 5)).toList();
    List<Double> thresholds = List.of(0.9, 0.99);
    assertThat(Trials.stream(many, thresholds, 3, _ -> {}))
        .isEqualTo(Trials.stream(many, thresholds, 3, _ -> {}));
  }

  @Test
  void pairs_are_right_or_wrong_as_they_say() {
    Trials.Pair same = new Trials.Pair(question(0, "a", ""), question(1, "a", ""), true);
    Trials.Pair different = new Trials.Pair(question(0, "1", ""), question(1, "2", ""), false);
    Trials.Pair far = new Trials.Pair(question(0, "a", ""), question(60, "a", ""), true);
    CurvePoint point = Trials.pairs(List.of(same, different, far), List.of(0.99)).getFirst();
    assertThat(point.plain()).isEqualTo(new CurvePoint.Hits(3, 2, 1));
    assertThat(point.guarded()).isEqualTo(new CurvePoint.Hits(3, 1, 0));
  }

  @Test
  void shares_have_wilsons_interval() {
    assertThat(new Share(6, 240).low()).isCloseTo(0.0115, within(0.0001));
    assertThat(new Share(6, 240).high()).isCloseTo(0.0534, within(0.0001));
    assertThat(new Share(0, 0).value()).isZero();
    assertThat(new Share(0, 0).high()).isEqualTo(1);
    assertThat(new Share(0, 26).low()).isZero();
    assertThat(new Share(26, 26).high()).isEqualTo(1);
  }

  private static Curve curve(double... wrongShares) {
    List<CurvePoint> points =
        IntStream.range(0, wrongShares.length)
            .mapToObj(i -> {
              CurvePoint.Hits hits =
                  new CurvePoint.Hits(1_000, 100, Math.round(100 * wrongShares[i]));
              return new CurvePoint(0.9 + i / 100.0, hits, hits, new Share(1, 4), new Share(2, 50));
            })
            .toList();
    return new Curve("m", "f.csv", 1_000, Curve.Kind.STREAM, 7, points);
  }

  @Test
  void a_curve_knows_a_threshold_by_the_next_lower_one_that_was_measured() {
    Curve curve = curve(0.5, 0.3, 0.1);
    assertThat(curve.at(0.915).orElseThrow().threshold()).isEqualTo(0.91);
    assertThat(curve.at(0.92).orElseThrow().threshold()).isEqualTo(0.92);
    assertThat(curve.at(0.89)).isEmpty();
    assertThat(curve.at(1).orElseThrow().threshold()).isEqualTo(0.92);
  }

  @Test
  void the_lowest_threshold_within_a_budget_has_none_above_that_is_not() {
    assertThat(curve(0.05, 0.3, 0.1, 0.02).lowestWithin(0.1).orElseThrow().threshold())
        .isEqualTo(0.92);
    assertThat(curve(0.05, 0.3).lowestWithin(0.1)).isEmpty();
  }

  @Test
  void a_curve_is_read_back_as_it_was_written() {
    Curve curve = curve(0.5, 0.3);
    assertThat(CurveJson.read(CurveJson.of(curve))).contains(curve);
    assertThat(CurveJson.read(Json.Obj.empty())).isEmpty();
    assertThat(CurveJson.read(CurveJson.of(curve).without("points"))).isEmpty();
  }
}
