package meridian.semantic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.Json;

/// A [Curve] as JSON: what `meridian semantic-eval --json` prints, and what a project's false-hit
/// budget is held against. Counts are what is read back; shares and intervals are for people.
public final class CurveJson {
  private static final String FORMAT = "meridian semantic evaluation 1";

  private CurveJson() {}

  /// `curve` as an object.
  public static Json.Obj of(Curve curve) {
    List<Json> points = new ArrayList<>();
    for (CurvePoint point : curve.points()) {
      points.add(
          Json.Obj.of("threshold", number(point.threshold()))
              .with("plain", hits(point.plain()))
              .with("guarded", hits(point.guarded()))
              .with("guardRemovesWrong", share(point.removedWrong()))
              .with("guardRemovesRight", share(point.removedRight())));
    }
    return Json.Obj.of("format", new Json.Text(FORMAT))
        .with("embedder", curve.embedder())
        .with("source", curve.source())
        .with("questions", curve.questions())
        .with("kind", curve.kind().name().toLowerCase(Locale.ROOT))
        .with("seed", curve.seed())
        .with("points", new Json.Arr(points));
  }

  private static Json.Obj hits(CurvePoint.Hits hits) {
    return Json.Obj.of("hits", Json.Num.of(hits.hits()))
        .with("wrong", hits.wrong())
        .with("hitRate", share(hits.rate()))
        .with("wrongShare", share(hits.wrongShare()));
  }

  private static Json.Obj share(Share share) {
    return Json.Obj.of("count", Json.Num.of(share.count()))
        .with("of", share.of())
        .with("value", number(share.value()))
        .with("low95", number(share.low()))
        .with("high95", number(share.high()));
  }

  private static Json number(double value) {
    return new Json.Num(
        BigDecimal.valueOf(value)
            .setScale(6, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString());
  }

  /// The curve that `json` shows; empty when it is something else.
  public static Optional<Curve> read(Json json) {
    if (!(json instanceof Json.Obj object) || !object.text("format").orElse("").equals(FORMAT)) {
      return Optional.empty();
    }
    long questions = object.number("questions", 0);
    List<CurvePoint> points = new ArrayList<>();
    for (Json item : object.items("points")) {
      Optional<CurvePoint> point = point(item, questions);
      if (point.isEmpty()) {
        return Optional.empty();
      }
      points.add(point.get());
    }
    Optional<Curve.Kind> kind =
        switch (object.text("kind").orElse("")) {
          case "stream" -> Optional.of(Curve.Kind.STREAM);
          case "pairs" -> Optional.of(Curve.Kind.PAIRS);
          default -> Optional.empty();
        };
    if (points.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Curve(
            object.text("embedder").orElse(""),
            object.text("source").orElse(""),
            questions,
            kind.get(),
            object.number("seed", 0),
            points));
  }

  private static Optional<CurvePoint> point(Json json, long questions) {
    if (!(json instanceof Json.Obj object)
        || !(object.get("threshold").orElse(Json.Null.NULL) instanceof Json.Num threshold)) {
      return Optional.empty();
    }
    Optional<CurvePoint.Hits> plain = object.object("plain").map(hits -> hits(hits, questions));
    Optional<CurvePoint.Hits> guarded = object.object("guarded").map(hits -> hits(hits, questions));
    return plain.isEmpty() || guarded.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CurvePoint(
                threshold.asDouble(),
                plain.get(),
                guarded.get(),
                share(object, "guardRemovesWrong"),
                share(object, "guardRemovesRight")));
  }

  private static CurvePoint.Hits hits(Json.Obj object, long questions) {
    return new CurvePoint.Hits(questions, object.number("hits", 0), object.number("wrong", 0));
  }

  private static Share share(Json.Obj object, String name) {
    Json.Obj share = object.object(name).orElseGet(Json.Obj::empty);
    return new Share(share.number("count", 0), share.number("of", 0));
  }
}
