package meridian.scenario;

import java.nio.charset.StandardCharsets;
import java.util.List;
import meridian.JsonBytes;
import meridian.time.Dice;

/// Questions that people might ask, made from templates: no two numbers give the same text, and one
/// number always gives the same.
///
/// Nothing is remembered; a text is made again from its number. Two sets from different dice differ
/// in the workspace they name. Texts are ASCII without quotes and backslashes, so that they stand
/// in JSON as they are.
final class Questions {
  /// Tokens per English word, roughly, for the usual vocabularies.
  private static final double TOKENS_PER_WORD = 1.3;

  private static final List<String> OPENINGS =
      List.of(
          "How do I %s?",
          "What is the best way to %s?",
          "Can you explain step by step how to %s?",
          "Please write a short note for my team on how to %s.",
          "What usually goes wrong when people %s?",
          "Which mistakes should I avoid when I %s?",
          "I have to %s by Friday. Where should I start?",
          "Give me a checklist to %s.");

  private static final List<String> TASKS =
      List.of(
          "move a PostgreSQL database to a new server without downtime",
          "plan a week of vegetarian meals for a family of four",
          "write a polite reminder about an unpaid invoice",
          "explain compound interest to a twelve-year-old",
          "choose between renting and buying a flat",
          "prepare for a job interview as a data analyst",
          "set up monitoring for a small web shop",
          "summarise a long contract for a client",
          "learn enough Portuguese for two weeks in Lisbon",
          "reduce the size of a container image",
          "train for a half marathon as a beginner",
          "answer a customer who received the wrong parcel",
          "compare two health insurance offers",
          "debug a memory leak in a Java service",
          "write unit tests for code that reads the clock",
          "translate a product description into Japanese",
          "organise a workshop for twenty people",
          "describe a sunset in the style of a newspaper report",
          "estimate how many delivery vans a city needs",
          "clean up a spreadsheet with duplicate rows",
          "grow tomatoes on a north-facing balcony",
          "explain the difference between a virus and a bacterium",
          "design a loyalty programme for a coffee shop",
          "find the cheapest way to ship a bicycle abroad");

  private static final List<String> DETAILS =
      List.of(
          "We are a team of %d people and work in two time zones.",
          "The budget is about %d dollars, and it will not grow.",
          "We tried it once %d months ago and gave up half way.",
          "My manager expects an answer within %d hours.",
          "About %d customers are affected, most of them in Asia.",
          "I have read %d articles on it and they contradict each other.",
          "Please keep the answer under %d words and use plain language.",
          "The old process has %d steps, which is too many for us.",
          "There are %d open questions in our notes from the last meeting.",
          "In the last %d days we have seen the same problem again and again.",
          "One colleague suggested a tool that costs %d euros per month.",
          "If it matters: we must keep records for %d years.");

  private static final Sentence[][] FIRST = first();
  private static final Sentence[] MORE =
      DETAILS.stream().map(Sentence::of).toArray(Sentence[]::new);
  private static final byte[][] NUMBERS = numbers(502);

  /// Odd, so that no two numbers share dice: 2^64 / the plastic number, of no other merit.
  private static final long SPREAD = 0xC13FA9A902A6328FL;

  private final long seed;
  private final String workspace;
  private final PromptSizes sizes;
  private final double mu;

  /// Questions as long as `sizes` says.
  Questions(Dice dice, PromptSizes sizes) {
    this.workspace = Integer.toString(36 * 36 * 36 + dice.nextInt(35 * 36 * 36 * 36), 36);
    this.seed = dice.nextLong();
    this.sizes = sizes;
    this.mu = StrictMath.log(sizes.medianTokens());
  }

  /// Appends the text of question `number`, about `tokens` long; 0 to draw its length.
  void write(long number, int tokens, JsonBytes to) {
    Dice own = new Dice(seed ^ number * SPREAD);
    double drawn = own.nextLogNormal(mu, sizes.sigma());
    double length = Math.min(tokens > 0 ? tokens : drawn, sizes.maxTokens());
    long words = Math.round(length / TOKENS_PER_WORD);
    Sentence[] opening = FIRST[own.nextInt(FIRST.length)];
    Sentence first = opening[own.nextInt(opening.length)];
    to.raw(first.before());
    to.ascii(" This is ticket ");
    to.ascii(Long.toString(number));
    to.ascii(" of workspace ");
    to.ascii(workspace);
    to.ascii('.');
    int count = first.words() + 7;
    while (count < words) {
      Sentence more = MORE[own.nextInt(MORE.length)];
      to.ascii(' ');
      to.raw(more.before());
      to.raw(NUMBERS[2 + own.nextInt(NUMBERS.length - 2)]);
      to.raw(more.after());
      count += more.words();
    }
  }

  private static Sentence[][] first() {
    Sentence[][] all = new Sentence[OPENINGS.size()][TASKS.size()];
    for (int o = 0; o < OPENINGS.size(); o++) {
      for (int t = 0; t < TASKS.size(); t++) {
        all[o][t] = Sentence.of(OPENINGS.get(o).replace("%s", TASKS.get(t)));
      }
    }
    return all;
  }

  private static byte[][] numbers(int count) {
    byte[][] all = new byte[count][];
    for (int n = 0; n < count; n++) {
      all[n] = ascii(Integer.toString(n));
    }
    return all;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// A sentence with room for at most one number.
  ///
  /// @param before everything before the number, or the whole
  /// @param after everything after it
  /// @param words how many, the number included
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Sentence(byte[] before, byte[] after, int words) {
    static Sentence of(String text) {
      int number = text.indexOf("%d");
      String before = number < 0 ? text : text.substring(0, number);
      String after = number < 0 ? "" : text.substring(number + 2);
      int spaces = (int) text.chars().filter(c -> c == ' ').count();
      return new Sentence(ascii(before), ascii(after), spaces + 1);
    }
  }
}
