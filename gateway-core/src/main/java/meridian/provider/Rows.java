package meridian.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads this room's tables: `#` lines that say where the figures come from, a line of column
/// names, then one row a line with cells parted by commas (no quoting).
final class Rows {
  private Rows() {}

  /// The rows of resource `name`, each with as many cells as there are columns.
  ///
  /// @throws IllegalStateException when the resource is missing or malformed: the build is broken
  static List<List<String>> read(String name, String... columns) {
    List<List<String>> lines = new ArrayList<>();
    for (String line : text(name).lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        lines.add(List.of(line.split(",", -1)));
      }
    }
    if (lines.isEmpty() || !lines.getFirst().equals(List.of(columns))) {
      throw new IllegalStateException(
          "provider resource " + name + ": expected the columns " + List.of(columns));
    }
    for (List<String> row : lines) {
      if (row.size() != columns.length) {
        throw new IllegalStateException(
            "provider resource " + name + ": expected " + columns.length + " cells, found " + row);
      }
    }
    return List.copyOf(lines.subList(1, lines.size()));
  }

  private static String text(String name) {
    try (InputStream in = Rows.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "provider resource " + name + ": expected beside the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("provider resource " + name, e);
    }
  }
}
