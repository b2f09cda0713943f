package meridian.scenario;

/// What has to be true of a run, so that it passes or fails by itself.
///
/// A measure without a single request in its slice and span is not met: nothing was shown.
public sealed interface Expectation {
  /// When it is looked at.
  Span during();

  /// A figure within a bound.
  ///
  /// @param measure which figure
  /// @param bound what it may be
  /// @param during which part of the run
  /// @param of which requests
  record Figure(Measure measure, Bound bound, Span during, Slice of) implements Expectation {}

  /// An alarm that is raised, or must stay silent.
  ///
  /// @param alarm its name, such as `kv_propagation` or `fingerprint_mismatch`
  /// @param isRaised whether it has to be raised at least once
  /// @param during which part of the run
  record Alarm(String alarm, boolean isRaised, Span during) implements Expectation {}
}
