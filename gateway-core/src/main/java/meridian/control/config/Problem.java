package meridian.control.config;

/// One thing that is wrong with a configuration.
///
/// @param source the file's name, for marks in the file
/// @param mark where
/// @param path which field: `edge.coldAfter`; empty for the file as a whole
/// @param message what was expected, what was found, what to do
record Problem(String source, Mark mark, String path, String message) {
  /// `FILE:LINE:COL path: expected …, found …; do …`, or with `--set path` for the place.
  String text() {
    String where =
        switch (mark) {
          case Mark.InFile at -> source + ":" + at.line() + ":" + at.column();
          case Mark.InSet set -> "--set " + set.argument();
          case Mark.InDefaults _ -> source;
        };
    return path.isEmpty() ? where + ": " + message : where + " " + path + ": " + message;
  }
}
