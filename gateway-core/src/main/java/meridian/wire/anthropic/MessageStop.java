package meridian.wire.anthropic;

import java.util.Optional;
import meridian.Json;

/// Why an answer ended, in Anthropic's words. Confined to one task.
final class MessageStop {
  private Json reason = Json.Null.NULL;
  private Json sequence = Json.Null.NULL;

  /// Takes in what `choice` says of its end, if it does.
  ///
  /// @param hasCalls whether the answer holds tool calls: OpenAI ends a call that was forced by
  ///   name with `stop`
  void read(Json.Obj choice, boolean hasCalls) {
    Optional<String> finish = choice.text("finish_reason");
    if (finish.isEmpty()) {
      return;
    }
    Optional<String> met = choice.text("stop_reason");
    String word =
        switch (finish.get()) {
          case "stop" -> hasCalls ? "tool_use" : met.isPresent() ? "stop_sequence" : "end_turn";
          case "length" -> "max_tokens";
          case "tool_calls", "function_call" -> "tool_use";
          case "content_filter" -> "refusal";
          default -> finish.get();
        };
    reason = new Json.Text(word);
    sequence =
        met.filter(text -> word.equals("stop_sequence"))
            .<Json>map(Json.Text::new)
            .orElse(Json.Null.NULL);
  }

  Json reason() {
    return reason;
  }

  Json sequence() {
    return sequence;
  }
}
