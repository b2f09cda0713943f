package meridian.provider;

import java.util.ArrayList;
import java.util.Arrays;
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

  private static final String SPACE = " ";
  private static final String NEW_PARAGRAPH = "\n\n";

  private static final List<Words> SUBJECT_WORDS = split(SUBJECTS, SPACE);
  private static final List<Words> FIRST_SUBJECT_WORDS = split(SUBJECTS, NEW_PARAGRAPH);
  private static final List<Words> VERB_WORDS = split(VERBS, SPACE);

  /// What follows the verb: object after object, each with every ending.
  private static final List<Words> TAIL_WORDS = split(tails(), SPACE);

  private ModelledText() {}

  /// Whole sentences of about `wanted` tokens: it ends at the sentence end nearest to that, and is
  /// never shorter than its first sentence.
  static Words of(String model, int wanted, Dice dice) {
    Words words = new Words(wanted + 16);
    String name = model.length() <= MAX_NAME_LENGTH ? model : "a long-named model";
    words.add(Words.of("A modelled answer in the name of " + name + ": no model was asked.", ""));
    for (int sentence = 1; words.count() < wanted; sentence++) {
      int before = words.count();
      addSentence(words, sentence % SENTENCES_A_PARAGRAPH == 0, dice);
      if (words.count() - wanted > wanted - before) {
        words.cutTo(before);
        break;
      }
    }
    return words;
  }

  /// One or two words, for strings a schema asks for.
  static String phrase(Dice dice) {
    String[] words = OBJECTS[dice.nextInt(OBJECTS.length)].split(SPACE, -1);
    return words[words.length - 1];
  }

  private static void addSentence(Words words, boolean isFirst, Dice dice) {
    words.add((isFirst ? FIRST_SUBJECT_WORDS : SUBJECT_WORDS).get(dice.nextInt(SUBJECTS.length)));
    words.add(VERB_WORDS.get(dice.nextInt(VERBS.length)));
    int object = dice.nextInt(OBJECTS.length);
    int ending = dice.nextInt(ENDINGS.length);
    words.add(TAIL_WORDS.get(object * ENDINGS.length + ending));
  }

  private static String[] tails() {
    List<String> tails = new ArrayList<>();
    for (String object : OBJECTS) {
      for (String ending : ENDINGS) {
        tails.add(object + ending + ".");
      }
    }
    return tails.toArray(String[]::new);
  }

  private static List<Words> split(String[] texts, String lead) {
    return Arrays.stream(texts).map(text -> Words.of(text, lead)).toList();
  }
}
