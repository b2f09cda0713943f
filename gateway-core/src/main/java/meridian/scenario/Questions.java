package meridian.scenario;

import java.util.List;
import meridian.time.Dice;

/// Questions that people might ask, made from templates: no two numbers give the same text, and one
/// number always gives the same.
///
/// Nothing is remembered; a text is made again from its number. Two sets from different dice differ
/// in the workspace they name.
final class Questions {
  /// Spread of the logarithm of lengths: p95 / p50 = 4 in the Azure chat trace, ln 4 / 1.645.
  private static final double SIGMA = 0.84;

  /// The longest prompt, whatever the draw.
  private static final int MAX_TOKENS = 8_000;

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

  private final Dice dice;
  private final String workspace;

  Questions(Dice dice) {
    this.dice = dice;
    this.workspace = Integer.toString(36 * 36 * 36 + dice.nextInt(35 * 36 * 36 * 36), 36);
  }

  /// The text of question `number`, with a length around `medianTokens`.
  String text(long number, int medianTokens) {
    Dice own = dice.fork(Long.toString(number));
    double tokens = Math.min(own.nextLogNormal(StrictMath.log(medianTokens), SIGMA), MAX_TOKENS);
    long words = Math.round(tokens / TOKENS_PER_WORD);
    StringBuilder text = new StringBuilder();
    int count = append(text, pick(OPENINGS, own).formatted(pick(TASKS, own)));
    count += append(text, "This is ticket " + number + " of workspace " + workspace + ".");
    while (count < words) {
      count += append(text, pick(DETAILS, own).formatted(2 + own.nextInt(500)));
    }
    return text.toString();
  }

  private static int append(StringBuilder text, String sentence) {
    text.append(text.isEmpty() ? "" : " ").append(sentence);
    return (int) sentence.chars().filter(c -> c == ' ').count() + 1;
  }

  private static String pick(List<String> from, Dice dice) {
    return from.get(dice.nextInt(from.size()));
  }
}
