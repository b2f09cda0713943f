package meridian.control.config;

import java.util.regex.Pattern;

/// One thing that is wrong with a configuration.
///
/// A secret may have slipped anywhere, into a name as well as a value, so no unbroken run of
/// [#SECRET_LENGTH] characters is ever repeated: only how it begins.
///
/// @param source the file's name, for marks in the file
/// @param mark where
/// @param path which field: `edge.coldAfter`; empty for the file as a whole
/// @param message what was expected, what was found, what to do
record Problem(String source, Mark mark, String path, String message) {
  /// From this length on a run of letters, digits and the like could be a key; no name of ours is
  /// so long.
  static final int SECRET_LENGTH = 24;

  private static final Pattern SECRET =
      Pattern.compile("([A-Za-z0-9_+/=-]{4})[A-Za-z0-9_+/=-]{" + (SECRET_LENGTH - 4) + ",}");

  /// `FILE:LINE:COL path: expected …, found …; do …`, or with `--set path` for the place.
  String text() {
    String where =
        switch (mark) {
          case Mark.InFile at -> source + ":" + at.line() + ":" + at.column();
          case Mark.InSet set -> "--set " + withoutSecrets(set.argument());
          case Mark.InDefaults _ -> source;
        };
    String what = path.isEmpty() ? message : path + ": " + message;
    return where + (path.isEmpty() ? ": " : " ") + withoutSecrets(what);
  }

  private static String withoutSecrets(String text) {
    return SECRET.matcher(text).replaceAll("$1…");
  }
}
