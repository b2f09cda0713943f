package meridian.semantic;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a text denies something: "I did not get my card" does, "I don't know where my card is"
/// does not, for there it is only the asker's knowledge that is denied, as in any question.
///
/// English, with the commonest words of five other languages.
final class Denials {
  private static final Set<String> WORDS =
      Set.of(
          "not", "no", "never", "none", "nothing", "nobody", "neither", "nor", "without", "cannot",
          "unable", "hardly", "except", "non", "nicht", "kein", "keine", "keinen", "nie", "niemals",
          "ohne", "pas", "jamais", "sans", "nunca", "não", "sem", "niet", "geen");

  /// `isn't`, and as it is typed in a hurry: `isnt`.
  private static final Pattern SHORT =
      Pattern.compile(
          "[a-z]+n't|(?:are|ca|could|did|do|does|had|has|have|is|should|was|were|wo|would)nt");

  private static final Set<String> KNOWING = Set.of("know", "understand", "figure", "sure");

  /// How far behind a denial its verb may stand: "do not quite understand".
  private static final int REACH = 2;

  private Denials() {}

  static boolean isIn(List<Words.Word> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).lower();
      if ((WORDS.contains(word) || SHORT.matcher(word).matches()) && !isOfKnowing(words, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfKnowing(List<Words.Word> words, int denial) {
    int end = Math.min(words.size(), denial + 1 + REACH);
    return words.subList(denial + 1, end).stream().anyMatch(word -> KNOWING.contains(word.lower()));
  }
}
