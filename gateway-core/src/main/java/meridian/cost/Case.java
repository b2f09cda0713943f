package meridian.cost;

import java.util.Optional;
import meridian.telemetry.CostFigures;

/// Everything that advice is made from.
///
/// @param figures what was observed
/// @param situation what is configured
/// @param assumptions what somebody said
/// @param prices of the edge platform
/// @param trips between places
/// @param report what the figures come to in money
record Case(
    CostFigures figures,
    Situation situation,
    Assumptions assumptions,
    EdgePrices prices,
    Trips trips,
    CostReport report) {
  /// Fewer samples decide nothing.
  static final int ENOUGH = 30;

  /// How what was counted in traffic is to be called: one modelled time makes it modelled.
  Basis traffic() {
    return figures.traffic().modelled() > 0 ? Basis.MODELLED : Basis.MEASURED;
  }

  /// How its money is to be called.
  Basis money() {
    return report.isModelled() ? Basis.MODELLED : Basis.MEASURED;
  }

  Optional<Forecast> forecast() {
    return report.forecast();
  }

  /// The place of the origin that now serves.
  String originPlace() {
    return situation.origin().place();
  }
}
