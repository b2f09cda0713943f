package meridian.wire.anthropic;

import java.nio.charset.StandardCharsets;
import meridian.ChatRequest;
import meridian.Json;
import meridian.wire.ChatRequests;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;

/// JSON written with single quotes; `@` stands for a quote within a text.
final class JsonText {
  private JsonText() {}

  static Json.Obj object(String text) {
    try {
      return JsonReader.readObject(
          text.replace('\'', '"').replace("@", "\\\"").getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new AssertionError(text, e);
    }
  }

  static ChatRequest chat(String text) {
    return ((ChatRequests.Reading.Accepted) ChatRequests.read(object(text))).request();
  }
}
