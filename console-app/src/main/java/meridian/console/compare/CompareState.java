package meridian.console.compare;

import java.time.Duration;
import java.util.Optional;
import meridian.control.Comparison;

/// Where a comparison is.
sealed interface CompareState {
  /// Nothing has been compared.
  record Idle() implements CompareState {}

  /// It is being played.
  ///
  /// @param done runs that are over
  /// @param all runs
  /// @param left time to the end at the pace of the runs so far; absent before the first is over
  record Running(int done, int all, Optional<Duration> left) implements CompareState {
    /// How much is done, 0 to 1.
    double share() {
      return all == 0 ? 0 : (double) done / all;
    }
  }

  /// It is done.
  record Done(Comparison comparison) implements CompareState {}

  /// It broke off.
  record Failed(String reason) implements CompareState {}
}
