package meridian.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.scenario.Trace.Entry;
import meridian.scenario.TraceReader.Unreadable;

/// Lines of a plain CSV trace: a header that names the columns, then a request a line. Cells may be
/// quoted as in RFC 4180; an empty cell says nothing.
final class CsvLines implements TraceReader.LineFormat {
  private Optional<List<String>> header = Optional.empty();

  @Override
  public Optional<Entry> read(String line) throws Unreadable {
    List<String> cells = cells(line);
    if (header.isEmpty()) {
      for (String name : cells) {
        PlainFields.requireKnown(name);
      }
      header = Optional.of(cells);
      return Optional.empty();
    }
    List<String> names = header.get();
    if (cells.size() != names.size()) {
      throw new Unreadable(
          "expected %d cells as in the header, found %d; correct the line, or quote what holds a"
                  .formatted(names.size(), cells.size())
              + " comma");
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        fields.put(names.get(i), cells.get(i));
      }
    }
    return Optional.of(new PlainFields(fields).entry());
  }

  private static List<String> cells(String line) throws Unreadable {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && isQuoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (c == '"' && (isQuoted || cell.isEmpty())) {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (isQuoted) {
      throw new Unreadable(
          "expected every quoted cell to end on its line, found one open; write line breaks as a"
              + " space, or use JSON lines");
    }
    cells.add(cell.toString());
    return cells;
  }
}
