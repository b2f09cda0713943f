package meridian.control.config;

import java.util.ArrayList;
import java.util.List;

/// What a field means, from the same table that checks it.
public sealed interface Explanation {
  /// It is a field, a group, or everything.
  ///
  /// @param lines for people, 100 characters at most
  record Known(List<String> lines) implements Explanation {
    public Known {
      lines = List.copyOf(lines);
    }
  }

  /// There is no such field.
  ///
  /// @param problem what was expected, what was found, what to do
  record Unknown(String problem) implements Explanation {}

  /// Explains `path` and what is below it; every field of a configuration when it is empty. Fields
  /// of scenarios are below `scenario`.
  static Explanation of(String path) {
    boolean isScenario = path.equals("scenario") || path.startsWith("scenario.");
    List<Fields.Row> rows = isScenario ? Fields.ofScenario() : Fields.all();
    List<String> lines = new ArrayList<>();
    String general = general(path, rows);
    for (Fields.Row row : rows) {
      if (isBelow(row.path(), general)) {
        explain(row, lines);
      }
    }
    if (!lines.isEmpty()) {
      return new Known(lines);
    }
    List<String> paths = rows.stream().map(Fields.Row::path).toList();
    return new Unknown(
        "config explain: expected a field such as edge.coldAfter, found '%s'; %s"
            .formatted(
                path,
                Suggestion.advice(path, paths, "list them all with 'meridian config explain'")));
  }

  /// The field at `path`, or the list or mapping that `path` is an item of; `path` when neither.
  private static String general(String path, List<Fields.Row> rows) {
    String whole = path.replaceAll("(\\[[^\\]]*]|\\.[^.]*)$", "");
    return Fields.find(path, rows)
        .or(() -> Fields.find(whole, rows).filter(row -> !row.field().kind().step().isEmpty()))
        .map(Fields.Row::path)
        .orElse(path);
  }

  private static boolean isBelow(String path, String general) {
    return general.isEmpty()
        || path.equals(general)
        || path.startsWith(general + ".")
        || path.startsWith(general + "[");
  }

  private static void explain(Fields.Row row, List<String> lines) {
    Field<?> field = row.field();
    boolean isGroup = !field.kind().fields().isEmpty();
    lines.add(row.path());
    wrap(field.meaning(), lines);
    if (!isGroup) {
      wrap("Takes " + field.kind().words() + ".", lines);
    }
    String absent = field.defaultText();
    String left =
        switch (absent) {
          case "required" -> "Required.";
          case "{}" -> "May be left out.";
          default -> "Default: " + absent + ".";
        };
    wrap(
        left
            + switch (row.change()) {
              case LIVE -> " Changes while the gateway runs.";
              case RESTART -> " A change needs a restart.";
              case AS_GROUP -> "";
            },
        lines);
    lines.add("");
  }

  private static void wrap(String text, List<String> lines) {
    StringBuilder line = new StringBuilder("   ");
    for (String word : List.of(text.split(" ", -1))) {
      if (line.length() + 1 + word.length() > 100) {
        lines.add(line.toString());
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
  }
}
