package meridian.wire;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.ChatRequest;
import meridian.Json;
import meridian.Refusal;

/// Reads the body of `POST /v1/embeddings`.
///
/// As [ChatRequests] it refuses what the gateway itself cannot work with. How many tokens a model
/// takes and which dimensions it has are the provider's business.
public final class EmbeddingsRequests {
  /// OpenAI's bound on the texts of one request.
  private static final int MAX_TEXTS = 2_048;

  private static final Set<String> FORMATS = Set.of("float", "base64");
  private static final String KINDS =
      "a string, an array of strings, an array of tokens or an array of arrays of tokens";

  private EmbeddingsRequests() {}

  /// Reads `body`.
  public static ChatRequests.Reading read(byte[] body) {
    try {
      return read(JsonReader.read(body));
    } catch (MalformedJson e) {
      return new ChatRequests.Reading.Refused(RequestChecks.malformed(e));
    }
  }

  /// Reads a body that is parsed already.
  public static ChatRequests.Reading read(Json body) {
    if (!(body instanceof Json.Obj object)) {
      return new ChatRequests.Reading.Refused(RequestChecks.noObject(body));
    }
    return RequestChecks.model(object)
        .or(() -> input(object))
        .or(() -> format(object))
        .or(() -> dimensions(object))
        .or(() -> stream(object))
        .<ChatRequests.Reading>map(ChatRequests.Reading.Refused::new)
        .orElseGet(() ->
            new ChatRequests.Reading.Accepted(
                ChatRequest.embeddings(object, object.text("model").orElseThrow())));
  }

  private static Optional<Refusal> input(Json.Obj body) {
    Optional<Json> input = body.get("input");
    if (input.isEmpty() || input.get() instanceof Json.Null) {
      return RequestChecks.missing("input");
    }
    return switch (input.get()) {
      case Json.Text text -> text(text, "input");
      case Json.Arr array -> array(array.items());
      case Json.Obj _, Json.Num _, Json.Bool _, Json.Null _ ->
          RequestChecks.wrongType("input", KINDS, input.get());
    };
  }

  private static Optional<Refusal> text(Json.Text text, String param) {
    return text.value().isEmpty()
        ? RequestChecks.refuse(
            "invalid_value", "Invalid '" + param + "': input cannot be an empty string.", param)
        : Optional.empty();
  }

  /// The first item says what all are.
  private static Optional<Refusal> array(List<Json> items) {
    if (items.isEmpty()) {
      return empty("input");
    }
    if (items.getFirst() instanceof Json.Num) {
      return tokens(items, "input");
    }
    if (items.size() > MAX_TEXTS) {
      return RequestChecks.refuse(
          "array_above_max_length",
          "Invalid 'input': array too long. Expected an array with maximum length %d, but got an array with length %d instead."
              .formatted(MAX_TEXTS, items.size()),
          "input");
    }
    for (int i = 0; i < items.size(); i++) {
      Optional<Refusal> refusal = item(items.getFirst(), items.get(i), "input[" + i + "]");
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> item(Json first, Json item, String param) {
    if (first instanceof Json.Text && item instanceof Json.Text text) {
      return text(text, param);
    }
    if (first instanceof Json.Arr && item instanceof Json.Arr array) {
      return array.items().isEmpty() ? empty(param) : tokens(array.items(), param);
    }
    return RequestChecks.wrongType(
        param, first instanceof Json.Arr ? "an array of tokens" : "a string", item);
  }

  private static Optional<Refusal> tokens(List<Json> items, String param) {
    for (int i = 0; i < items.size(); i++) {
      boolean isToken =
          items.get(i) instanceof Json.Num number
              && number.isInteger()
              && number.asDouble() >= 0
              && number.asDouble() <= Integer.MAX_VALUE;
      if (!isToken) {
        return RequestChecks.wrongType(
            param + "[" + i + "]", "a token, an integer of 0 or more", items.get(i));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> empty(String param) {
    return RequestChecks.refuse(
        "empty_array",
        "Invalid '%s': empty array. Expected an array with minimum length 1, but got an empty array instead."
            .formatted(param),
        param);
  }

  private static Optional<Refusal> format(Json.Obj body) {
    Json format = body.get("encoding_format").orElse(Json.Null.NULL);
    boolean isFine =
        format instanceof Json.Null
            || (format instanceof Json.Text text && FORMATS.contains(text.value()));
    return isFine
        ? Optional.empty()
        : RequestChecks.refuse(
            "invalid_value",
            "Invalid 'encoding_format': expected 'float' or 'base64', but got another value.",
            "encoding_format");
  }

  private static Optional<Refusal> dimensions(Json.Obj body) {
    Json dimensions = body.get("dimensions").orElse(Json.Null.NULL);
    if (dimensions instanceof Json.Null) {
      return Optional.empty();
    }
    if (!(dimensions instanceof Json.Num number) || !number.isInteger()) {
      return RequestChecks.wrongType("dimensions", "an integer", dimensions);
    }
    return number.asDouble() < 1
        ? RequestChecks.refuse(
            "integer_below_min_value",
            "Invalid 'dimensions': integer below minimum value. Expected a value >= 1.",
            "dimensions")
        : Optional.empty();
  }

  private static Optional<Refusal> stream(Json.Obj body) {
    return body.isTrue("stream")
        ? RequestChecks.refuse(
            "invalid_value",
            "Embeddings are not streamed: expected 'stream' to be left out, but got true.",
            "stream")
        : Optional.empty();
  }
}
