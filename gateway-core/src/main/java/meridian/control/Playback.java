package meridian.control;

import java.time.Duration;
import java.util.Optional;

/// Where a simulated run is, and how fast it goes.
///
/// @param scenario name of the scenario
/// @param title of the scenario, for people
/// @param seed of all chance
/// @param startNanos what its clock showed at the beginning, nanoseconds since the epoch
/// @param endNanos what it will show at the end of the scenario's traffic
/// @param nowNanos what it shows
/// @param speed virtual seconds for each real one: 0 paused, infinite as fast as possible
/// @param isOver whether the run has ended; snapshots then stay as they are
/// @param left real time to the end at the pace of the last seconds; absent while it cannot be told
/// @param traceHash over everything that has happened, 16 hex digits
/// @param failure why the run broke off, when it did
/// @param checked what the checkers have found so far
public record Playback(
    String scenario,
    String title,
    long seed,
    long startNanos,
    long endNanos,
    long nowNanos,
    double speed,
    boolean isOver,
    Optional<Duration> left,
    String traceHash,
    Optional<String> failure,
    Checked checked) {

  /// How much of the scenario has been played, 0 to 1.
  public double progress() {
    double played = (double) (nowNanos - startNanos) / (double) (endNanos - startNanos);
    return Math.clamp(played, 0, 1);
  }
}
