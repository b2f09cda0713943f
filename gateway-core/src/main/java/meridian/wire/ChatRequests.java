package meridian.wire;

import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.Refusal;

/// Reads the body of `POST /v1/chat/completions`.
///
/// It refuses what the gateway itself cannot work with, in the words OpenAI's own API uses. Ranges
/// of sampling parameters and fields it does not know are the provider's business: they pass (and
/// an unknown field makes the request uncacheable, which `fingerprint` decides).
public final class ChatRequests {
  private static final int MAX_CHOICES = 128;

  private ChatRequests() {}

  /// What came of reading a body.
  public sealed interface Reading {
    /// The body is a chat request.
    record Accepted(ChatRequest request) implements Reading {}

    /// The body is none.
    record Refused(Refusal refusal) implements Reading {}
  }

  /// Reads `body`.
  public static Reading read(byte[] body) {
    try {
      return read(JsonReader.read(body));
    } catch (MalformedJson e) {
      return new Reading.Refused(RequestChecks.malformed(e));
    }
  }

  /// Reads a body that is parsed already.
  public static Reading read(Json body) {
    if (!(body instanceof Json.Obj object)) {
      return new Reading.Refused(RequestChecks.noObject(body));
    }
    Optional<Refusal> refusal =
        RequestChecks.model(object)
            .or(() -> messages(object))
            .or(() -> RequestChecks.bool(object, "stream", "stream"))
            .or(() -> streamOptions(object))
            .or(() -> choices(object));
    if (refusal.isPresent()) {
      return new Reading.Refused(refusal.get());
    }
    boolean isStreamed = object.isTrue("stream");
    boolean wantsUsage =
        isStreamed
            && object.object("stream_options").map(o -> o.isTrue("include_usage")).orElse(false);
    String model = object.text("model").orElseThrow();
    return new Reading.Accepted(new ChatRequest(object, model, isStreamed, wantsUsage));
  }

  private static Optional<Refusal> messages(Json.Obj body) {
    Optional<Json> messages = body.get("messages");
    if (messages.isEmpty() || messages.get() instanceof Json.Null) {
      return RequestChecks.missing("messages");
    }
    if (!(messages.get() instanceof Json.Arr array)) {
      return RequestChecks.wrongType("messages", "an array of objects", messages.get());
    }
    if (array.items().isEmpty()) {
      return RequestChecks.refuse(
          "empty_array",
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.",
          "messages");
    }
    for (int i = 0; i < array.items().size(); i++) {
      Json item = array.items().get(i);
      if (!(item instanceof Json.Obj message)) {
        return RequestChecks.wrongType("messages[" + i + "]", "an object", item);
      }
      Optional<Refusal> refusal = role(message, i);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> role(Json.Obj message, int index) {
    Optional<Json> role = message.get("role");
    if (role.isEmpty()) {
      return RequestChecks.missing("messages[" + index + "].role");
    }
    return role.get() instanceof Json.Text
        ? Optional.empty()
        : RequestChecks.wrongType("messages[" + index + "].role", "a string", role.get());
  }

  private static Optional<Refusal> streamOptions(Json.Obj body) {
    Optional<Json> options = body.get("stream_options");
    if (options.isEmpty() || options.get() instanceof Json.Null) {
      return Optional.empty();
    }
    if (!(options.get() instanceof Json.Obj object)) {
      return RequestChecks.wrongType("stream_options", "an object", options.get());
    }
    if (!body.isTrue("stream")) {
      return RequestChecks.refuse(
          "invalid_value",
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
          "stream_options");
    }
    return RequestChecks.bool(object, "include_usage", "stream_options.include_usage");
  }

  private static Optional<Refusal> choices(Json.Obj body) {
    Optional<Json> n = body.get("n");
    if (n.isEmpty() || n.get() instanceof Json.Null) {
      return Optional.empty();
    }
    if (!(n.get() instanceof Json.Num number)) {
      return RequestChecks.wrongType("n", "an integer", n.get());
    }
    double value = number.asDouble();
    if (value != Math.rint(value)) {
      return RequestChecks.refuse(
          "invalid_type",
          "Invalid type for 'n': expected an integer, but got a decimal number instead.",
          "n");
    }
    if (value < 1) {
      return RequestChecks.refuse(
          "integer_below_min_value",
          "Invalid 'n': integer below minimum value. Expected a value >= 1.",
          "n");
    }
    if (value > MAX_CHOICES) {
      return RequestChecks.refuse(
          "integer_above_max_value",
          "Invalid 'n': integer above maximum value. Expected a value <= %d."
              .formatted(MAX_CHOICES),
          "n");
    }
    return Optional.empty();
  }
}
