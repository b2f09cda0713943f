package meridian.provider;

import meridian.Json;
import meridian.wire.JsonWriter;

/// Estimates the input tokens of a request, for the modelled provider and for what a call is
/// expected to cost: characters / 4, as OpenAI's help pages suggest for English, 4 per message for
/// its frame, and a flat figure for a part that is no text.
public final class PromptSize {
  private static final int CHARS_PER_TOKEN = 4;
  private static final int TOKENS_PER_MESSAGE = 4;

  /// What an image costs at OpenAI in low detail is 85; other kinds are taken as the same.
  private static final int TOKENS_PER_OTHER_PART = 85;

  private PromptSize() {}

  /// Estimated tokens of `messages`, `tools` and `input`, 1 or more.
  public static long tokens(Json.Obj body) {
    long chars = 0;
    long others = body.get("input").map(PromptSize::inputTokens).orElse(0L);
    for (Json item : body.items("messages")) {
      if (item instanceof Json.Obj message) {
        others += TOKENS_PER_MESSAGE;
        chars += message.text("content").map(String::length).orElse(0);
        for (Json part : message.items("content")) {
          int length =
              part instanceof Json.Obj object
                  ? object.text("text").map(String::length).orElse(-1)
                  : -1;
          chars += Math.max(0, length);
          others += length < 0 ? TOKENS_PER_OTHER_PART : 0;
        }
        for (Json call : message.items("tool_calls")) {
          chars += JsonWriter.text(call).length();
        }
      }
    }
    for (Json tool : body.items("tools")) {
      chars += JsonWriter.text(tool).length();
    }
    return Math.max(1, Math.ceilDiv(chars, CHARS_PER_TOKEN) + others);
  }

  /// Estimated tokens of what is to be embedded: of texts by their characters, of tokens by their
  /// number.
  static long inputTokens(Json input) {
    return switch (input) {
      case Json.Text text -> Math.ceilDiv(text.value().length(), CHARS_PER_TOKEN);
      case Json.Arr array -> array.items().stream().mapToLong(PromptSize::inputTokens).sum();
      case Json.Num _ -> 1;
      case Json.Obj _, Json.Bool _, Json.Null _ -> 0;
    };
  }
}
