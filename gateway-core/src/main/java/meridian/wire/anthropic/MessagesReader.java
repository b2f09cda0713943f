package meridian.wire.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Endpoint;
import meridian.Json;
import meridian.Refusal;
import meridian.wire.ChatRequests.Reading;
import meridian.wire.JsonReader;
import meridian.wire.MalformedJson;
import meridian.wire.Members;

/// Reads the body of `POST /v1/messages` as a chat request. [MessagesBody] is the inverse.
///
/// Ranges of sampling parameters are the provider's business: they pass. A field or block that has
/// no place in a chat request is refused by name.
public final class MessagesReader {
  private static final int MAX_MODEL_LENGTH = 256;

  private final Json.Obj asked;
  private Json.Obj body = Json.Obj.empty();

  private MessagesReader(Json.Obj asked) {
    this.asked = asked;
  }

  /// Reads `body`.
  public static Reading read(byte[] body) {
    try {
      if (JsonReader.read(body) instanceof Json.Obj object) {
        return new Reading.Accepted(new MessagesReader(object).request());
      }
      return new Reading.Refused(
          Refusal.permanent(
              400, "invalid_request_error", "invalid_type", "Expected a JSON object."));
    } catch (MalformedJson e) {
      return new Reading.Refused(
          Refusal.permanent(
              400,
              "invalid_request_error",
              "invalid_json",
              "The request body is not valid JSON: " + e.getMessage() + "."));
    } catch (Refused e) {
      return new Reading.Refused(e.refusal);
    }
  }

  /// The request cannot be read as a chat request.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    Refused(String place, String expected) {
      super(place);
      String shown = place.length() <= 80 ? place : place.substring(0, 80) + "…";
      this.refusal =
          Refusal.badRequest("invalid_value", shown + ": expected " + expected + ".", shown);
    }
  }

  private ChatRequest request() throws Refused {
    String model = asked.text("model").orElse("");
    if (model.isEmpty() || model.length() > MAX_MODEL_LENGTH) {
      throw new Refused("model", "a string of 1 to " + MAX_MODEL_LENGTH + " characters");
    }
    if (asked.items("messages").isEmpty()) {
      throw new Refused("messages", "a list of one message or more");
    }
    if (asked.number("max_tokens", 0) < 1) {
      throw new Refused("max_tokens", "a whole number of 1 or more");
    }
    body = body.with("model", model).with("messages", new Json.Arr(messages()));
    for (int i = 0; i < asked.size(); i++) {
      if (!(asked.value(i) instanceof Json.Null)) {
        field(asked.name(i), asked.value(i));
      }
    }
    boolean isStreamed = asked.isTrue("stream");
    return new ChatRequest(body, model, isStreamed, isStreamed, Endpoint.MESSAGES);
  }

  private List<Json> messages() throws Refused {
    List<Json> messages = new ArrayList<>();
    Json system = asked.get("system").orElse(Json.Null.NULL);
    if (!Members.isIdle(system)) {
      messages.add(
          Json.Obj.of("role", new Json.Text("system"))
              .with("content", BlocksReader.texts(system, "system")));
    }
    List<Json> turns = asked.items("messages");
    for (int i = 0; i < turns.size(); i++) {
      messages.addAll(BlocksReader.turn(turns.get(i), "messages[" + i + "]"));
    }
    return messages;
  }

  private void field(String name, Json value) throws Refused {
    switch (name) {
      case "model", "messages", "system" -> {
        // read already
      }
      case "max_tokens", "temperature", "top_p", "top_k", "thinking", "cache_control" ->
          body = body.with(name, value);
      case "stream" -> {
        if (!(value instanceof Json.Bool)) {
          throw new Refused("stream", "true or false");
        }
        body = body.with("stream", value);
      }
      case "stop_sequences" -> {
        if (!(value instanceof Json.Arr)) {
          throw new Refused("stop_sequences", "a list of strings");
        }
        if (!Members.isIdle(value)) {
          body = body.with("stop", value);
        }
      }
      case "metadata" -> {
        Json user = object(value, name).get("user_id").orElse(Json.Null.NULL);
        if (user instanceof Json.Text) {
          body = body.with("user", user);
        }
      }
      case "service_tier" -> body = body.with("service_tier", tier(value));
      case "tools" -> {
        if (!(value instanceof Json.Arr tools)) {
          throw new Refused("tools", "a list of tools");
        }
        if (!tools.items().isEmpty()) {
          body = body.with("tools", ToolsReader.tools(tools.items()));
        }
      }
      case "tool_choice" -> choice(object(value, name));
      case "output_config" -> output(object(value, name));
      default -> {
        if (!Members.isIdle(value)) {
          throw new Refused(name, "a field that this gateway can translate; leave this one out");
        }
      }
    }
  }

  static Json.Obj object(Json value, String place) throws Refused {
    if (value instanceof Json.Obj object) {
      return object;
    }
    throw new Refused(place, "an object");
  }

  private static Json tier(Json value) throws Refused {
    if (Members.isText(value, "auto")) {
      return value;
    }
    if (Members.isText(value, "standard_only")) {
      return new Json.Text("default");
    }
    throw new Refused("service_tier", "auto or standard_only");
  }

  private void choice(Json.Obj choice) throws Refused {
    body = body.with("tool_choice", ToolsReader.choice(choice));
    if (choice.isTrue("disable_parallel_tool_use")) {
      body = body.with("parallel_tool_calls", Json.Bool.FALSE);
    }
  }

  private void output(Json.Obj config) throws Refused {
    for (int i = 0; i < config.size(); i++) {
      Json value = config.value(i);
      if (value instanceof Json.Null) {
        continue;
      }
      String place = "output_config." + config.name(i);
      switch (config.name(i)) {
        case "effort" -> body = body.with("reasoning_effort", value);
        case "format" -> {
          Json.Obj format = object(value, place);
          Optional<Json> schema = format.get("schema");
          if (!format.text("type").equals(Optional.of("json_schema")) || schema.isEmpty()) {
            throw new Refused(place, "the type json_schema with a schema");
          }
          Json.Obj named =
              Json.Obj.of("name", new Json.Text("answer"))
                  .with("schema", schema.get())
                  .with("strict", Json.Bool.TRUE);
          body =
              body.with(
                  "response_format",
                  Json.Obj.of("type", new Json.Text("json_schema")).with("json_schema", named));
        }
        default -> throw new Refused(place, "effort or format");
      }
    }
  }
}
