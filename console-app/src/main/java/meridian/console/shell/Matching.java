package meridian.console.shell;

import java.util.Locale;
import java.util.OptionalInt;

/// How well a name answers what was typed: letters in order, whole words and beginnings first.
final class Matching {
  private Matching() {}

  /// A score, higher is better; empty when `typed` does not occur in `name` in order. Nothing typed
  /// matches everything equally.
  static OptionalInt score(String typed, String name) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    String text = name.toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return OptionalInt.of(0);
    }
    int at = text.indexOf(wanted);
    if (at >= 0) {
      boolean isWordStart = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      return OptionalInt.of(1_000 + (isWordStart ? 500 : 0) - at);
    }
    int score = 0;
    int from = 0;
    for (int index = 0; index < wanted.length(); index++) {
      int next = text.indexOf(wanted.charAt(index), from);
      if (next < 0) {
        return OptionalInt.empty();
      }
      score += next == from ? 5 : 1;
      from = next + 1;
    }
    return OptionalInt.of(score);
  }
}
