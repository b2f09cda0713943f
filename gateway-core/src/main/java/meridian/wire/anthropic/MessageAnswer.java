package meridian.wire.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;
import meridian.wire.JsonWriter;
import meridian.wire.TokenUsages;
import meridian.wire.UnreadableAnswer;

/// Reads an answer of Anthropic's as a chat completion with one choice.
///
/// Text blocks are joined. A stop sequence that ended the answer is the choice's `stop_reason`.
public final class MessageAnswer {
  private static final String THINKING = "thinking_blocks";

  private MessageAnswer() {}

  /// The completion that `message` is.
  ///
  /// @param createdSeconds when it came, since the epoch; Anthropic does not say
  public static Completion completion(Json.Obj message, long createdSeconds)
      throws UnreadableAnswer {
    if (!message.text("type").equals(Optional.of("message"))) {
      throw new UnreadableAnswer("an object that is no message");
    }
    Json.Obj usage = MessageUsage.ofProvider(message.object("usage").orElse(Json.Obj.empty()));
    Json.Obj choice =
        Json.Obj.of("index", Json.Num.of(0))
            .with("message", said(message.items("content")))
            .with("logprobs", Json.Null.NULL);
    choice = ended(choice, message);
    Json.Obj body =
        Json.Obj.of("id", new Json.Text(message.text("id").orElse("")))
            .with("object", "chat.completion")
            .with("created", createdSeconds)
            .with("model", message.text("model").orElse(""))
            .with("choices", new Json.Arr(List.of(choice)))
            .with("usage", usage);
    return new Completion(body, TokenUsages.of(body).orElse(TokenUsage.NONE));
  }

  private static Json.Obj said(List<Json> blocks) throws UnreadableAnswer {
    StringBuilder text = new StringBuilder();
    List<Json> thinking = new ArrayList<>();
    List<Json> calls = new ArrayList<>();
    boolean hasText = false;
    for (Json item : blocks) {
      Json.Obj block = item instanceof Json.Obj object ? object : Json.Obj.empty();
      switch (block.text("type").orElse("")) {
        case "text" -> {
          hasText = true;
          text.append(block.text("text").orElse(""));
        }
        case "thinking", "redacted_thinking" -> thinking.add(block);
        case "tool_use" -> calls.add(call(block));
        default -> throw unknown(block);
      }
    }
    Json.Obj message =
        Json.Obj.of("role", new Json.Text("assistant"))
            .with("content", hasText ? new Json.Text(text.toString()) : Json.Null.NULL);
    if (!calls.isEmpty()) {
      message = message.with("tool_calls", new Json.Arr(calls));
    }
    message = message.with("refusal", Json.Null.NULL);
    return thinking.isEmpty() ? message : message.with(THINKING, new Json.Arr(thinking));
  }

  /// A block that no request of the gateway's asked for.
  static UnreadableAnswer unknown(Json.Obj block) {
    String type = block.text("type").orElse("").replaceAll("[^a-z_]", "?");
    return new UnreadableAnswer(
        "a content block of the type '" + type.substring(0, Math.min(40, type.length())) + "'");
  }

  private static Json.Obj call(Json.Obj block) {
    Json input = block.get("input").orElse(Json.Obj.empty());
    return Json.Obj.of("id", new Json.Text(block.text("id").orElse("")))
        .with("type", "function")
        .with(
            "function",
            Json.Obj.of("name", new Json.Text(block.text("name").orElse("")))
                .with("arguments", JsonWriter.text(input)));
  }

  /// `choice` with why the answer ended, as `stop` holds it.
  static Json.Obj ended(Json.Obj choice, Json.Obj stop) {
    Json reason =
        stop.text("stop_reason").<Json>map(r -> new Json.Text(finish(r))).orElse(Json.Null.NULL);
    Json.Obj ended = choice.with("finish_reason", reason);
    return stop.text("stop_sequence")
        .map(sequence -> ended.with("stop_reason", sequence))
        .orElse(ended);
  }

  /// A reason this table does not know stays as it is: such an answer is passed on, never stored.
  private static String finish(String reason) {
    return switch (reason) {
      case "end_turn", "stop_sequence" -> "stop";
      case "max_tokens", "model_context_window_exceeded" -> "length";
      case "tool_use" -> "tool_calls";
      case "refusal" -> "content_filter";
      default -> reason;
    };
  }
}
