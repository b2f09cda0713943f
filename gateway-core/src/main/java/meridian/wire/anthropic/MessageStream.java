package meridian.wire.anthropic;

import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import meridian.Json;
import meridian.TokenUsage;
import meridian.wire.TokenUsages;

/// Writes the chunks of a chat completion as the events of Anthropic's streams. [MessageEvents] is
/// the inverse.
///
/// Blocks are opened and closed as the kind of content changes. Tool calls leave one after the
/// other, as they come; one that begins before the arguments of the call before are whole waits for
/// them, so that a provider may write several at once. What waits is bounded by the provider's
/// largest answer. Counts are known at the end only, so `message_start` says 0 and `message_delta`
/// the whole, which is what clients keep. Confined to the task that answers the client.
public final class MessageStream {
  private static final String TEXT = "text";
  private static final String CALL = "tool ";

  private final MessageStop stop = new MessageStop();
  private final Set<String> closed = new HashSet<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final SequencedMap<String, Waiting> waiting = new LinkedHashMap<>();
  private ObjectEnd arguments = new ObjectEnd();
  private TokenUsage usage = TokenUsage.NONE;
  private String open = "";
  private boolean hasStarted;
  private boolean hasCalls;
  private long blocks;

  /// A call that began while another was open.
  ///
  /// @param block its beginning
  /// @param arguments what came of them
  private record Waiting(Json.Obj block, StringBuilder arguments) {}

  /// The events that `chunk` makes; none is an empty array.
  public byte[] events(Json.Obj chunk) {
    if (!hasStarted) {
      hasStarted = true;
      start(chunk);
    }
    TokenUsages.of(chunk).ifPresent(counted -> usage = counted);
    for (Json item : chunk.items("choices")) {
      if (item instanceof Json.Obj choice && choice.number("index", 0) == 0) {
        choice.object("delta").ifPresent(this::delta);
        stop.read(choice, hasCalls);
      }
    }
    return written();
  }

  /// The events that end a complete stream.
  public byte[] end() {
    closeAll();
    Json.Obj delta =
        Json.Obj.of("stop_reason", stop.reason()).with("stop_sequence", stop.sequence());
    write(
        "message_delta",
        type("message_delta").with("delta", delta).with("usage", MessageUsage.forClient(usage)));
    write("message_stop", type("message_stop"));
    return written();
  }

  private void start(Json.Obj chunk) {
    Json.Obj message =
        MessageRendering.head(chunk)
            .with("content", new Json.Arr(List.of()))
            .with("stop_reason", Json.Null.NULL)
            .with("stop_sequence", Json.Null.NULL)
            .with("usage", MessageUsage.forClient(TokenUsage.NONE));
    write("message_start", type("message_start").with("message", message));
  }

  private void delta(Json.Obj delta) {
    for (Json item : delta.items("thinking_blocks")) {
      if (item instanceof Json.Obj thought) {
        thought(thought);
      }
    }
    for (String member : new String[] {"content", "refusal"}) {
      delta
          .text(member)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> {
            closeCalls();
            into(TEXT, type(TEXT).with("text", ""));
            grow(type("text_delta").with("text", text));
          });
    }
    for (Json item : delta.items("tool_calls")) {
      if (item instanceof Json.Obj call) {
        hasCalls = true;
        call(call);
      }
    }
  }

  /// A stored thought comes whole and without an index, so its place is a block of its own; one
  /// that streams in pieces has an index.
  private void thought(Json.Obj thought) {
    boolean isWhole = !thought.has("index");
    closeCalls();
    if (isWhole) {
      close();
    }
    String key = isWhole ? "thought in block " + blocks : "thought " + thought.number("index", 0);
    if (thought.text("type").equals(Optional.of("redacted_thinking"))) {
      into(key, thought.without("index"));
      return;
    }
    into(key, type("thinking").with("thinking", "").with("signature", ""));
    for (String member : new String[] {"thinking", "signature"}) {
      thought
          .text(member)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> grow(type(member + "_delta").with(member, text)));
    }
  }

  private void call(Json.Obj call) {
    Json.Obj function = call.object("function").orElse(Json.Obj.empty());
    String key = CALL + call.number("index", 0);
    Json.Obj block =
        MessageRendering.toolUse(call.text("id").orElse(""), function)
            .with("input", Json.Obj.empty());
    String piece = function.text("arguments").orElse("");
    if (open.startsWith(CALL) && !key.equals(open) && !arguments.isReached()) {
      waiting
          .computeIfAbsent(key, _ -> new Waiting(block, new StringBuilder()))
          .arguments()
          .append(piece);
      return;
    }
    callOn(key, block, piece);
    while (arguments.isReached() && !waiting.isEmpty()) {
      Map.Entry<String, Waiting> next = waiting.pollFirstEntry();
      callOn(next.getKey(), next.getValue().block(), next.getValue().arguments().toString());
    }
  }

  /// Adds `piece` to the arguments of the call `key`, which becomes the open one.
  private void callOn(String key, Json.Obj block, String piece) {
    if (!key.equals(open)) {
      into(key, block);
      arguments = new ObjectEnd();
    }
    arguments.add(piece);
    if (!piece.isEmpty()) {
      grow(type("input_json_delta").with("partial_json", piece));
    }
  }

  /// Makes the block `key` the open one, begun with `block` when it is new.
  private void into(String key, Json.Obj block) {
    if (key.equals(open)) {
      return;
    }
    close();
    if (!key.equals(TEXT) && !closed.add(key)) {
      throw new IllegalStateException(
          "a stream of messages: expected one block after the other, found more of " + key);
    }
    open = key;
    write(
        "content_block_start",
        type("content_block_start").with("index", blocks).with("content_block", block));
  }

  private void grow(Json.Obj delta) {
    write(
        "content_block_delta",
        type("content_block_delta").with("index", blocks).with("delta", delta));
  }

  private void close() {
    if (!open.isEmpty()) {
      open = "";
      write("content_block_stop", type("content_block_stop").with("index", blocks++));
    }
  }

  private void closeCalls() {
    if (open.startsWith(CALL)) {
      closeAll();
    }
  }

  /// Closes the open block, and writes whole what waits behind it.
  private void closeAll() {
    close();
    while (!waiting.isEmpty()) {
      Map.Entry<String, Waiting> next = waiting.pollFirstEntry();
      callOn(next.getKey(), next.getValue().block(), next.getValue().arguments().toString());
      close();
    }
  }

  private static Json.Obj type(String type) {
    return Json.Obj.of("type", new Json.Text(type));
  }

  private void write(String type, Json.Obj data) {
    out.writeBytes(Events.utf8(type, data));
  }

  private byte[] written() {
    byte[] bytes = out.toByteArray();
    out.reset();
    return bytes;
  }
}
