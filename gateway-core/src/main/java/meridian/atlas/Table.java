package meridian.atlas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A resource of this room: `#` lines that say where it comes from, a line of column names, then
/// one row a line with cells parted by commas (no quoting).
///
/// @param name file name, for messages
/// @param rows the rows in the file's order, each with as many cells as there are columns
record Table(String name, List<List<String>> rows) {

  /// Reads `name` and checks that it has exactly `columns`.
  ///
  /// @throws IllegalStateException when the resource is missing or malformed: the build is broken
  static Table read(String name, String... columns) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : text(name).lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(List.of(line.split(",", -1)));
      }
    }
    if (lines.isEmpty() || !lines.getFirst().equals(List.of(columns))) {
      throw new IllegalStateException(
          "atlas resource " + name + ": expected the columns " + List.of(columns));
    }
    for (List<String> row : lines) {
      if (row.size() != columns.length) {
        throw new IllegalStateException(
            "atlas resource " + name + ": expected " + columns.length + " cells, found " + row);
      }
    }
    return new Table(name, List.copyOf(lines.subList(1, lines.size())));
  }

  private static String text(String name) {
    try (InputStream in = Table.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("atlas resource " + name + ": expected beside the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("atlas resource " + name, e);
    }
  }
}
