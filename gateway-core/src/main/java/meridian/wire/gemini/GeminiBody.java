package meridian.wire.gemini;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.ChatRequest;
import meridian.Json;
import meridian.wire.Members;
import meridian.wire.Untranslatable;

/// Writes a chat request as the body of `generateContent`.
///
/// Fields that cannot select the answer and that Gemini does not have are left out; every other one
/// without a counterpart is refused by name. A field that is `null` was not sent.
public final class GeminiBody {
  private static final String API = "the Gemini API";
  private static final String LEAVE_OUT = "leave it out, or ask a model of another provider";

  private final Json.Obj asked;
  private Json.Obj settings = Json.Obj.empty();

  private GeminiBody(Json.Obj asked) {
    this.asked = asked;
  }

  /// The body for `request`; the model and whether it is streamed stand in the path.
  public static Json.Obj of(ChatRequest request) throws Untranslatable {
    return new GeminiBody(request.body()).write();
  }

  private Json.Obj write() throws Untranslatable {
    ContentsWriter contents = ContentsWriter.of(asked.items("messages"));
    Json.Obj body = Json.Obj.empty();
    if (!contents.system().isEmpty()) {
      body = body.with("systemInstruction", Json.Obj.of("parts", new Json.Arr(contents.system())));
    }
    body = body.with("contents", new Json.Arr(contents.contents()));
    for (int i = 0; i < asked.size(); i++) {
      if (!(asked.value(i) instanceof Json.Null)) {
        field(asked.name(i), asked.value(i));
      }
    }
    List<Json> tools = asked.items("tools");
    if (!tools.isEmpty()) {
      body = body.with("tools", new Json.Arr(List.of(declarations(tools))));
    }
    Optional<Json.Obj> calling = calling(asked.get("tool_choice").orElse(Json.Null.NULL));
    if (calling.isPresent()) {
      body = body.with("toolConfig", Json.Obj.of("functionCallingConfig", calling.get()));
    }
    return settings.size() == 0 ? body : body.with("generationConfig", settings);
  }

  private void field(String name, Json value) throws Untranslatable {
    switch (name) {
      case "model", "messages", "stream", "stream_options", "tools", "tool_choice" -> {
        // written elsewhere
      }
      case "metadata",
          "store",
          "user",
          "safety_identifier",
          "cache_control",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention" -> {
        // cannot select the answer, and Gemini has nothing like it
      }
      case "max_tokens" -> {
        if (asked.get("max_completion_tokens").orElse(Json.Null.NULL) instanceof Json.Null) {
          set("maxOutputTokens", value);
        }
      }
      case "max_completion_tokens" -> set("maxOutputTokens", value);
      case "temperature", "seed" -> set(name, value);
      case "top_p" -> set("topP", value);
      case "top_k" -> set("topK", value);
      case "n" -> set("candidateCount", value);
      case "presence_penalty" -> set("presencePenalty", value);
      case "frequency_penalty" -> set("frequencyPenalty", value);
      case "stop" ->
          set("stopSequences", value instanceof Json.Text ? new Json.Arr(List.of(value)) : value);
      case "response_format" -> format(value);
      case "reasoning_effort" -> thinking(value);
      case "parallel_tool_calls" ->
          require(value instanceof Json.Bool parallel && parallel.value(), name, LEAVE_OUT);
      case "modalities" ->
          require(
              value instanceof Json.Arr kinds
                  && kinds.items().equals(List.of(new Json.Text("text"))),
              name,
              "ask for text");
      case "service_tier" -> require(Members.isText(value, "auto"), name, "say auto");
      default -> require(Members.isIdle(value), name, LEAVE_OUT);
    }
  }

  private void set(String name, Json value) {
    settings = settings.with(name, value);
  }

  private static void require(boolean holds, String name, String advice) throws Untranslatable {
    if (!holds) {
      throw refused(name, advice);
    }
  }

  static Untranslatable refused(String param, String advice) {
    return Untranslatable.field(API, param, advice);
  }

  private void format(Json value) throws Untranslatable {
    Json.Obj format = value instanceof Json.Obj object ? object : Json.Obj.empty();
    switch (format.text("type").orElse("")) {
      case "text" -> {
        // what it is anyway
      }
      case "json_object" -> set("responseMimeType", new Json.Text("application/json"));
      case "json_schema" -> {
        set("responseMimeType", new Json.Text("application/json"));
        format
            .object("json_schema")
            .flatMap(named -> named.get("schema"))
            .ifPresent(schema -> set("responseJsonSchema", schema));
      }
      default -> throw refused("response_format", "ask for text, json_object or json_schema");
    }
  }

  private void thinking(Json value) throws Untranslatable {
    String effort = value instanceof Json.Text text ? text.value() : "";
    switch (effort) {
      case "none" -> set("thinkingConfig", Json.Obj.of("thinkingBudget", Json.Num.of(0)));
      case "minimal", "low", "medium", "high" ->
          set(
              "thinkingConfig",
              Json.Obj.of("thinkingLevel", new Json.Text(effort.toUpperCase(Locale.ROOT))));
      default -> throw refused("reasoning_effort", "say none, minimal, low, medium or high");
    }
  }

  private static Json.Obj declarations(List<Json> tools) throws Untranslatable {
    List<Json> written = new ArrayList<>();
    for (int i = 0; i < tools.size(); i++) {
      String at = "tools[" + i + "]";
      Json.Obj tool = tools.get(i) instanceof Json.Obj object ? object : Json.Obj.empty();
      Json.Obj function =
          tool.object("function").orElseThrow(() -> refused(at + ".type", "offer functions only"));
      Json.Obj declaration = Json.Obj.empty();
      for (int j = 0; j < function.size(); j++) {
        Json value = function.value(j);
        switch (function.name(j)) {
          case "name", "description" -> declaration = declaration.with(function.name(j), value);
          case "parameters" -> declaration = declaration.with("parametersJsonSchema", value);
          case "cache_control" -> {
            // price only
          }
          default ->
              require(Members.isIdle(value), at + ".function." + function.name(j), LEAVE_OUT);
        }
      }
      written.add(declaration);
    }
    return Json.Obj.of("functionDeclarations", new Json.Arr(written));
  }

  private static Optional<Json.Obj> calling(Json choice) throws Untranslatable {
    if (choice instanceof Json.Null) {
      return Optional.empty();
    }
    Optional<String> named =
        choice instanceof Json.Obj object
            ? object.object("function").flatMap(function -> function.text("name"))
            : Optional.empty();
    if (named.isPresent()) {
      Json names = new Json.Arr(List.of(new Json.Text(named.get())));
      return Optional.of(mode("ANY").with("allowedFunctionNames", names));
    }
    return Optional.of(
        switch (choice instanceof Json.Text text ? text.value() : "") {
          case "auto" -> mode("AUTO");
          case "none" -> mode("NONE");
          case "required" -> mode("ANY");
          default -> throw refused("tool_choice", "say auto, none, required or name one function");
        });
  }

  private static Json.Obj mode(String mode) {
    return Json.Obj.of("mode", new Json.Text(mode));
  }
}
