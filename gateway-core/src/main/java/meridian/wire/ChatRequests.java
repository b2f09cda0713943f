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
  private static final int MAX_MODEL_LENGTH = 256;
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
      return new Reading.Refused(
          Refusal.permanent(
              400,
              "invalid_request_error",
              "invalid_json",
              "We could not parse the JSON body of your request. " + e.getMessage() + "."));
    }
  }

  /// Reads a body that is parsed already.
  public static Reading read(Json body) {
    if (!(body instanceof Json.Obj object)) {
      return new Reading.Refused(
          Refusal.permanent(
              400,
              "invalid_request_error",
              "invalid_type",
              "Invalid body: expected a JSON object, but got " + kind(body) + " instead."));
    }
    Optional<Refusal> refusal =
        model(object)
            .or(() -> messages(object))
            .or(() -> bool(object, "stream", "stream"))
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

  private static Optional<Refusal> model(Json.Obj body) {
    Optional<Json> model = body.get("model");
    if (model.isEmpty() || model.get() instanceof Json.Null) {
      return missing("model");
    }
    if (!(model.get() instanceof Json.Text text)) {
      return wrongType("model", "a string", model.get());
    }
    if (text.value().isEmpty() || text.value().length() > MAX_MODEL_LENGTH) {
      return refuse(
          "invalid_value",
          "Invalid 'model': expected a string of 1 to %d characters, but got one of %d instead."
              .formatted(MAX_MODEL_LENGTH, text.value().length()),
          "model");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> messages(Json.Obj body) {
    Optional<Json> messages = body.get("messages");
    if (messages.isEmpty() || messages.get() instanceof Json.Null) {
      return missing("messages");
    }
    if (!(messages.get() instanceof Json.Arr array)) {
      return wrongType("messages", "an array of objects", messages.get());
    }
    if (array.items().isEmpty()) {
      return refuse(
          "empty_array",
          "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an"
              + " empty array instead.",
          "messages");
    }
    for (int i = 0; i < array.items().size(); i++) {
      Json item = array.items().get(i);
      if (!(item instanceof Json.Obj message)) {
        return wrongType("messages[" + i + "]", "an object", item);
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
      return missing("messages[" + index + "].role");
    }
    return role.get() instanceof Json.Text
        ? Optional.empty()
        : wrongType("messages[" + index + "].role", "a string", role.get());
  }

  private static Optional<Refusal> streamOptions(Json.Obj body) {
    Optional<Json> options = body.get("stream_options");
    if (options.isEmpty() || options.get() instanceof Json.Null) {
      return Optional.empty();
    }
    if (!(options.get() instanceof Json.Obj object)) {
      return wrongType("stream_options", "an object", options.get());
    }
    if (!body.isTrue("stream")) {
      return refuse(
          "invalid_value",
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
          "stream_options");
    }
    return bool(object, "include_usage", "stream_options.include_usage");
  }

  private static Optional<Refusal> choices(Json.Obj body) {
    Optional<Json> n = body.get("n");
    if (n.isEmpty() || n.get() instanceof Json.Null) {
      return Optional.empty();
    }
    if (!(n.get() instanceof Json.Num number)) {
      return wrongType("n", "an integer", n.get());
    }
    double value = number.asDouble();
    if (value != Math.rint(value)) {
      return refuse(
          "invalid_type",
          "Invalid type for 'n': expected an integer, but got a decimal number instead.",
          "n");
    }
    if (value < 1) {
      return refuse(
          "integer_below_min_value",
          "Invalid 'n': integer below minimum value. Expected a value >= 1.",
          "n");
    }
    if (value > MAX_CHOICES) {
      return refuse(
          "integer_above_max_value",
          "Invalid 'n': integer above maximum value. Expected a value <= %d."
              .formatted(MAX_CHOICES),
          "n");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> bool(Json.Obj body, String name, String param) {
    Optional<Json> value = body.get(name);
    boolean isFine =
        value.isEmpty() || value.get() instanceof Json.Bool || value.get() instanceof Json.Null;
    return isFine ? Optional.empty() : wrongType(param, "a boolean", value.get());
  }

  private static Optional<Refusal> missing(String param) {
    return refuse(
        "missing_required_parameter", "Missing required parameter: '" + param + "'.", param);
  }

  private static Optional<Refusal> wrongType(String param, String expected, Json found) {
    return refuse(
        "invalid_type",
        "Invalid type for '%s': expected %s, but got %s instead."
            .formatted(param, expected, kind(found)),
        param);
  }

  private static Optional<Refusal> refuse(String code, String message, String param) {
    return Optional.of(Refusal.badRequest(code, message, param));
  }

  private static String kind(Json value) {
    return switch (value) {
      case Json.Obj _ -> "an object";
      case Json.Arr _ -> "an array";
      case Json.Text _ -> "a string";
      case Json.Num number -> number.isInteger() ? "an integer" : "a decimal number";
      case Json.Bool _ -> "a boolean";
      case Json.Null _ -> "null";
    };
  }
}
