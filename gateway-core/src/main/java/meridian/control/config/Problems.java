package meridian.control.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The problems found so far in one configuration. At [#MAX] further ones are only counted.
final class Problems {
  /// How many are kept: nobody reads more at once.
  static final int MAX = 100;

  private final String source;
  private final List<Problem> found = new ArrayList<>();
  private int further;

  Problems(String source) {
    this.source = source;
  }

  void add(Mark mark, String path, String message) {
    if (found.size() < MAX) {
      found.add(new Problem(source, mark, path, message));
    } else {
      further++;
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// Whether `path`, or a field inside it, has a problem already.
  boolean concern(String path) {
    return found.stream()
        .anyMatch(problem ->
            problem.path().equals(path)
                || problem.path().startsWith(path + ".")
                || problem.path().startsWith(path + "["));
  }

  /// Every problem as one line each, command line first, then in the file's order.
  List<String> texts() {
    List<String> texts =
        new ArrayList<>(
            found.stream()
                .sorted(Comparator.comparingLong(Problems::order))
                .map(Problem::text)
                .toList());
    if (further > 0) {
      texts.add(
          "%s: expected at most %d problems, found %d more; correct these first"
              .formatted(source, MAX, further));
    }
    return texts;
  }

  private static long order(Problem problem) {
    return switch (problem.mark()) {
      case Mark.InSet _ -> -1;
      case Mark.InDefaults _ -> 0;
      case Mark.InFile at -> ((long) at.line() << 32) + at.column();
    };
  }
}
