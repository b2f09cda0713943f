package meridian.control.config;

import java.util.ArrayList;
import java.util.List;

/// The way to a field from the root of a configuration: `providers[0].baseUrl`. A name that is more
/// than a word stands in brackets and quotes: `projects["a.b"]`.
///
/// @param steps names and list positions, from the root
record FieldPath(List<Step> steps) {
  /// The whole configuration.
  static final FieldPath ROOT = new FieldPath(List.of());

  FieldPath {
    steps = List.copyOf(steps);
  }

  /// One step.
  sealed interface Step {
    /// To the field `name`.
    record Name(String name) implements Step {}

    /// To the item at `index`, from 0.
    record Index(int index) implements Step {}
  }

  FieldPath field(String name) {
    return plus(new Step.Name(name));
  }

  FieldPath item(int index) {
    return plus(new Step.Index(index));
  }

  private FieldPath plus(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new FieldPath(longer);
  }

  /// As it is written in messages and in `--set`; empty for the root.
  String text() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Step.Index at -> text.append('[').append(at.index()).append(']');
        case Step.Name at when isWord(at.name()) ->
            text.append(text.isEmpty() ? "" : ".").append(at.name());
        case Step.Name at -> text.append("[\"").append(printable(at.name())).append("\"]");
      }
    }
    return text.toString();
  }

  private static boolean isWord(String name) {
    return name.matches("[A-Za-z0-9_-]{1,64}");
  }

  /// A name that was mistyped may be anything; a message shows 40 characters of one line.
  private static String printable(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 40 ? line : line.substring(0, 40) + "…";
  }

  @Override
  public String toString() {
    return text();
  }
}
