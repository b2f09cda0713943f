package meridian.control.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.Money;
import meridian.control.config.ScalarKind.Parsed;

/// Kinds of single values that carry no meaning of their own: numbers, truths, choices, texts.
/// Durations and sizes are in [Units], names of the world in [WorldKinds].
final class Kinds {
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}([_,]\\d{3})+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");
  private static final Pattern MONEY = Pattern.compile("\\$?(\\d{1,9}(\\.\\d{1,6})?)");

  private Kinds() {}

  /// A whole number from `least` to `most`.
  static ScalarKind<Long> wholeNumber(long least, long most) {
    return ScalarKind.of(
        "a whole number from %d to %d".formatted(least, most),
        (text, _) -> {
          if (GROUPED.matcher(text).matches()) {
            return new Parsed.Bad<>("write it without separators");
          }
          if (!INTEGER.matcher(text).matches()) {
            return new Parsed.Bad<>("write digits only");
          }
          long value = Long.parseLong(text);
          return value < least || value > most
              ? new Parsed.Bad<>("choose one in that range")
              : new Parsed.Good<>(value);
        });
  }

  /// A whole number that an `int` holds.
  static ScalarKind<Integer> count(int least, int most) {
    ScalarKind<Long> wide = wholeNumber(least, most);
    return ScalarKind.of(
        wide.words(),
        (text, reading) ->
            switch (wide.parse().apply(text, reading)) {
              case Parsed.Good<Long> good -> new Parsed.Good<>(Math.toIntExact(good.value()));
              case Parsed.Bad<Long> bad -> new Parsed.Bad<>(bad.advice());
            });
  }

  /// A TCP port; 0 stands for any free one.
  static ScalarKind<Integer> port() {
    ScalarKind<Integer> count = count(0, 65_535);
    return ScalarKind.of("a port from 1 to 65535, or 0 for any free one", count.parse());
  }

  /// A decimal number from `least` to `most`.
  static ScalarKind<Double> number(double least, double most) {
    return ScalarKind.of(
        "a number from %s to %s".formatted(plain(least), plain(most)),
        (text, _) -> {
          if (!DECIMAL.matcher(text).matches()) {
            return new Parsed.Bad<>("write digits with a '.' before decimals");
          }
          double value = Double.parseDouble(text);
          return value < least || value > most
              ? new Parsed.Bad<>("choose one in that range")
              : new Parsed.Good<>(value);
        });
  }

  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  /// An amount of dollars: `$0.15`.
  static ScalarKind<Money> money() {
    return ScalarKind.<Money>of(
            "US dollars with at most six decimals, such as $0.15",
            (text, _) -> {
              Matcher matcher = MONEY.matcher(text);
              return matcher.matches()
                  ? new Parsed.Good<>(
                      new Money(
                          new BigDecimal(matcher.group(1)).movePointRight(6).longValueExact()))
                  : new Parsed.Bad<>("write dollars, such as $2.50");
            })
        .shownBy(money -> "$" + money.toUsdText());
  }

  /// `true` or `false`.
  static ScalarKind<Boolean> truth() {
    Map<String, Boolean> choices = new LinkedHashMap<>();
    choices.put("true", true);
    choices.put("false", false);
    return choice(choices);
  }

  /// One of an enum's constants, written in lower case with `_`.
  static <E extends Enum<E>> ScalarKind<E> choice(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return choice(choices);
  }

  /// One of some words.
  static <T> ScalarKind<T> choice(Map<String, T> choices) {
    List<String> words = List.copyOf(new ArrayList<>(choices.keySet()));
    Map<T, String> labels = new LinkedHashMap<>();
    choices.forEach((word, value) -> labels.putIfAbsent(value, word));
    return ScalarKind.<T>of(
            "one of " + String.join(", ", words),
            (text, _) -> {
              T value = choices.get(text);
              return value != null
                  ? new Parsed.Good<>(value)
                  : new Parsed.Bad<>(Suggestion.advice(text, words, "choose one of them"));
            })
        .shownBy(value -> String.valueOf(labels.get(value)));
  }

  /// A text that `pattern` matches as a whole.
  static ScalarKind<String> text(String words, Pattern pattern, String advice) {
    return ScalarKind.of(
        words,
        (text, _) ->
            pattern.matcher(text).matches() ? new Parsed.Good<>(text) : new Parsed.Bad<>(advice));
  }

  /// What `--set` takes: `path.to.field=value`.
  static ScalarKind<String> pathAndValue() {
    return text(
        "path.to.field=value, as for --set",
        Pattern.compile("[A-Za-z0-9_.\\[\\]\"-]+=.*"),
        "write for example edge.burst=100");
  }

  /// Either what `first` takes or the word `word`, which stands for nothing.
  static <T> ScalarKind<Optional<T>> orWord(ScalarKind<T> first, String word) {
    return new ScalarKind<>(
        first.words() + ", or " + word,
        (text, reading) -> {
          if (text.equals(word)) {
            return new Parsed.Good<>(Optional.empty());
          }
          return switch (first.parse().apply(text, reading)) {
            case Parsed.Good<T> good -> new Parsed.Good<>(Optional.of(good.value()));
            case Parsed.Bad<T> bad -> new Parsed.Bad<>(bad.advice());
          };
        },
        value -> value.map(first::show).orElse(word),
        first.isSecret());
  }
}
