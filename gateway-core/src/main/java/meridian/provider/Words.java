package meridian.provider;

import java.util.Arrays;

/// A text and where each of its tokens ends, under construction and after.
///
/// The text is one string and not a list of words: an answer that is not streamed is never taken
/// apart. Confined to the task that made it until it is finished; nobody appends to it afterwards.
final class Words {
  private final StringBuilder text;
  private int[] ends;
  private int count;

  /// An empty text with room for `tokens` tokens.
  Words(int tokens) {
    this.text = new StringBuilder(tokens * 6);
    this.ends = new int[Math.max(1, tokens)];
  }

  /// The words of `sentence`: each is a token with the space before it, the first with `lead`.
  static Words of(String sentence, String lead) {
    Words words = new Words(16);
    String before = lead;
    for (String word : sentence.split(" ", -1)) {
      words.add(before + word);
      before = " ";
    }
    return words;
  }

  /// Appends one token.
  void add(String token) {
    reserve(1);
    text.append(token);
    ends[count++] = text.length();
  }

  /// Appends all tokens of `more`.
  void add(Words more) {
    reserve(more.count);
    int begin = text.length();
    text.append(more.text);
    for (int i = 0; i < more.count; i++) {
      ends[count + i] = begin + more.ends[i];
    }
    count += more.count;
  }

  /// How many tokens it has.
  int count() {
    return count;
  }

  /// Forgets all but the first `tokens` tokens; more than there are changes nothing.
  void cutTo(long tokens) {
    count = (int) Math.min(count, tokens);
    text.setLength(endOf(count));
  }

  /// The whole text.
  String text() {
    return text.toString();
  }

  /// The tokens from number `from`, counted from 0, up to and without number `to`.
  String text(int from, int to) {
    return text.substring(endOf(from), endOf(to));
  }

  private int endOf(int tokens) {
    return tokens == 0 ? 0 : ends[tokens - 1];
  }

  private void reserve(int more) {
    if (ends.length - count < more) {
      ends = Arrays.copyOf(ends, Math.max(count + more, count * 2));
    }
  }
}
