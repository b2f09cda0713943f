package meridian.wire;

import java.util.Optional;
import meridian.Json;
import meridian.Refusal;

/// Checks that requests of OpenAI's API have in common, in the words that its own API uses.
final class RequestChecks {
  private static final int MAX_MODEL_LENGTH = 256;

  private RequestChecks() {}

  /// The refusal of a body that is no JSON.
  static Refusal malformed(MalformedJson why) {
    return Refusal.permanent(
        400,
        "invalid_request_error",
        "invalid_json",
        "We could not parse the JSON body of your request. " + why.getMessage() + ".");
  }

  /// The refusal of a body that is JSON and no object.
  static Refusal noObject(Json body) {
    return Refusal.permanent(
        400,
        "invalid_request_error",
        "invalid_type",
        "Invalid body: expected a JSON object, but got " + kind(body) + " instead.");
  }

  static Optional<Refusal> model(Json.Obj body) {
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

  static Optional<Refusal> bool(Json.Obj body, String name, String param) {
    Optional<Json> value = body.get(name);
    boolean isFine =
        value.isEmpty() || value.get() instanceof Json.Bool || value.get() instanceof Json.Null;
    return isFine ? Optional.empty() : wrongType(param, "a boolean", value.get());
  }

  static Optional<Refusal> missing(String param) {
    return refuse(
        "missing_required_parameter", "Missing required parameter: '" + param + "'.", param);
  }

  static Optional<Refusal> wrongType(String param, String expected, Json found) {
    return refuse(
        "invalid_type",
        "Invalid type for '%s': expected %s, but got %s instead."
            .formatted(param, expected, kind(found)),
        param);
  }

  static Optional<Refusal> refuse(String code, String message, String param) {
    return Optional.of(Refusal.badRequest(code, message, param));
  }

  static String kind(Json value) {
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
