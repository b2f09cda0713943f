package meridian.semantic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text cut into words.
final class Words {
  private Words() {}

  /// One word.
  ///
  /// @param text as written, without a possessive `'s`
  /// @param opensSentence whether it is the first of a sentence, where capitals say nothing
  record Word(String text, boolean opensSentence) {
    String lower() {
      return text.toLowerCase(Locale.ROOT);
    }

    /// Whether it has a capital and no small letter.
    boolean isUpper() {
      return text.chars().anyMatch(Character::isUpperCase)
          && text.chars().noneMatch(Character::isLowerCase);
    }

    /// Whether only its first letter is a capital.
    boolean isTitle() {
      return Character.isUpperCase(text.charAt(0))
          && text.chars().skip(1).noneMatch(Character::isUpperCase);
    }
  }

  /// The words of `text` in order: runs of letters and digits, with apostrophes, points and commas
  /// inside.
  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    boolean opens = true;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!isPart(c)) {
        opens |= c == '.' || c == '!' || c == '?' || c == '\n' || c == ':';
        at++;
        continue;
      }
      int end = at + 1;
      while (end < text.length()
          && (isPart(text.charAt(end)) || (isJoint(text, end) && end + 1 < text.length()))) {
        end++;
      }
      words.add(new Word(bare(text.substring(at, end)), opens));
      opens = false;
      at = end;
    }
    return words;
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }

  /// An apostrophe between letters, or a point or comma between digits.
  private static boolean isJoint(String text, int at) {
    char c = text.charAt(at);
    if (at + 1 >= text.length()) {
      return false;
    }
    boolean isApostrophe = c == '\'' || c == '\u2019';
    char before = text.charAt(at - 1);
    char after = text.charAt(at + 1);
    return isApostrophe
        ? Character.isLetter(before) && Character.isLetter(after)
        : (c == '.' || c == ',') && Character.isDigit(before) && Character.isDigit(after);
  }

  private static String bare(String word) {
    String plain = word.replace('\u2019', '\'');
    return plain.endsWith("'s") ? plain.substring(0, plain.length() - 2) : plain;
  }

  /// A word's form without the usual English endings; crude, and the same for both sides of every
  /// comparison.
  static String stem(String lower) {
    for (String ending : List.of("ing", "ed", "es", "s", "e")) {
      if (lower.endsWith(ending) && lower.length() - ending.length() >= 3) {
        return lower.substring(0, lower.length() - ending.length());
      }
    }
    return lower;
  }

  /// 64 bits of FNV-1a, so that words can be compared without being kept.
  static long hash(String word) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
