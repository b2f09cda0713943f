package meridian.control.config;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A kind of single values.
///
/// @param words what is expected
/// @param parse the value of a text, or what is wrong with it
/// @param shown a value as text
/// @param isSecret whether what was found must not be repeated
record ScalarKind<T>(
    String words,
    BiFunction<String, Reading, Parsed<T>> parse,
    Function<T, String> shown,
    boolean isSecret)
    implements Kind<T> {

  /// What came of a text.
  sealed interface Parsed<T> {
    /// A value.
    record Good<T>(T value) implements Parsed<T> {}

    /// None.
    ///
    /// @param advice what to do
    record Bad<T>(String advice) implements Parsed<T> {}
  }

  /// A kind that shows values as they print.
  static <T> ScalarKind<T> of(String words, BiFunction<String, Reading, Parsed<T>> parse) {
    return new ScalarKind<>(words, parse, String::valueOf, false);
  }

  /// The same kind, showing values by `how`.
  ScalarKind<T> shownBy(Function<T, String> how) {
    return new ScalarKind<>(words, parse, how, isSecret);
  }

  /// The same kind, never repeating what was found.
  ScalarKind<T> secret() {
    return new ScalarKind<>(words, parse, shown, true);
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Scalar scalar)) {
      reading.problem(
          node.mark(), "expected " + words + ", found " + node.kind() + "; write a single value");
      return Optional.empty();
    }
    return switch (parse.apply(scalar.text().strip(), reading)) {
      case Parsed.Good<T> good -> Optional.of(good.value());
      case Parsed.Bad<T> bad -> {
        reading.problem(
            node.mark(),
            "expected " + words + ", found " + found(scalar.text()) + "; " + bad.advice());
        yield Optional.empty();
      }
    };
  }

  private String found(String text) {
    if (isSecret) {
      return "something else (not shown, it may be a secret)";
    }
    if (text.isBlank()) {
      return "nothing";
    }
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return "'" + (line.length() <= 60 ? line : line.substring(0, 60) + "…") + "'";
  }

  @Override
  public String show(T value) {
    return shown.apply(value);
  }
}
