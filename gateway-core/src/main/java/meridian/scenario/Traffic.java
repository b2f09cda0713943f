package meridian.scenario;

import meridian.time.Dice;

/// Where a scenario's requests come from.
public sealed interface Traffic {
  /// Its name within the scenario: dice are forked by it.
  String name();

  /// Requests that are made up.
  ///
  /// @param name its name within the scenario
  /// @param plan what they look like
  /// @param during when they come
  record Generated(String name, WorkloadPlan plan, Span during) implements Traffic {}

  /// Its requests, for a scenario that starts at `startNanos`.
  @SuppressWarnings("exports") // the console draws nothing
  default TrafficSource source(Dice dice, long startNanos) {
    return switch (this) {
      case Generated generated ->
          new Until(
              new Workload(
                  generated.plan(),
                  dice.fork(name()),
                  startNanos + generated.during().from().toNanos()),
              startNanos + generated.during().until().toNanos());
    };
  }
}
