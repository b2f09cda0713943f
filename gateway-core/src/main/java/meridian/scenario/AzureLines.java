package meridian.scenario;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import meridian.scenario.Trace.Ask;
import meridian.scenario.Trace.Entry;
import meridian.scenario.TraceReader.Unreadable;

/// Lines of an Azure LLM inference trace, after its header. The count of generated tokens is
/// checked and dropped: how long an answer is, the provider decides.
final class AzureLines implements TraceReader.LineFormat {
  private static final List<String> HEADER =
      List.of("TIMESTAMP", "ContextTokens", "GeneratedTokens");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSSS][.SSSSSS][.SSS]");

  private boolean isHeaderRead;
  private long firstNanos;
  private long number;

  @Override
  public Optional<Entry> read(String line) throws Unreadable {
    List<String> cells = List.of(line.strip().split(",", -1));
    if (!isHeaderRead) {
      requireHeader(cells);
      isHeaderRead = true;
      return Optional.empty();
    }
    if (cells.size() != 3) {
      throw new Unreadable(
          "expected 3 cells (%s), found %d; correct the line"
              .formatted(String.join(",", HEADER), cells.size()));
    }
    long nanos = nanos(cells.get(0));
    firstNanos = number == 0 ? nanos : firstNanos;
    long tokens = TraceReader.whole("ContextTokens", cells.get(1), 1);
    TraceReader.whole("GeneratedTokens", cells.get(2), 0);
    return Optional.of(
        new Entry(
            nanos - firstNanos,
            Optional.empty(),
            Optional.empty(),
            new Ask.Sized(number++, (int) Math.min(tokens, Integer.MAX_VALUE))));
  }

  private static void requireHeader(List<String> cells) throws Unreadable {
    if (!cells.equals(HEADER)) {
      throw new Unreadable(
          "expected the header %s, found '%s'; is this an Azure LLM trace?"
              .formatted(String.join(",", HEADER), TraceReader.shown(String.join(",", cells))));
    }
  }

  private static long nanos(String text) throws Unreadable {
    try {
      Instant time = LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
      return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    } catch (DateTimeException e) {
      throw new Unreadable(
          "expected a time such as 2023-11-16 18:15:46.6805900 as TIMESTAMP, found '%s'; correct"
                  .formatted(TraceReader.shown(text))
              + " the line");
    }
  }
}
