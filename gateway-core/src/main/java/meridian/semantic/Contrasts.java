package meridian.semantic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// English words that stand against each other: a question with one side is not the question with
/// another, however alike the rest is.
///
/// A line is one contrast, `|` parts its sides, words of one side are alike. Words are compared by
/// [Words#stem], so that one form stands for all. The list is short on purpose: verbs of switching
/// and moving, states of a payment or an order, and the usual opposites; it was not fitted to the
/// data that the guard is measured with.
final class Contrasts {
  private static final List<String> LINES =
      List.of(
          "on|off",
          "enable activate|disable deactivate",
          "open|close shut",
          "start begin|stop end finish cancel",
          "increase raise|decrease reduce lower",
          "more|less fewer",
          "up|down",
          "left|right",
          "top|bottom",
          "above|below|under",
          "before|after",
          "first|last",
          "minimum min least smallest lowest|maximum max most biggest largest highest",
          "cheap cheapest|expensive",
          "buy purchase|sell",
          "add|remove delete",
          "send|receive",
          "import|export",
          "upload|download",
          "deposit|withdraw withdrawal",
          "debit|credit",
          "borrow|lend",
          "allow permit|deny forbid block",
          "accept approve|reject decline refuse",
          "block lock freeze|unblock unlock unfreeze",
          "pending|failed|declined|reverted|completed",
          "physical|virtual",
          "incoming|outgoing",
          "public|private",
          "show|hide",
          "push|pull",
          "encode|decode",
          "encrypt|decrypt",
          "true|false",
          "yes|no",
          "win|lose",
          "old|new",
          "hot|cold",
          "male|female",
          "positive|negative",
          "legal|illegal",
          "safe|dangerous",
          "early|late",
          "always|never",
          "all every|none",
          "inside|outside",
          "arrive arrival|depart departure");

  private static final Pattern SIDES = Pattern.compile("\\|");
  private static final Map<String, int[]> BY_STEM = byStem();

  private Contrasts() {}

  /// How many contrasts there are.
  static int count() {
    return LINES.size();
  }

  /// Marks in `sides`, one bit field for each contrast, where `stem` stands.
  static void mark(String stem, byte[] sides) {
    int[] places = BY_STEM.get(stem);
    if (places != null) {
      for (int place : places) {
        sides[place >> 3] |= (byte) (1 << (place & 7));
      }
    }
  }

  private static Map<String, int[]> byStem() {
    Map<String, int[]> all = new HashMap<>();
    for (int line = 0; line < LINES.size(); line++) {
      String[] sides = SIDES.split(LINES.get(line), -1);
      for (int side = 0; side < sides.length; side++) {
        for (String word : sides[side].split(" ", -1)) {
          int place = line << 3 | side;
          all.merge(Words.stem(word), new int[] {place}, Contrasts::joined);
        }
      }
    }
    return all;
  }

  private static int[] joined(int[] first, int[] second) {
    int[] both = java.util.Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
