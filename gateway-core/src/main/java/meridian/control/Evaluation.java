package meridian.control;

import java.util.List;
import java.util.Optional;
import meridian.control.config.FalseHitBudgets;
import meridian.semantic.Curve;
import meridian.semantic.CurveJson;
import meridian.semantic.CurvePoint;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;

/// A measurement of the semantic cache as a console shows it: how often each threshold answers, and
/// how often wrongly. Two of the same measurement are equal. Immutable.
public final class Evaluation {
  private final Curve curve;
  private final List<Point> points;

  Evaluation(Curve curve) {
    this.curve = curve;
    this.points = curve.points().stream().map(Evaluation::point).toList();
  }

  /// The result of `meridian semantic-eval --json`; empty when `json` is something else.
  public static Optional<Evaluation> parse(byte[] json) {
    return JsonReader.tryRead(json).flatMap(CurveJson::read).map(Evaluation::new);
  }

  /// One threshold.
  ///
  /// @param threshold the least cosine of a hit
  /// @param plain by the threshold alone
  /// @param guarded with the guard after it, as the gateway answers
  /// @param wrongRemoved of the plain hits that are wrong, those the guard refuses
  /// @param rightRemoved of the plain hits that are right, those the guard refuses: its price
  public record Point(
      double threshold, Hits plain, Hits guarded, Share wrongRemoved, Share rightRemoved) {}

  /// How often it answers.
  ///
  /// @param rate hits among questions
  /// @param wrong wrong ones among hits
  public record Hits(Share rate, Share wrong) {}

  /// A share that was counted.
  ///
  /// @param count how many
  /// @param of among how many
  /// @param value the share, 0 to 1; 0 among none
  /// @param low the lower end of its 95 % interval
  /// @param high the upper end
  public record Share(long count, long of, double value, double low, double high) {}

  /// The model whose vectors were compared.
  public String embedder() {
    return curve.embedder();
  }

  /// What was asked: a file's name.
  public String source() {
    return curve.source();
  }

  /// How many questions, or pairs of them, were asked.
  public long questions() {
    return curve.questions();
  }

  /// Whether questions were asked in pairs, not one after the other.
  public boolean isPairs() {
    return curve.kind() == Curve.Kind.PAIRS;
  }

  /// By rising threshold, at least one.
  public List<Point> points() {
    return points;
  }

  /// What is known of `threshold`: the point of the largest measured one that is not above it.
  /// Empty when all are above.
  public Optional<Point> at(double threshold) {
    return curve.at(threshold).map(Evaluation::point);
  }

  /// The lowest measured threshold from which on the guarded share of wrong hits stays within
  /// `budget`.
  public Optional<Double> lowestWithin(double budget) {
    return curve.lowestWithin(budget).map(CurvePoint::threshold);
  }

  /// Why `threshold` breaks `budget` by this measurement, in words that say what would keep it;
  /// empty when it does not.
  public Optional<String> refusal(double threshold, double budget) {
    return FalseHitBudgets.refusal(curve, threshold, budget);
  }

  /// What `meridian semantic-eval --json` prints of it: a project's `semantic.evaluation`.
  public String json() {
    return JsonWriter.text(CurveJson.of(curve));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Evaluation evaluation && evaluation.curve.equals(curve);
  }

  @Override
  public int hashCode() {
    return curve.hashCode();
  }

  @Override
  public String toString() {
    return "evaluation " + source() + " (" + questions() + ")";
  }

  private static Point point(CurvePoint point) {
    return new Point(
        point.threshold(),
        hits(point.plain()),
        hits(point.guarded()),
        share(point.removedWrong()),
        share(point.removedRight()));
  }

  private static Hits hits(CurvePoint.Hits hits) {
    return new Hits(share(hits.rate()), share(hits.wrongShare()));
  }

  private static Share share(meridian.semantic.Share share) {
    return new Share(share.count(), share.of(), share.value(), share.low(), share.high());
  }
}
