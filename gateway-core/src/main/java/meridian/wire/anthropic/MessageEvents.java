package meridian.wire.anthropic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.Json;
import meridian.wire.UnreadableAnswer;

/// Reads the events of a stream of Anthropic's as the chunks of a chat completion.
///
/// The first chunk comes with the first content, so that a stream that fails before it says
/// anything has not begun. Counts come in parts with the first and the last event and leave in one
/// chunk at the end. Confined to the task that reads the stream.
public final class MessageEvents {
  private static final int MAX_BLOCKS = 1_024;

  private final long createdSeconds;
  private final Map<Long, Long> calls = new LinkedHashMap<>();
  private final Set<Long> argued = new LinkedHashSet<>();
  private final Map<Long, Long> thoughts = new LinkedHashMap<>();
  private Json.Obj message = Json.Obj.empty();
  private Json.Obj usage = Json.Obj.empty();
  private boolean hasStarted;
  private boolean hasSpoken;
  private boolean isOver;

  /// @param createdSeconds when the stream began, since the epoch; Anthropic does not say
  public MessageEvents(long createdSeconds) {
    this.createdSeconds = createdSeconds;
  }

  /// Whether `message_stop` came: the stream is complete.
  public boolean isOver() {
    return isOver;
  }

  /// The chunks that `event` brings, often none.
  public List<Json.Obj> read(Json.Obj event) throws UnreadableAnswer {
    String type = event.text("type").orElse("");
    if (!hasStarted && !type.equals("message_start") && !type.equals("ping")) {
      throw new UnreadableAnswer("an event before message_start");
    }
    return switch (type) {
      case "message_start" -> {
        hasStarted = true;
        message = event.object("message").orElse(Json.Obj.empty());
        usage = message.object("usage").orElse(Json.Obj.empty());
        yield List.of();
      }
      case "content_block_start" -> {
        Json.Obj block = event.object("content_block").orElse(Json.Obj.empty());
        yield chunks(opened(event.number("index", 0), block));
      }
      case "content_block_delta" -> {
        Json.Obj delta = event.object("delta").orElse(Json.Obj.empty());
        yield chunks(grown(event.number("index", 0), delta));
      }
      case "content_block_stop" -> chunks(closed(event.number("index", 0)));
      case "message_delta" -> {
        count(event.object("usage").orElse(Json.Obj.empty()));
        Json.Obj choice = choice(opening());
        yield List.of(
            chunk(MessageAnswer.ended(choice, event.object("delta").orElse(Json.Obj.empty()))));
      }
      case "message_stop" -> {
        isOver = true;
        yield List.of(envelope(List.of()).with("usage", MessageUsage.ofProvider(usage)));
      }
      default -> List.of(); // ping, and events of the future
    };
  }

  /// Counts of `message_delta` are of the whole message, and stand in place of those before.
  private void count(Json.Obj counts) {
    for (int i = 0; i < counts.size(); i++) {
      if (!(counts.value(i) instanceof Json.Null)) {
        usage = usage.with(counts.name(i), counts.value(i));
      }
    }
  }

  private Optional<Json.Obj> opened(long index, Json.Obj block) throws UnreadableAnswer {
    if (calls.size() + thoughts.size() >= MAX_BLOCKS) {
      throw new UnreadableAnswer("more than " + MAX_BLOCKS + " content blocks");
    }
    return switch (block.text("type").orElse("")) {
      case "text" ->
          block
              .text("text")
              .filter(text -> !text.isEmpty())
              .map(text -> Json.Obj.of("content", new Json.Text(text)));
      case "thinking", "redacted_thinking" -> {
        thoughts.put(index, (long) thoughts.size());
        yield Optional.of(thought(index, block));
      }
      case "tool_use" -> {
        calls.put(index, (long) calls.size());
        Json.Obj call =
            Json.Obj.of("index", Json.Num.of(calls.getOrDefault(index, 0L)))
                .with("id", block.text("id").orElse(""))
                .with("type", "function")
                .with(
                    "function",
                    Json.Obj.of("name", new Json.Text(block.text("name").orElse("")))
                        .with("arguments", ""));
        yield Optional.of(list("tool_calls", call));
      }
      default -> throw MessageAnswer.unknown(block);
    };
  }

  private Optional<Json.Obj> grown(long index, Json.Obj delta) throws UnreadableAnswer {
    return switch (delta.text("type").orElse("")) {
      case "text_delta" ->
          Optional.of(Json.Obj.of("content", new Json.Text(delta.text("text").orElse(""))));
      case "input_json_delta" -> {
        Long call = calls.get(index);
        if (call == null) {
          throw new UnreadableAnswer("arguments of a tool call that did not begin");
        }
        String arguments = delta.text("partial_json").orElse("");
        if (arguments.isEmpty()) {
          yield Optional.empty();
        }
        argued.add(index);
        yield Optional.of(argument(call, arguments));
      }
      case "thinking_delta", "signature_delta" ->
          Optional.of(thought(index, delta.without("type")));
      default -> Optional.empty();
    };
  }

  /// A call without arguments is one with an empty object of them.
  private Optional<Json.Obj> closed(long index) {
    Long call = calls.get(index);
    return call == null || argued.contains(index)
        ? Optional.empty()
        : Optional.of(argument(call, "{}"));
  }

  private static Json.Obj argument(long call, String text) {
    Json.Obj arguments = Json.Obj.of("arguments", new Json.Text(text));
    return list("tool_calls", Json.Obj.of("index", Json.Num.of(call)).with("function", arguments));
  }

  private Json.Obj thought(long index, Json.Obj part) throws UnreadableAnswer {
    Long number = thoughts.get(index);
    if (number == null) {
      throw new UnreadableAnswer("a thought that did not begin");
    }
    Json.Obj thought = Json.Obj.of("index", Json.Num.of(number));
    for (int i = 0; i < part.size(); i++) {
      thought = thought.with(part.name(i), part.value(i));
    }
    return list("thinking_blocks", thought);
  }

  private static Json.Obj list(String name, Json.Obj item) {
    return Json.Obj.of(name, new Json.Arr(List.of(item)));
  }

  private List<Json.Obj> chunks(Optional<Json.Obj> delta) {
    List<Json.Obj> chunks = new ArrayList<>(1);
    if (delta.isPresent()) {
      Json.Obj said = opening();
      for (int i = 0; i < delta.get().size(); i++) {
        said = said.with(delta.get().name(i), delta.get().value(i));
      }
      chunks.add(chunk(choice(said).with("finish_reason", Json.Null.NULL)));
    }
    return chunks;
  }

  /// The role, the first time.
  private Json.Obj opening() {
    Json.Obj opening =
        hasSpoken ? Json.Obj.empty() : Json.Obj.of("role", new Json.Text("assistant"));
    hasSpoken = true;
    return opening;
  }

  private static Json.Obj choice(Json.Obj delta) {
    return Json.Obj.of("index", Json.Num.of(0))
        .with("delta", delta)
        .with("logprobs", Json.Null.NULL);
  }

  private Json.Obj chunk(Json.Obj choice) {
    return envelope(List.of(choice));
  }

  private Json.Obj envelope(List<Json> choices) {
    return Json.Obj.of("id", new Json.Text(message.text("id").orElse("")))
        .with("object", "chat.completion.chunk")
        .with("created", createdSeconds)
        .with("model", message.text("model").orElse(""))
        .with("choices", new Json.Arr(choices));
  }
}
