package meridian.time;

import java.time.Instant;

/// The clock of the world the code runs in. (The port is not called Timeline: that word means all
/// stages of one request.)
///
/// All moments are nanoseconds since 1970-01-01T00:00:00Z; within one run they never go backwards.
public interface WorldClock {

  /// The present, in nanoseconds since the epoch; never less than a value returned before.
  long nanos();

  /// Waits until the clock shows `nanos` or later; returns at once when it already does.
  ///
  /// @throws Interruption when the waiting task was told to stop
  void sleepUntil(long nanos);

  /// The present as an instant, for humans and HTTP dates.
  default Instant instant() {
    return instantOf(nanos());
  }

  /// A moment of this clock as an instant.
  static Instant instantOf(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
