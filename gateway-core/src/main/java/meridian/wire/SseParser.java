package meridian.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Splits the bytes of an event stream into events, however the network cut them.
///
/// Lines end in LF, CR or CRLF; a byte order mark at the start and comment lines are dropped;
/// several `data` lines of one event are joined with LF; `id` and `retry` mean nothing here. Bytes
/// are decoded a line at a time, so a character split between two feeds is whole again. Rules:
/// WHATWG HTML, "Interpreting an event stream". Confined to the task that reads the stream.
public final class SseParser {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final int maxEventBytes;
  private byte[] line = new byte[512];
  private int lineLength;
  private boolean isFirstLine = true;
  private boolean skipLineFeed;
  private StringBuilder data = new StringBuilder();
  private boolean hasData;
  private String type = "";
  private long eventBytes;

  /// A parser at the start of a stream.
  ///
  /// @param maxEventBytes the most bytes of one event, 1 or more; beyond it [#feed] throws
  public SseParser(int maxEventBytes) {
    if (maxEventBytes < 1) {
      throw new IllegalArgumentException(
          "event bound: expected 1 byte or more, found " + maxEventBytes);
    }
    this.maxEventBytes = maxEventBytes;
  }

  /// One event.
  ///
  /// @param type its `event` field, `message` when it has none
  /// @param data its data, without the last line break; never empty
  public record Event(String type, String data) {
    /// Whether it is the marker that ends a complete stream.
    public boolean isDone() {
      return data.equals(Sse.DONE);
    }
  }

  /// The stream holds an event larger than the bound.
  public static final class Oversized extends IOException {
    private static final long serialVersionUID = 1L;

    private Oversized(int bound) {
      super(
          "event stream: expected events of at most "
              + bound
              + " bytes, found a larger one; raise the bound or leave this provider");
    }
  }

  /// Takes the next bytes of the stream; returns the events they complete, in order.
  public List<Event> feed(byte[] bytes, int offset, int length) throws Oversized {
    List<Event> events = new ArrayList<>(2);
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (skipLineFeed) {
        skipLineFeed = false;
        if (bytes[at] == '\n') {
          at++;
          continue;
        }
      }
      int stop = at;
      while (stop < end && bytes[stop] != '\n' && bytes[stop] != '\r') {
        stop++;
      }
      append(bytes, at, stop - at);
      if (stop == end) {
        break;
      }
      skipLineFeed = bytes[stop] == '\r';
      endLine(events);
      at = stop + 1;
    }
    return events;
  }

  /// Whether bytes of an unfinished event were fed: at the end of the stream they are lost, as the
  /// format demands.
  public boolean isMidEvent() {
    return lineLength > 0 || hasData;
  }

  private void append(byte[] bytes, int offset, int length) throws Oversized {
    eventBytes += length;
    if (eventBytes > maxEventBytes) {
      throw new Oversized(maxEventBytes);
    }
    if (lineLength + length > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, lineLength + length));
    }
    System.arraycopy(bytes, offset, line, lineLength, length);
    lineLength += length;
  }

  private void endLine(List<Event> events) {
    int start = 0;
    if (isFirstLine) {
      isFirstLine = false;
      if (lineLength >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
        start = 3;
      }
    }
    String text = new String(line, start, lineLength - start, StandardCharsets.UTF_8);
    lineLength = 0;
    if (text.isEmpty()) {
      endEvent(events);
    } else if (text.charAt(0) == ':') {
      if (!hasData && type.isEmpty()) {
        eventBytes = 0; // keep-alive comments between events never add up to an oversized event
      }
    } else {
      takeField(text);
    }
  }

  private void takeField(String text) {
    int colon = text.indexOf(':');
    String field = colon < 0 ? text : text.substring(0, colon);
    String value = colon < 0 ? "" : text.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    switch (field) {
      case "data" -> {
        if (hasData) {
          data.append('\n');
        }
        data.append(value);
        hasData = true;
      }
      case "event" -> type = value;
      default -> {
        // id, retry and fields of the future
      }
    }
  }

  private void endEvent(List<Event> events) {
    if (hasData && !data.isEmpty()) {
      events.add(new Event(type.isEmpty() ? "message" : type, data.toString()));
    }
    data = new StringBuilder();
    hasData = false;
    type = "";
    eventBytes = 0;
  }
}
