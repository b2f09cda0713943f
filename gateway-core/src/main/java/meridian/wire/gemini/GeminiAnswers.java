package meridian.wire.gemini;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;
import meridian.wire.ChunkAssembler;
import meridian.wire.JsonWriter;
import meridian.wire.TokenUsages;
import meridian.wire.UnreadableAnswer;

/// Reads the answers of `generateContent` and `streamGenerateContent`, which have one shape: each
/// event of a stream holds the next parts. Confined to the task that reads the answer.
///
/// A function call comes whole, often without an id, and gets one from its number. Summaries of
/// thoughts were not asked for and are left out. A prompt that Google blocks is an answer that
/// ended with `content_filter`.
public final class GeminiAnswers {
  private static final int MAX_CANDIDATES = 128;

  private final long createdSeconds;
  private final Map<Long, Boolean> isEnded = new LinkedHashMap<>();
  private final Map<Long, Long> calls = new LinkedHashMap<>();
  private Json.Obj latest = Json.Obj.empty();
  private Json.Obj usage = Json.Obj.empty();

  /// @param createdSeconds when the answer began, since the epoch
  public GeminiAnswers(long createdSeconds) {
    this.createdSeconds = createdSeconds;
  }

  /// The completion that a whole answer is.
  public static Completion completion(Json.Obj answer, long createdSeconds)
      throws UnreadableAnswer {
    GeminiAnswers reader = new GeminiAnswers(createdSeconds);
    ChunkAssembler assembler = new ChunkAssembler(Long.MAX_VALUE);
    for (Json.Obj chunk : reader.read(answer)) {
      assembler.add(chunk, 0);
    }
    for (Json.Obj chunk : reader.last()) {
      assembler.add(chunk, 0);
    }
    if (!assembler.isComplete()) {
      throw new UnreadableAnswer("an answer without candidates that have ended");
    }
    return new Completion(assembler.completion().body(), assembler.usage().orElse(TokenUsage.NONE));
  }

  /// Whether every candidate has ended, so that the stream may.
  public boolean mayEnd() {
    return !isEnded.isEmpty() && isEnded.values().stream().allMatch(ended -> ended);
  }

  /// The chunks that `answer`, a whole one or the next of a stream, brings.
  public List<Json.Obj> read(Json.Obj answer) throws UnreadableAnswer {
    latest = answer;
    usage = answer.object("usageMetadata").orElse(usage);
    List<Json.Obj> chunks = new ArrayList<>();
    for (Json item : answer.items("candidates")) {
      if (item instanceof Json.Obj candidate) {
        candidate(candidate).ifPresent(choice -> chunks.add(envelope(List.of(choice))));
      }
    }
    boolean isBlocked =
        answer.object("promptFeedback").flatMap(said -> said.text("blockReason")).isPresent();
    if (isBlocked && isEnded.isEmpty()) {
      isEnded.put(0L, true);
      chunks.add(
          envelope(List.of(choice(0, delta(Json.Obj.empty()), new Json.Text("content_filter")))));
    }
    return chunks;
  }

  /// The chunk with the counts, for the end.
  public List<Json.Obj> last() {
    if (usage.size() == 0) {
      return List.of();
    }
    long prompt = count("promptTokenCount") + count("toolUsePromptTokenCount");
    long thoughts = count("thoughtsTokenCount");
    long completion = count("candidatesTokenCount") + thoughts;
    long cached = Math.min(prompt, count("cachedContentTokenCount"));
    Json.Obj counts =
        Json.Obj.of("prompt_tokens", Json.Num.of(prompt))
            .with("completion_tokens", completion)
            .with("total_tokens", prompt + completion)
            .with(
                "prompt_tokens_details",
                Json.Obj.of("cached_tokens", Json.Num.of(cached)).with(TokenUsages.CACHE_WRITE, 0))
            .with(
                "completion_tokens_details",
                Json.Obj.of("reasoning_tokens", Json.Num.of(thoughts)));
    return List.of(envelope(List.of()).with("usage", counts));
  }

  private long count(String name) {
    return Math.clamp(usage.number(name, 0), 0, Integer.MAX_VALUE);
  }

  private Optional<Json.Obj> candidate(Json.Obj candidate) throws UnreadableAnswer {
    long index = candidate.number("index", 0);
    boolean isNew = !isEnded.containsKey(index);
    if (isNew && isEnded.size() == MAX_CANDIDATES) {
      throw new UnreadableAnswer("more than " + MAX_CANDIDATES + " candidates");
    }
    Optional<String> reason = candidate.text("finishReason");
    isEnded.merge(index, reason.isPresent(), Boolean::logicalOr);
    StringBuilder text = new StringBuilder();
    List<Json> made = new ArrayList<>();
    Json.Obj content = candidate.object("content").orElse(Json.Obj.empty());
    for (Json item : content.items("parts")) {
      if (item instanceof Json.Obj part && !part.isTrue("thought")) {
        part(part, index, text, made);
      }
    }
    Json.Obj said = Json.Obj.empty();
    if (!text.isEmpty()) {
      said = said.with("content", text.toString());
    }
    if (!made.isEmpty()) {
      said = said.with("tool_calls", new Json.Arr(made));
    }
    if (said.size() == 0 && reason.isEmpty()) {
      return Optional.empty();
    }
    Json finish =
        reason
            .<Json>map(word -> new Json.Text(finish(word, calls.containsKey(index))))
            .orElse(Json.Null.NULL);
    return Optional.of(choice(index, isNew ? delta(said) : said, finish));
  }

  private void part(Json.Obj part, long index, StringBuilder text, List<Json> made)
      throws UnreadableAnswer {
    Optional<Json.Obj> call = part.object("functionCall");
    if (call.isPresent()) {
      made.add(call(part, call.get(), index));
    } else if (part.text("text").isPresent()) {
      text.append(part.text("text").get());
    } else if (!part.has("thoughtSignature")) {
      throw new UnreadableAnswer("a part that is neither text nor a function call");
    }
  }

  private Json.Obj call(Json.Obj part, Json.Obj call, long index) {
    long number = calls.merge(index, 1L, Long::sum) - 1;
    String made = "call_" + latest.text("responseId").orElse("gemini") + "_" + index + "_" + number;
    Json.Obj function =
        Json.Obj.of("name", new Json.Text(call.text("name").orElse("")))
            .with("arguments", JsonWriter.text(call.get("args").orElse(Json.Obj.empty())));
    Json.Obj written =
        Json.Obj.of("index", Json.Num.of(number))
            .with("id", call.text("id").orElse(made))
            .with("type", "function")
            .with("function", function);
    return part.text("thoughtSignature")
        .map(signature ->
            written.with(
                "extra_content",
                Json.Obj.of("google", Json.Obj.of("thought_signature", new Json.Text(signature)))))
        .orElse(written);
  }

  /// A reason that says neither is passed on in small letters; such an answer is never stored.
  private static String finish(String reason, boolean hasCalls) {
    return switch (reason) {
      case "STOP" -> hasCalls ? "tool_calls" : "stop";
      case "MAX_TOKENS" -> "length";
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY" ->
          "content_filter";
      default -> reason.toLowerCase(Locale.ROOT);
    };
  }

  /// `said` with the role in front, for the first chunk of a candidate.
  private static Json.Obj delta(Json.Obj said) {
    Json.Obj delta =
        Json.Obj.of("role", new Json.Text("assistant"))
            .with("content", said.get("content").orElse(Json.Null.NULL));
    Optional<Json> calls = said.get("tool_calls");
    return calls.isPresent() ? delta.with("tool_calls", calls.get()) : delta;
  }

  private static Json.Obj choice(long index, Json.Obj delta, Json finish) {
    return Json.Obj.of("index", Json.Num.of(index))
        .with("delta", delta)
        .with("logprobs", Json.Null.NULL)
        .with("finish_reason", finish);
  }

  private Json.Obj envelope(List<Json> choices) {
    return Json.Obj.of("id", new Json.Text(latest.text("responseId").orElse("")))
        .with("object", "chat.completion.chunk")
        .with("created", createdSeconds)
        .with("model", latest.text("modelVersion").orElse(""))
        .with("choices", new Json.Arr(choices));
  }
}
