package meridian.wire;

import java.nio.charset.StandardCharsets;

/// Server-sent events as OpenAI's streams use them: one `data:` line per event, an end marker.
///
/// Format: WHATWG HTML, section "Server-sent events".
public final class Sse {
  /// The media type of a stream.
  public static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";

  /// The text of the event that ends a complete stream. A stream that failed never carries it.
  public static final String DONE = "[DONE]";

  private static final byte[] PREFIX = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE_EVENT = event(DONE.getBytes(StandardCharsets.US_ASCII));

  private Sse() {}

  /// The event whose data is `payload`, which must not contain a line break: compact JSON never
  /// does.
  public static byte[] event(byte[] payload) {
    byte[] event = new byte[PREFIX.length + payload.length + 2];
    System.arraycopy(PREFIX, 0, event, 0, PREFIX.length);
    System.arraycopy(payload, 0, event, PREFIX.length, payload.length);
    event[event.length - 2] = '\n';
    event[event.length - 1] = '\n';
    return event;
  }

  /// `data: [DONE]` and its empty line; a fresh array.
  public static byte[] done() {
    return DONE_EVENT.clone();
  }
}
