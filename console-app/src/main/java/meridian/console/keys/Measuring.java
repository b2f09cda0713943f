package meridian.console.keys;

/// How a measurement of the semantic cache goes.
sealed interface Measuring {
  /// None is being made.
  record Idle() implements Measuring {}

  /// It is being made.
  ///
  /// @param what is done by now: `embedded`, `compared`; empty at the beginning
  /// @param done so many
  /// @param all of so many
  record Running(String what, int done, int all) implements Measuring {
    /// 0 to 1, embedding before comparing; below 0 while it cannot be told.
    double share() {
      if (all == 0) {
        return -1;
      }
      double half = 0.5 * done / all;
      return what.equals("compared") ? 0.5 + half : half;
    }
  }

  /// It broke off.
  ///
  /// @param reason what was expected, what was found, what to do
  record Failed(String reason) implements Measuring {}
}
