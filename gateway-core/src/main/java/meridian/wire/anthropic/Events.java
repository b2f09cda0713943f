package meridian.wire.anthropic;

import java.nio.charset.StandardCharsets;
import meridian.Json;
import meridian.wire.JsonWriter;
import meridian.wire.Sse;

/// Server-sent events as Anthropic's streams use them: the type stands in `event:` and in the data.
final class Events {
  private Events() {}

  static byte[] utf8(String type, Json.Obj data) {
    byte[] name = ("event: " + type + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] rest = Sse.event(JsonWriter.utf8(data));
    byte[] event = new byte[name.length + rest.length];
    System.arraycopy(name, 0, event, 0, name.length);
    System.arraycopy(rest, 0, event, name.length, rest.length);
    return event;
  }
}
