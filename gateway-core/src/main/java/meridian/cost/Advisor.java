package meridian.cost;

import java.util.List;
import meridian.telemetry.CostFigures;

/// The decision framework, computed: what observed traffic advises for this configuration.
///
/// Pure. "The figures do not say" is an answer: with fewer than 30 samples, or an interval that
/// reaches over a threshold, nothing is recommended.
public final class Advisor {
  private Advisor() {}

  /// Everything there is advice on, in the order of [Advice.Topic].
  public static List<Advice> advise(
      CostFigures figures,
      Situation situation,
      Assumptions assumptions,
      EdgePrices prices,
      Trips trips) {
    Case about =
        new Case(
            figures,
            situation,
            assumptions,
            prices,
            trips,
            CostReport.of(figures, situation.hasEdge(), prices));
    return List.of(
        PatternAdvice.of(about),
        OriginAdvice.of(about),
        TtlAdvice.of(about),
        AdmissionAdvice.of(about),
        BuildAdvice.of(about));
  }
}
