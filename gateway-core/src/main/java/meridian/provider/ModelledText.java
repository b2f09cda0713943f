package meridian.provider;

import java.util.ArrayList;
import java.util.List;
import meridian.time.Dice;

/// Readable English for modelled answers: it says that it is modelled, and holds nothing of the
/// request but the model's name.
///
/// A token is one word with the space before it: a plain stand-in for a tokeniser.
final class ModelledText {
  private static final int SENTENCES_A_PARAGRAPH = 4;
  private static final int MAX_NAME_LENGTH = 80;

  private static final String[] SUBJECTS = {
    "A warm connection", "The nearest city", "An answer that was given before", "A quiet cache",
    "The longer road", "A patient reader", "Every hop on the way", "A budget kept in milliseconds",
    "The first token", "A careful operator", "The region across the water", "A small question",
    "The night shift", "A link that was cut and mended", "One round trip"
  };
  private static final String[] VERBS = {
    "saves",
    "carries",
    "repays",
    "shortens",
    "explains",
    "outlives",
    "finds",
    "forgives",
    "remembers",
    "keeps",
    "crosses",
    "measures"
  };
  private static final String[] OBJECTS = {
    "the morning traffic",
    "a few milliseconds",
    "the cost of the trip",
    "what the last one left behind",
    "a slow link",
    "its own history",
    "the quiet hours",
    "a promise made elsewhere",
    "more than it asks for",
    "the distance between two cities",
    "the work of somebody else",
    "a crowd of others"
  };
  private static final String[] ENDINGS = {
    "",
    ", and nobody has to wait",
    " before the day is over",
    " when the road is clear",
    ", which is the whole point",
    " in every season",
    ", one step at a time",
    " as long as someone looks",
    " and says so plainly",
    ", more often than not"
  };

  private ModelledText() {}

  /// Whole sentences of about `wanted` tokens: it ends at the sentence end nearest to that, and is
  /// never shorter than its first sentence.
  static List<String> tokens(String model, int wanted, Dice dice) {
    List<String> tokens = new ArrayList<>();
    String name = model.length() <= MAX_NAME_LENGTH ? model : "a long-named model";
    add(tokens, "A modelled answer in the name of " + name + ": no model was asked.", "");
    for (int sentence = 1; tokens.size() < wanted; sentence++) {
      int before = tokens.size();
      add(tokens, sentence(dice), sentence % SENTENCES_A_PARAGRAPH == 0 ? "\n\n" : " ");
      if (tokens.size() - wanted > wanted - before) {
        tokens.subList(before, tokens.size()).clear();
        break;
      }
    }
    return tokens;
  }

  /// One or two words, for strings a schema asks for.
  static String phrase(Dice dice) {
    String[] words = pick(OBJECTS, dice).split(" ", -1);
    return words[words.length - 1];
  }

  private static String sentence(Dice dice) {
    return pick(SUBJECTS, dice)
        + " "
        + pick(VERBS, dice)
        + " "
        + pick(OBJECTS, dice)
        + pick(ENDINGS, dice)
        + ".";
  }

  private static void add(List<String> tokens, String sentence, String lead) {
    String space = lead;
    for (String word : sentence.split(" ", -1)) {
      tokens.add(space + word);
      space = " ";
    }
  }

  private static String pick(String[] from, Dice dice) {
    return from[dice.nextInt(from.length)];
  }
}
