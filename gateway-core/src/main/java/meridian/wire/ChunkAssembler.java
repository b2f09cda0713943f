package meridian.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;

/// Puts the chunks of a stream together into the completion they are the stream of.
///
/// Text is joined per choice, tool calls are merged by their index with their arguments joined, log
/// probabilities are appended, the finish reason, usage and every member it does not know are kept.
/// The inverse of [StreamRendering]. It holds at most the bound's bytes of chunks: beyond it the
/// rest is not taken in and [#isOversized] says so (the stream itself goes on to the client).
/// Confined to the task that reads the stream.
public final class ChunkAssembler {
  /// Choices beyond this many are ignored: `n` is at most 128 at OpenAI.
  private static final int MAX_CHOICES = 128;

  private static final List<String> BODY_ORDER =
      List.of(
          "id",
          "object",
          "created",
          "model",
          "choices",
          "usage",
          "service_tier",
          "system_fingerprint");
  private static final List<String> CHOICE_ORDER =
      List.of("index", "message", "logprobs", "finish_reason");
  private static final List<String> MESSAGE_ORDER =
      List.of("role", "content", "tool_calls", "refusal");

  private final long maxBytes;
  private final GrowingJson.Members envelope = new GrowingJson.Members();
  private final TreeMap<Long, GrowingJson.Members> choices = new TreeMap<>();
  private Optional<Json.Obj> usageChunk = Optional.empty();
  private long bytes;
  private boolean isOversized;

  /// An assembler for one stream.
  ///
  /// @param maxBytes the most bytes of chunks it takes in, 0 or more
  public ChunkAssembler(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Takes the next chunk in.
  ///
  /// @param sizeBytes its length as JSON
  public void add(Json.Obj chunk, long sizeBytes) {
    bytes += sizeBytes;
    if (bytes > maxBytes) {
      isOversized = true;
      return;
    }
    for (int i = 0; i < chunk.size(); i++) {
      String name = chunk.name(i);
      Json value = chunk.value(i);
      switch (name) {
        case "choices" -> chunk.items("choices").forEach(this::addChoice);
        case "usage" -> {
          if (value instanceof Json.Obj) {
            usageChunk = Optional.of(chunk);
          }
        }
        default -> {
          if (!(value instanceof Json.Null) || !envelopeHas(name)) {
            envelope.replace(name, value);
          }
        }
      }
    }
  }

  /// Whether there is a choice and each one has a finish reason. The end marker of the stream is
  /// the reader's to see.
  public boolean isComplete() {
    return !choices.isEmpty()
        && choices.values().stream().allMatch(c -> c.now().text("finish_reason").isPresent());
  }

  /// Whether the stream was larger than the bound, so that no completion can be made of it.
  public boolean isOversized() {
    return isOversized;
  }

  /// Tokens as the provider counted them, once it has said so.
  public Optional<TokenUsage> usage() {
    return usageChunk.flatMap(TokenUsages::of);
  }

  /// The completion so far; with no usage counted it carries no `usage` member.
  public Completion completion() {
    Json.Obj body = envelope.now().with("object", "chat.completion");
    List<Json> items = new ArrayList<>();
    choices.values().forEach(choice -> items.add(whole(choice.now())));
    body = body.with("choices", new Json.Arr(items));
    if (usageChunk.isPresent()) {
      body = body.with("usage", usageChunk.get().get("usage").orElseThrow());
    }
    return new Completion(ordered(body, BODY_ORDER), usage().orElse(TokenUsage.NONE));
  }

  private boolean envelopeHas(String name) {
    return envelope.now().has(name);
  }

  private void addChoice(Json item) {
    if (!(item instanceof Json.Obj choice)) {
      return;
    }
    long index = choice.number("index", 0);
    GrowingJson.Members growing = choices.get(index);
    if (growing == null) {
      if (choices.size() == MAX_CHOICES) {
        return;
      }
      growing = new GrowingJson.Members();
      choices.put(index, growing);
    }
    for (int i = 0; i < choice.size(); i++) {
      boolean isReplaced =
          choice.name(i).equals("finish_reason") && choice.value(i) instanceof Json.Text;
      if (isReplaced) {
        growing.replace(choice.name(i), choice.value(i));
      } else {
        growing.put(choice.name(i), choice.value(i));
      }
    }
  }

  private static Json.Obj whole(Json.Obj choice) {
    Json.Obj message = choice.object("delta").orElse(Json.Obj.empty());
    if (message.has("tool_calls")) {
      List<Json> calls = new ArrayList<>(message.items("tool_calls"));
      calls.sort(Comparator.comparingLong(ChunkAssembler::indexOf));
      calls.replaceAll(call -> call instanceof Json.Obj object ? object.without("index") : call);
      message = message.with("tool_calls", new Json.Arr(calls));
    }
    if (message.has("thinking_blocks")) {
      List<Json> thoughts = new ArrayList<>(message.items("thinking_blocks"));
      thoughts.replaceAll(item -> item instanceof Json.Obj object ? object.without("index") : item);
      message = message.with("thinking_blocks", new Json.Arr(thoughts));
    }
    Json.Obj whole = choice.without("delta").with("message", ordered(message, MESSAGE_ORDER));
    return ordered(whole, CHOICE_ORDER);
  }

  private static long indexOf(Json call) {
    return call instanceof Json.Obj object ? object.number("index", Long.MAX_VALUE) : 0;
  }

  /// `object` with the members in `order` first, the others behind in their own order.
  private static Json.Obj ordered(Json.Obj object, List<String> order) {
    Json.Obj result = Json.Obj.empty();
    for (String name : order) {
      Optional<Json> value = object.get(name);
      if (value.isPresent()) {
        result = result.with(name, value.get());
      }
    }
    for (int i = 0; i < object.size(); i++) {
      if (!order.contains(object.name(i))) {
        result = result.with(object.name(i), object.value(i));
      }
    }
    return result;
  }
}
