package meridian.scenario;

import java.time.Duration;

/// A fault with its time in a scenario. Incidents may overlap.
///
/// @param fault what goes wrong
/// @param at from the scenario's start until it begins, 0 or more
/// @param lasting how long it holds: above 0, or 0 for a fault that is momentary
public record Incident(Fault fault, Duration at, Duration lasting) {
  public Incident {
    Require.that(!at.isNegative(), "incident's beginning", "0 or more after the start", at);
    Require.that(
        fault.isMomentary() ? lasting.isZero() : lasting.isPositive(),
        "incident's duration",
        fault.isMomentary() ? "0, for this fault is momentary" : "above 0",
        lasting);
  }

  /// From the scenario's start until it ends.
  public Duration end() {
    return at.plus(lasting);
  }
}
