package meridian.live.onnx;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Cuts a text into the word pieces of BERT's uncased vocabulary, as its authors' tokeniser does
/// (Devlin and others 2018; Wu and others 2016): lower case, no accents, each punctuation mark and
/// each Chinese character a word of its own, then from each word the longest piece first.
///
/// Immutable.
final class WordPieces {
  /// A longer word is unknown as a whole.
  private static final int LONGEST_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final int unknown;
  private final int first;
  private final int last;

  /// @param vocabulary numbers by piece; pieces inside a word begin with `##`
  WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = new HashMap<>(vocabulary);
    this.unknown = special("[UNK]");
    this.first = special("[CLS]");
    this.last = special("[SEP]");
  }

  private int special(String piece) {
    return Optional.ofNullable(vocabulary.get(piece))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "vocabulary: expected the piece " + piece + ", found none"));
  }

  /// The pieces of `text` by number, with the marks that open and close it; empty when there are
  /// more than `most` with those.
  Optional<long[]> of(String text, int most) {
    List<Integer> pieces = new ArrayList<>();
    pieces.add(first);
    for (String word : words(text)) {
      add(word, pieces);
      if (pieces.size() >= most) {
        return Optional.empty();
      }
    }
    pieces.add(last);
    return Optional.of(pieces.stream().mapToLong(Integer::longValue).toArray());
  }

  private void add(String word, List<Integer> to) {
    if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
      to.add(unknown);
      return;
    }
    int before = to.size();
    for (int start = 0; start < word.length(); ) {
      int end = word.length();
      Integer found = null;
      while (end > start && found == null) {
        String piece = word.substring(start, end);
        found = vocabulary.get(start == 0 ? piece : "##" + piece);
        end -= found == null ? 1 : 0;
      }
      if (found == null) {
        to.subList(before, to.size()).clear();
        to.add(unknown);
        return;
      }
      to.add(found);
      start = end;
    }
  }

  /// Words and punctuation marks, lower case and without accents.
  private static List<String> words(String text) {
    String plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    plain
        .codePoints()
        .filter(c -> !isDropped(c))
        .forEach(c -> {
          boolean isAlone = isPunctuation(c) || isChinese(c);
          if ((isAlone || isSpace(c)) && !word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
          }
          if (isAlone) {
            words.add(Character.toString(c));
          } else if (!isSpace(c)) {
            word.appendCodePoint(c);
          }
        });
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /// Control characters, the replacement character, and accents that were parted from their letter.
  private static boolean isDropped(int c) {
    int type = Character.getType(c);
    boolean isControl =
        type == Character.CONTROL
            || type == Character.FORMAT
            || type == Character.UNASSIGNED
            || type == Character.PRIVATE_USE
            || type == Character.SURROGATE;
    return c == 0
        || c == 0xFFFD
        || type == Character.NON_SPACING_MARK
        || (isControl && !isSpace(c));
  }

  private static boolean isSpace(int c) {
    return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
  }

  /// All of ASCII that is neither letter nor digit counts, also what Unicode calls a symbol.
  private static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > ' ' && !Character.isLetterOrDigit(c) && c != 127;
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isChinese(int c) {
    return (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3400 && c <= 0x4DBF)
        || (c >= 0x20000 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0x2F800 && c <= 0x2FA1F);
  }
}
