package meridian.control;

import java.util.Locale;
import meridian.semantic.Curve;
import meridian.semantic.CurvePoint;
import meridian.semantic.Share;

/// A curve as a table.
final class CurveText {
  private CurveText() {}

  static String of(Curve curve) {
    StringBuilder text = new StringBuilder(2_000);
    text.append(
        "%s: %d %s, embedded by %s, order of seed %d; 95 %% intervals%n"
            .formatted(
                curve.source(),
                curve.questions(),
                curve.kind() == Curve.Kind.PAIRS ? "pairs" : "questions",
                curve.embedder(),
                curve.seed()));
    text.append(
        "%9s  %-24s %-24s %-24s %-24s %-16s %s%n"
            .formatted(
                "threshold",
                "hit rate",
                "wrong of hits",
                "guarded: hit rate",
                "wrong of hits",
                "wrong removed",
                "right lost"));
    for (CurvePoint point : curve.points()) {
      text.append(
          "%9s  %-24s %-24s %-24s %-24s %-16s %s%n"
              .formatted(
                  String.format(Locale.ROOT, "%.2f", point.threshold()),
                  share(point.plain().rate()),
                  share(point.plain().wrongShare()),
                  share(point.guarded().rate()),
                  share(point.guarded().wrongShare()),
                  point.removedWrong().count() + " of " + point.removedWrong().of(),
                  point.removedRight().count() + " of " + point.removedRight().of()));
    }
    return text.toString().stripTrailing();
  }

  private static String share(Share share) {
    return share.of() == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "%.2f %% (%.2f–%.2f)",
            100 * share.value(),
            100 * share.low(),
            100 * share.high());
  }
}
