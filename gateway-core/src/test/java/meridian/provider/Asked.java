package meridian.provider;

import java.nio.charset.StandardCharsets;
import meridian.ChatRequest;
import meridian.Json;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;

/// Requests for tests, from JSON with single quotes.
final class Asked {
  private Asked() {}

  static Json.Obj json(String text) {
    try {
      return JsonReader.readObject(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new AssertionError(text, e);
    }
  }

  static ChatRequest whole(String text) {
    Json.Obj body = json(text);
    return new ChatRequest(body, body.text("model").orElseThrow(), false, false);
  }

  static ChatRequest streamed(String text) {
    Json.Obj body = json(text);
    return new ChatRequest(body, body.text("model").orElseThrow(), true, true);
  }

  /// A small question with further members, such as `,'n':2`.
  static String question(String more) {
    return "{'model':'gpt-4o-mini','messages':[{'role':'user','content':'Hello there!'}]"
        + more
        + "}";
  }
}
