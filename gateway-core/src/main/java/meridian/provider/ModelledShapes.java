package meridian.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;

/// Writes a modelled answer in OpenAI's shapes: a `chat.completion`, or the
/// `chat.completion.chunk`s of its stream. Every one carries `system_fingerprint: "modelled"`.
final class ModelledShapes {
  private static final String[] ENVELOPE = {
    "id", "object", "created", "model", "choices", "usage", "system_fingerprint"
  };
  private static final String[] CHUNK = {
    "id", "object", "created", "model", "system_fingerprint", "choices", "usage"
  };
  private static final String[] CHUNK_CHOICE = {"index", "delta", "logprobs", "finish_reason"};
  private static final Json NULL = Json.Null.NULL;
  private static final Json MODELLED = new Json.Text("modelled");

  private final ModelledAnswer answer;
  private final Json id;
  private final Json created;
  private final Json model;
  private final String callPrefix;
  private final boolean hasUsageMember;

  /// @param serial names this one answer
  /// @param createdSeconds seconds since the epoch
  /// @param hasUsageMember whether every chunk carries `usage: null`, as it does for clients that
  ///   asked for the usage chunk
  ModelledShapes(
      ModelledAnswer answer, String serial, long createdSeconds, boolean hasUsageMember) {
    this.answer = answer;
    this.id = new Json.Text("chatcmpl-modelled-" + serial);
    this.created = Json.Num.of(createdSeconds);
    this.model = new Json.Text(answer.model());
    this.callPrefix = "call_modelled_" + serial + "_";
    this.hasUsageMember = hasUsageMember;
  }

  TokenUsage usage() {
    return new TokenUsage(answer.promptTokens(), 0, answer.completionTokens());
  }

  Completion whole() {
    List<Json> choices = new ArrayList<>();
    for (int i = 0; i < answer.choices().size(); i++) {
      ModelledAnswer.Choice choice = answer.choices().get(i);
      choices.add(
          Json.Obj.of("index", Json.Num.of(i))
              .with("message", message(i, choice))
              .with("logprobs", NULL)
              .with("finish_reason", choice.finish()));
    }
    Json[] values = {
      id,
      new Json.Text("chat.completion"),
      created,
      model,
      new Json.Arr(choices),
      usageObject(),
      MODELLED
    };
    return new Completion(Json.Obj.of(ENVELOPE, values, values.length), usage());
  }

  private Json.Obj message(int index, ModelledAnswer.Choice choice) {
    Json.Obj message = Json.Obj.of("role", new Json.Text("assistant"));
    Optional<String> tool = choice.tool();
    if (tool.isEmpty()) {
      return message.with("content", choice.words().text()).with("refusal", NULL);
    }
    Json.Obj call = call(index, tool.get(), choice.words().text());
    return message
        .with("content", NULL)
        .with("tool_calls", new Json.Arr(List.of(call)))
        .with("refusal", NULL);
  }

  private Json.Obj call(int choice, String name, String arguments) {
    return Json.Obj.of("id", new Json.Text(callPrefix + choice))
        .with("type", "function")
        .with("function", Json.Obj.of("name", new Json.Text(name)).with("arguments", arguments));
  }

  /// The first chunk of choice `index`: the role, and the name of the function it calls.
  Json.Obj start(int index) {
    Optional<String> tool = answer.choices().get(index).tool();
    Json.Obj delta = Json.Obj.of("role", new Json.Text("assistant"));
    if (tool.isEmpty()) {
      return chunk(index, delta.with("content", "").with("refusal", NULL), NULL);
    }
    Json.Obj call = Json.Obj.of("index", Json.Num.of(0));
    Json.Obj rest = call(index, tool.get(), "");
    for (int i = 0; i < rest.size(); i++) {
      call = call.with(rest.name(i), rest.value(i));
    }
    return chunk(
        index,
        delta
            .with("content", NULL)
            .with("tool_calls", new Json.Arr(List.of(call)))
            .with("refusal", NULL),
        NULL);
  }

  /// A chunk with a piece of choice `index`'s text or arguments.
  Json.Obj piece(int index, String text) {
    if (answer.choices().get(index).tool().isEmpty()) {
      return chunk(index, Json.Obj.of("content", new Json.Text(text)), NULL);
    }
    Json.Obj call =
        Json.Obj.of("index", Json.Num.of(0))
            .with("function", Json.Obj.of("arguments", new Json.Text(text)));
    return chunk(index, Json.Obj.of("tool_calls", new Json.Arr(List.of(call))), NULL);
  }

  /// The last chunk of choice `index`.
  Json.Obj finish(int index) {
    Json reason = new Json.Text(answer.choices().get(index).finish());
    return chunk(index, Json.Obj.empty(), reason);
  }

  /// The chunk with the token counts, the last of the stream.
  Json.Obj usageChunk() {
    return envelope(new Json.Arr(List.of()), usageObject(), true);
  }

  private Json.Obj chunk(int index, Json.Obj delta, Json finish) {
    Json[] values = {Json.Num.of(index), delta, NULL, finish};
    Json.Obj choice = Json.Obj.of(CHUNK_CHOICE, values, values.length);
    return envelope(new Json.Arr(List.of(choice)), NULL, hasUsageMember);
  }

  private Json.Obj envelope(Json choices, Json usage, boolean hasUsage) {
    Json[] values = {
      id, new Json.Text("chat.completion.chunk"), created, model, MODELLED, choices, usage
    };
    return Json.Obj.of(CHUNK, values, hasUsage ? values.length : values.length - 1);
  }

  private Json.Obj usageObject() {
    TokenUsage usage = usage();
    return Json.Obj.of("prompt_tokens", Json.Num.of(usage.prompt()))
        .with("completion_tokens", usage.completion())
        .with("total_tokens", usage.total())
        .with(
            "prompt_tokens_details",
            Json.Obj.of("cached_tokens", Json.Num.of(usage.cachedPrompt())))
        .with("completion_tokens_details", Json.Obj.of("reasoning_tokens", Json.Num.of(0)));
  }
}
