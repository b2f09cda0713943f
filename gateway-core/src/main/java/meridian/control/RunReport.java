package meridian.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.simulated.Judge;
import meridian.simulated.RaisedAlarm;
import meridian.simulated.Stopped;
import meridian.simulated.checks.Violation;
import meridian.telemetry.RunFigures;

/// What one run of a scenario came to. Everything in it repeats from scenario, configuration and
/// seed; how long it took the machine stands elsewhere.
///
/// @param scenario its name
/// @param seed of all chance
/// @param startNanos the moment it began in its world, nanoseconds since the epoch
/// @param traceHash over everything that happened, 16 hex digits
/// @param requests sent
/// @param virtual how much time passed in the run's world
/// @param handOffs how often a task was given its turn
/// @param figures what was measured; all of it modelled time
/// @param findings how each expectation came out
/// @param stopped why it ended early, if it did
/// @param alarms every alarm that was raised
/// @param violations what checkers found, the first 100
/// @param violationCount how many they found in all
record RunReport(
    String scenario,
    long seed,
    long startNanos,
    String traceHash,
    long requests,
    Duration virtual,
    long handOffs,
    RunFigures figures,
    List<Judge.Finding> findings,
    Optional<Stopped> stopped,
    List<RaisedAlarm> alarms,
    List<Violation> violations,
    long violationCount) {
  RunReport {
    findings = List.copyOf(findings);
    alarms = List.copyOf(alarms);
    violations = List.copyOf(violations);
  }

  /// Whether the run came to its end, every expectation is met and no checker found a violation.
  boolean isPassed() {
    return violationCount == 0
        && stopped.isEmpty()
        && findings.stream().allMatch(Judge.Finding::isMet);
  }
}
