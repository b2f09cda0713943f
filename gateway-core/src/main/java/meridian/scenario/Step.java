package meridian.scenario;

import java.time.Duration;

/// An operator's action with its time in a scenario.
///
/// @param action what is done
/// @param at from the scenario's start, 0 or more
public record Step(OperatorAction action, Duration at) {
  public Step {
    Require.that(!at.isNegative(), "time of an action", "0 or more after the start", at);
  }
}
