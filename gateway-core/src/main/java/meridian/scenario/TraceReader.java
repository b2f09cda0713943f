package meridian.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import meridian.Json;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;

/// Reads the lines of a recorded trace. Empty lines are skipped; the first line that makes no sense
/// ends it.
public final class TraceReader {
  private final String name;
  private final LineFormat format;
  private final List<Trace.Entry> entries = new ArrayList<>();
  private long number;

  /// What the lines of one format say.
  interface LineFormat {
    /// What `line` says, or nothing when it is a header.
    ///
    /// @throws Unreadable when it makes no sense
    Optional<Trace.Entry> read(String line) throws Unreadable;
  }

  /// A line makes no sense; the message says what was expected, found and what to do.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private TraceReader(String name, LineFormat format) {
    this.name = name;
    this.format = format;
  }

  /// Reads a trace.
  ///
  /// @param name the file, for messages
  /// @param lines its lines without line ends
  public static Trace read(String name, TraceFormat format, Iterator<String> lines)
      throws TraceProblem {
    LineFormat how =
        switch (format) {
          case AZURE_LLM -> new AzureLines();
          case MOONCAKE -> new MooncakeLines();
          case JSONL -> line -> Optional.of(PlainFields.ofJson(object(line)).entry());
          case CSV -> new CsvLines();
        };
    return new TraceReader(name, how).all(lines);
  }

  private Trace all(Iterator<String> lines) throws TraceProblem {
    while (lines.hasNext()) {
      String line = lines.next();
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        Optional<Trace.Entry> entry = format.read(line);
        if (entry.isPresent()) {
          add(entry.get());
        }
      } catch (Unreadable e) {
        throw new TraceProblem(name, number, String.valueOf(e.getMessage()));
      }
    }
    if (entries.isEmpty()) {
      throw new TraceProblem(
          name, number, "expected at least one request, found none; is this the right file?");
    }
    return new Trace(name, entries);
  }

  private void add(Trace.Entry entry) throws Unreadable {
    if (entries.size() == Trace.MAX_LINES) {
      throw new Unreadable(
          "expected at most "
              + Trace.MAX_LINES
              + " requests, found more; split the file or take its beginning");
    }
    long last = entries.isEmpty() ? 0 : entries.getLast().offsetNanos();
    if (entry.offsetNanos() < last) {
      throw new Unreadable(
          "expected times that never go back, found %.3f s after %.3f s; sort the file by time"
              .formatted(entry.offsetNanos() / 1e9, last / 1e9));
    }
    entries.add(entry);
  }

  /// The JSON object that a line is.
  static Json.Obj object(String line) throws Unreadable {
    try {
      return JsonReader.readObject(line.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new Unreadable(
          "expected one JSON object, found something else at byte %d; write one object a line"
              .formatted(e.offset()));
    }
  }

  /// A whole number of `least` or more.
  static long whole(String what, String text, long least) throws Unreadable {
    if (text.matches("\\d{1,15}") && Long.parseLong(text) >= least) {
      return Long.parseLong(text);
    }
    throw new Unreadable(
        "expected a whole number of %d or more as %s, found '%s'; correct the line"
            .formatted(least, what, shown(text)));
  }

  /// At most 40 characters of a value that is no prompt.
  static String shown(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
