package meridian.wire.anthropic;

import java.util.List;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.wire.Members;
import meridian.wire.Untranslatable;

/// Writes a chat request as the body of `POST /v1/messages`.
///
/// Fields that cannot select the answer and that Anthropic does not have are left out; every other
/// one without a counterpart is refused by name. A field that is `null` was not sent.
public final class MessagesBody {
  /// What `max_tokens` is when the client named no bound: Anthropic demands one.
  public static final long DEFAULT_MAX_TOKENS = 4_096;

  static final String API = "Anthropic's Messages API";

  private final Json.Obj asked;
  private Json.Obj body;
  private Json.Obj output = Json.Obj.empty();

  private MessagesBody(Json.Obj asked, String model) {
    this.asked = asked;
    this.body = Json.Obj.of("model", new Json.Text(model));
  }

  /// The body for `request`.
  public static Json.Obj of(ChatRequest request) throws Untranslatable {
    MessagesBody writing = new MessagesBody(request.body(), request.model());
    writing.write(request);
    return writing.body;
  }

  private void write(ChatRequest request) throws Untranslatable {
    body =
        body.with(
            "max_tokens",
            asked.number("max_completion_tokens", asked.number("max_tokens", DEFAULT_MAX_TOKENS)));
    TurnsWriter turns = TurnsWriter.of(asked.items("messages"));
    if (!turns.system().isEmpty()) {
      body = body.with("system", new Json.Arr(turns.system()));
    }
    body = body.with("messages", new Json.Arr(turns.turns()));
    for (int i = 0; i < asked.size(); i++) {
      if (!(asked.value(i) instanceof Json.Null)) {
        field(asked.name(i), asked.value(i));
      }
    }
    Optional<Json.Obj> choice = ToolsWriter.choice(asked);
    if (choice.isPresent()) {
      body = body.with("tool_choice", choice.get());
    }
    if (output.size() > 0) {
      body = body.with("output_config", output);
    }
    if (request.isStreamed()) {
      body = body.with("stream", Json.Bool.TRUE);
    }
  }

  private void field(String name, Json value) throws Untranslatable {
    switch (name) {
      case "model",
          "messages",
          "max_tokens",
          "max_completion_tokens",
          "stream",
          "stream_options",
          "tool_choice",
          "parallel_tool_calls" -> {
        // written elsewhere
      }
      case "metadata",
          "store",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention" -> {
        // cannot select the answer, and Anthropic has nothing like it
      }
      case "temperature", "top_p", "top_k", "thinking", "cache_control" ->
          body = body.with(name, value);
      case "user", "safety_identifier" ->
          body = body.with("metadata", Json.Obj.of("user_id", value));
      case "stop" -> body = body.with("stop_sequences", stops(value));
      case "tools" -> body = body.with("tools", ToolsWriter.tools(asked.items("tools")));
      case "reasoning_effort" -> output = output.with("effort", effort(value));
      case "response_format" -> format(value);
      case "service_tier" -> tier(value);
      case "n" ->
          require(value instanceof Json.Num n && n.asDouble() == 1, name, "ask several times");
      case "modalities" ->
          require(
              value instanceof Json.Arr kinds
                  && kinds.items().equals(List.of(new Json.Text("text"))),
              name,
              "ask for text");
      case "frequency_penalty", "presence_penalty" ->
          require(Members.isZero(value), name, LEAVE_OUT);
      default -> require(Members.isIdle(value), name, LEAVE_OUT);
    }
  }

  private static final String LEAVE_OUT = "leave it out, or ask a model of another provider";

  private static void require(boolean holds, String name, String advice) throws Untranslatable {
    if (!holds) {
      throw refused(name, advice);
    }
  }

  static Untranslatable refused(String param, String advice) {
    return Untranslatable.field(API, param, advice);
  }

  private static Json stops(Json value) {
    return value instanceof Json.Text ? new Json.Arr(List.of(value)) : value;
  }

  /// The words both APIs have.
  private static Json effort(Json value) throws Untranslatable {
    boolean isKnown =
        value instanceof Json.Text word
            && List.of("low", "medium", "high", "xhigh", "max").contains(word.value());
    require(isKnown, "reasoning_effort", "say low, medium, high, xhigh or max, or leave it out");
    return value;
  }

  private void format(Json value) throws Untranslatable {
    Json.Obj format = value instanceof Json.Obj object ? object : Json.Obj.empty();
    String type = format.text("type").orElse("");
    Optional<Json> schema = format.object("json_schema").flatMap(named -> named.get("schema"));
    if (type.equals("json_schema") && schema.isPresent()) {
      Json.Obj wanted = Json.Obj.of("type", new Json.Text("json_schema"));
      output = output.with("format", wanted.with("schema", schema.get()));
    } else {
      require(
          type.equals("text"), "response_format", "ask for text or a json_schema with its schema");
    }
  }

  private void tier(Json value) throws Untranslatable {
    if (Members.isText(value, "auto")) {
      body = body.with("service_tier", "auto");
    } else if (Members.isText(value, "default")) {
      body = body.with("service_tier", "standard_only");
    } else {
      throw refused("service_tier", "say auto or default, or leave it out");
    }
  }
}
