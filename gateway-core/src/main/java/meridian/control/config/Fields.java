package meridian.control.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table of fields, looked up by path: `providers[0].baseUrl` and `providers[…].baseUrl` are
/// the same field, as are `projects.demo.zone` and `projects.NAME.zone`.
final class Fields {
  private Fields() {}

  /// One field of the table.
  ///
  /// @param path with `[…]` for any position and `NAME` for any name
  /// @param change when a new value takes effect, groups considered
  record Row(String path, Field<?> field, Field.Change change) {}

  /// Every field, groups before what they hold.
  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    collect("", Schema.ROOT.fields(), Field.Change.RESTART, rows);
    return rows;
  }

  /// Every field of a scenario, below `scenario.`; none of them is of a running gateway.
  static List<Row> ofScenario() {
    List<Row> rows = new ArrayList<>();
    collect("scenario", ScenarioSchema.ROOT.fields(), Field.Change.AS_GROUP, rows);
    return rows;
  }

  private static void collect(
      String prefix, List<Field<?>> fields, Field.Change inherited, List<Row> rows) {
    for (Field<?> field : fields) {
      Field.Change change = field.change() == Field.Change.AS_GROUP ? inherited : field.change();
      String path = prefix.isEmpty() ? field.name() : prefix + "." + field.name();
      rows.add(new Row(path, field, change));
      collect(path + field.kind().step(), field.kind().fields(), change, rows);
    }
  }

  /// The field at `path`.
  static Optional<Row> find(String path) {
    return find(path, all());
  }

  /// The field at `path` among `rows`.
  static Optional<Row> find(String path, List<Row> rows) {
    return rows.stream().filter(row -> pattern(row.path()).matcher(path).matches()).findFirst();
  }

  private static java.util.regex.Pattern pattern(String path) {
    String regex =
        java.util.regex.Pattern.quote(path)
            .replace("[…]", "\\E\\[(?:\\d+|…)?]\\Q")
            .replace(".NAME", "\\E(?:\\.[A-Za-z0-9_-]+|\\[\"[^\"]*\"])\\Q");
    return java.util.regex.Pattern.compile(regex);
  }

  /// When a new value at `path` takes effect; a path that is no field counts as its group.
  static Field.Change changeOf(String path) {
    return find(path).map(Row::change).orElse(Field.Change.RESTART);
  }
}
