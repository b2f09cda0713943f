package meridian.scenario;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// How the same question can be put in other words: with one courtesy or another at its end. To an
/// exact cache they are different requests; to a reader, and to the checkers, they are one.
public final class Wording {
  private static final List<byte[]> COURTESIES =
      List.of(ascii(" Thank you."), ascii(" Many thanks!"), ascii(" Please help."));

  private Wording() {}

  /// How many other wordings a question has, numbered from 1; 0 is the plain one.
  static int others() {
    return COURTESIES.size();
  }

  /// What wording `number`, 1 or more, adds at the end.
  static byte[] courtesy(int number) {
    return COURTESIES.get(number - 1);
  }

  /// Where the question in `body` ends that seems to end before `end`: without its courtesy.
  public static int plainEnd(byte[] body, int end) {
    for (byte[] courtesy : COURTESIES) {
      int from = end - courtesy.length;
      if (from >= 0 && java.util.Arrays.equals(body, from, end, courtesy, 0, courtesy.length)) {
        return from;
      }
    }
    return end;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
