package meridian.scenario;

/// The values that a measure may have.
public sealed interface Bound {
  /// Whether `value` lies within.
  default boolean holds(double value) {
    return switch (this) {
      case AtLeast least -> value >= least.limit();
      case AtMost most -> value <= most.limit();
    };
  }

  /// Not less.
  ///
  /// @param limit in the measure's unit
  record AtLeast(double limit) implements Bound {}

  /// Not more.
  ///
  /// @param limit in the measure's unit
  record AtMost(double limit) implements Bound {}
}
