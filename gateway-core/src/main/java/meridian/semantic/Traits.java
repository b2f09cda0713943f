package meridian.semantic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/// What the [Guard] compares of a text: whether it denies something, its numbers and names in
/// order, its words, and where it stands in each of the [Contrasts]. Words are kept as hashes.
/// Immutable.
public final class Traits {
  private static final Map<String, String> NUMERALS =
      Map.ofEntries(
          Map.entry("two", "2"),
          Map.entry("three", "3"),
          Map.entry("four", "4"),
          Map.entry("five", "5"),
          Map.entry("six", "6"),
          Map.entry("seven", "7"),
          Map.entry("eight", "8"),
          Map.entry("nine", "9"),
          Map.entry("ten", "10"),
          Map.entry("eleven", "11"),
          Map.entry("twelve", "12"),
          Map.entry("twenty", "20"),
          Map.entry("thirty", "30"),
          Map.entry("forty", "40"),
          Map.entry("fifty", "50"),
          Map.entry("hundred", "100"),
          Map.entry("thousand", "1000"),
          Map.entry("million", "1000000"));
  private static final List<String> PREFIXES = List.of("un", "in", "im", "ir", "dis", "de", "non");
  private static final int SHORTEST_ROOT = 4;

  /// Where more words than this share are written in one kind of capitals, those say nothing.
  private static final double MOSTLY = 0.6;

  private final boolean isDenial;
  private final long[] numbers;
  private final long[] names;
  private final long[] words;
  private final long[] reversed;
  private final byte[] sides;

  private Traits(
      boolean isDenial, long[] numbers, long[] names, long[] words, long[] reversed, byte[] sides) {
    this.isDenial = isDenial;
    this.numbers = numbers;
    this.names = names;
    this.words = words;
    this.reversed = reversed;
    this.sides = sides;
  }

  /// The traits of `text`.
  public static Traits of(String text) {
    List<Words.Word> all = Words.of(text);
    double most = Math.max(MOSTLY * all.size(), 2);
    boolean isShouted = all.stream().filter(Words.Word::isUpper).count() > most;
    boolean isTitle = all.stream().filter(Words.Word::isTitle).count() > most;
    LongStream.Builder numbers = LongStream.builder();
    LongStream.Builder names = LongStream.builder();
    LongStream.Builder words = LongStream.builder();
    LongStream.Builder reversed = LongStream.builder();
    byte[] sides = new byte[Contrasts.count()];
    for (Words.Word word : all) {
      String lower = word.lower();
      String stem = Words.stem(lower);
      words.add(Words.hash(stem));
      if (Character.isDigit(lower.charAt(0)) && lower.chars().noneMatch(Character::isLetter)) {
        numbers.add(Words.hash(number(lower)));
      } else if (NUMERALS.containsKey(lower)) {
        numbers.add(Words.hash(NUMERALS.getOrDefault(lower, lower)));
      } else if (isName(word, isShouted, isTitle)) {
        names.add(Words.hash(stem));
      }
      for (String prefix : PREFIXES) {
        if (stem.startsWith(prefix) && stem.length() >= prefix.length() + SHORTEST_ROOT) {
          reversed.add(Words.hash(stem.substring(prefix.length())));
        }
      }
      Contrasts.mark(stem, sides);
    }
    return new Traits(
        Denials.isIn(all),
        numbers.build().toArray(),
        names.build().distinct().toArray(),
        words.build().sorted().distinct().toArray(),
        reversed.build().toArray(),
        sides);
  }

  /// Letters with digits (`A320`), capitals inside a word (`USD`, `iPhone`), or a capital where no
  /// sentence begins.
  private static boolean isName(Words.Word word, boolean isShouted, boolean isTitle) {
    String text = word.text();
    boolean hasDigit = text.chars().anyMatch(Character::isDigit);
    boolean hasLetter = text.chars().anyMatch(Character::isLetter);
    if (hasDigit) {
      return hasLetter;
    }
    if (text.equals("I") || text.startsWith("I'")) {
      return false;
    }
    boolean hasInnerCapital = text.chars().skip(1).anyMatch(Character::isUpperCase);
    return hasInnerCapital
        ? !isShouted
        : word.isTitle() && !word.opensSentence() && !isTitle && !isShouted;
  }

  /// `1,000` and `1000.00` are `1000`.
  private static String number(String text) {
    String plain = text.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?") ? text.replace(",", "") : text;
    return plain.contains(".") && plain.matches("[\\d.]+")
        ? plain.replaceAll("0+$", "").replaceAll("\\.$", "").toLowerCase(Locale.ROOT)
        : plain;
  }

  /// Roughly what it takes in memory.
  long sizeBytes() {
    return 120
        + 8L * (numbers.length + names.length + words.length + reversed.length)
        + sides.length;
  }

  boolean isDenial() {
    return isDenial;
  }

  boolean hasNumbersOf(Traits other) {
    return Arrays.equals(numbers, other.numbers);
  }

  /// Whether every name of `other` is mentioned here.
  boolean mentionsNamesOf(Traits other) {
    return Arrays.stream(other.names).allMatch(this::has);
  }

  /// Whether the names that both have come in the same order.
  boolean hasOrderOf(Traits other) {
    return Arrays.equals(shared(names, other.names), shared(other.names, names));
  }

  private static long[] shared(long[] from, long[] with) {
    return Arrays.stream(from)
        .filter(name -> Arrays.stream(with).anyMatch(each -> each == name))
        .toArray();
  }

  /// Whether this says `unlock` and the other `lock`, and not both both.
  boolean reverses(Traits other) {
    return Arrays.stream(reversed).anyMatch(root -> other.has(root) && !has(root));
  }

  /// Whether both take a stand in one of the contrasts, and not the same.
  boolean contrasts(Traits other) {
    for (int i = 0; i < sides.length; i++) {
      if (sides[i] != 0 && other.sides[i] != 0 && sides[i] != other.sides[i]) {
        return true;
      }
    }
    return false;
  }

  private boolean has(long word) {
    return Arrays.binarySearch(words, word) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Traits traits
        && isDenial == traits.isDenial
        && Arrays.equals(numbers, traits.numbers)
        && Arrays.equals(names, traits.names)
        && Arrays.equals(words, traits.words)
        && Arrays.equals(reversed, traits.reversed)
        && Arrays.equals(sides, traits.sides);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(words) + Arrays.hashCode(numbers);
  }

  /// How many words it has, and none of them.
  @Override
  public String toString() {
    return "traits of " + words.length + " words";
  }
}
