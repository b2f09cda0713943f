package meridian.control.config;

/// Where a value was written.
sealed interface Mark {
  /// In the file.
  ///
  /// @param line from 1
  /// @param column from 1, in characters
  record InFile(int line, int column) implements Mark {}

  /// On the command line.
  ///
  /// @param argument the path that was set; never the value, which may be a secret
  record InSet(String argument) implements Mark {}

  /// Nowhere: it is the default.
  record InDefaults() implements Mark {}

  /// The beginning of the file.
  Mark START = new InFile(1, 1);
}
