package meridian.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;

/// Renders a stored completion as the chunks a provider would have streamed, with the same fields.
///
/// Per choice: a chunk with the role and every member that is not streamed, one or more with pieces
/// of the text, two per tool call (name, then arguments), one with the finish reason. With
/// `include_usage` every chunk carries `usage: null` and a last one without choices carries the
/// counts, as OpenAI's reference has it. [ChunkAssembler] is the inverse.
public final class StreamRendering {
  private static final Set<String> IDENTITY =
      Set.of("id", "object", "created", "model", "service_tier", "system_fingerprint");

  /// Text members of a message that are streamed in pieces.
  private static final List<String> PIECEWISE = List.of("content", "refusal");

  private final Completion completion;
  private final boolean wantsUsageChunk;
  private final int pieceChars;
  private final List<Json.Obj> chunks = new ArrayList<>();

  private StreamRendering(Completion completion, boolean wantsUsageChunk, int pieceChars) {
    this.completion = completion;
    this.wantsUsageChunk = wantsUsageChunk;
    this.pieceChars = pieceChars;
  }

  /// The chunks of `completion`.
  ///
  /// @param wantsUsageChunk whether the client asked for the usage chunk
  /// @param pieceChars most UTF-16 units of text in one chunk, 2 or more; a surrogate pair is never
  ///   cut
  public static List<Json.Obj> chunks(
      Completion completion, boolean wantsUsageChunk, int pieceChars) {
    if (pieceChars < 2) {
      throw new IllegalArgumentException(
          "pieces of a stream: expected 2 characters or more, found " + pieceChars);
    }
    StreamRendering rendering = new StreamRendering(completion, wantsUsageChunk, pieceChars);
    rendering.render();
    return List.copyOf(rendering.chunks);
  }

  /// What of a provider's `chunk` goes to a client: everything, except the usage chunk and the
  /// `usage` member when the client did not ask for it (the gateway always asks the provider).
  public static Optional<Json.Obj> forClient(Json.Obj chunk, ChatRequest request) {
    if (request.wantsUsageChunk() || !chunk.has("usage")) {
      return Optional.of(chunk);
    }
    boolean isUsageChunk =
        chunk.items("choices").isEmpty() && chunk.get("usage").orElseThrow() instanceof Json.Obj;
    return isUsageChunk ? Optional.empty() : Optional.of(chunk.without("usage"));
  }

  private void render() {
    for (Json item : completion.body().items("choices")) {
      if (item instanceof Json.Obj choice) {
        choice(choice);
      }
    }
    addOnce();
    if (wantsUsageChunk) {
      Json usage = completion.body().get("usage").orElse(Json.Null.NULL);
      chunks.add(envelope(List.of()).with("usage", usage));
    }
  }

  private void choice(Json.Obj choice) {
    Json.Obj message = choice.object("message").orElse(Json.Obj.empty());
    Optional<Json> logprobs = choice.get("logprobs");
    Json.Obj frame = Json.Obj.of("index", choice.get("index").orElse(Json.Num.of(0)));
    Json.Obj first = frame.with("delta", opening(message));
    for (int i = 0; i < choice.size(); i++) {
      switch (choice.name(i)) {
        case "index", "message", "finish_reason" -> {
          // rendered elsewhere
        }
        default -> first = first.with(choice.name(i), choice.value(i));
      }
    }
    add(unfinished(first));
    Json.Obj quiet = logprobs.isPresent() ? frame.with("logprobs", Json.Null.NULL) : frame;
    for (String member : PIECEWISE) {
      for (String piece : pieces(message.text(member).orElse(""))) {
        add(unfinished(quiet.with("delta", Json.Obj.of(member, new Json.Text(piece)))));
      }
    }
    List<Json> calls = message.items("tool_calls");
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i) instanceof Json.Obj call) {
        toolCall(quiet, call, i);
      }
    }
    Json reason = choice.get("finish_reason").orElse(Json.Null.NULL);
    add(quiet.with("delta", Json.Obj.empty()).with("finish_reason", reason));
  }

  /// The first delta: the message with streamed members reduced to their beginning.
  private static Json.Obj opening(Json.Obj message) {
    Json.Obj delta = message.without("tool_calls");
    for (String member : PIECEWISE) {
      if (message.text(member).isPresent()) {
        delta = delta.with(member, "");
      }
    }
    return message.has("tool_calls") && message.items("tool_calls").isEmpty()
        ? delta.with("tool_calls", message.get("tool_calls").orElseThrow())
        : delta;
  }

  private void toolCall(Json.Obj frame, Json.Obj call, int index) {
    Optional<Json.Obj> function = call.object("function");
    String arguments = function.flatMap(f -> f.text("arguments")).orElse("");
    Json.Obj opening = Json.Obj.of("index", Json.Num.of(index));
    for (int i = 0; i < call.size(); i++) {
      if (!call.name(i).equals("index")) {
        opening = opening.with(call.name(i), call.value(i));
      }
    }
    if (!arguments.isEmpty()) {
      opening = opening.with("function", function.orElseThrow().with("arguments", ""));
    }
    add(unfinished(frame.with("delta", calls(opening))));
    for (String piece : pieces(arguments)) {
      Json.Obj more =
          Json.Obj.of("index", Json.Num.of(index))
              .with("function", Json.Obj.of("arguments", new Json.Text(piece)));
      add(unfinished(frame.with("delta", calls(more))));
    }
  }

  private static Json.Obj calls(Json.Obj call) {
    return Json.Obj.of("tool_calls", new Json.Arr(List.of(call)));
  }

  private static Json.Obj unfinished(Json.Obj choice) {
    return choice.with("finish_reason", Json.Null.NULL);
  }

  private List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>(text.length() / pieceChars + 1);
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(text.length(), start + pieceChars);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  private void add(Json.Obj choice) {
    Json.Obj chunk = envelope(List.of(choice));
    chunks.add(wantsUsageChunk ? chunk.with("usage", Json.Null.NULL) : chunk);
  }

  private Json.Obj envelope(List<Json> choices) {
    Json.Obj body = completion.body();
    Json.Obj chunk = Json.Obj.empty();
    for (int i = 0; i < body.size(); i++) {
      if (IDENTITY.contains(body.name(i))) {
        boolean isKind = body.name(i).equals("object");
        Json value = isKind ? new Json.Text("chat.completion.chunk") : body.value(i);
        chunk = chunk.with(body.name(i), value);
      }
    }
    return chunk.with("choices", new Json.Arr(choices));
  }

  /// Members of the completion that OpenAI does not have travel once, on the first chunk.
  private void addOnce() {
    if (chunks.isEmpty()) {
      return;
    }
    Json.Obj body = completion.body();
    Json.Obj first = chunks.getFirst();
    for (int i = 0; i < body.size(); i++) {
      String name = body.name(i);
      if (!IDENTITY.contains(name) && !name.equals("choices") && !name.equals("usage")) {
        first = first.with(name, body.value(i));
      }
    }
    chunks.set(0, first);
  }
}
