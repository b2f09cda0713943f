package meridian.origin;

import java.util.Optional;
import meridian.Completion;
import meridian.Json;
import meridian.TokenUsage;
import meridian.provider.PromptSize;
import meridian.wire.TokenUsages;

/// Counts the tokens of one answer as it goes by: the provider's count once it has said one, an
/// estimate before. Confined to the task that reads the answer.
///
/// The estimate takes each chunk with content for a token, as OpenAI streams them, or four
/// characters for one where that is more, for providers that send several at once.
final class TokenMeter {
  private static final int CHARS_PER_TOKEN = 4;

  private final Json.Obj request;
  private Optional<TokenUsage> counted = Optional.empty();
  private long contentChunks;
  private long chars;

  /// @param request the body as the provider got it
  TokenMeter(Json.Obj request) {
    this.request = request;
  }

  void chunk(Json.Obj chunk) {
    Optional<TokenUsage> said = TokenUsages.of(chunk);
    if (said.isPresent()) {
      counted = said;
    }
    for (Json item : chunk.items("choices")) {
      if (item instanceof Json.Obj choice) {
        choice.object("delta").ifPresent(this::content);
      }
    }
  }

  void whole(Completion completion) {
    if (completion.usage().total() > 0) {
      counted = Optional.of(completion.usage());
      return;
    }
    for (Json item : completion.body().items("choices")) {
      if (item instanceof Json.Obj choice) {
        choice.object("message").ifPresent(this::content);
      }
    }
  }

  private void content(Json.Obj message) {
    long length = message.text("content").map(String::length).orElse(0);
    for (Json call : message.items("tool_calls")) {
      if (call instanceof Json.Obj object) {
        length +=
            object
                .object("function")
                .flatMap(function -> function.text("arguments"))
                .map(String::length)
                .orElse(0);
      }
    }
    chars += length;
    contentChunks += length > 0 ? 1 : 0;
  }

  /// Whether the provider has not said how many tokens it took.
  boolean isEstimated() {
    return counted.isEmpty();
  }

  /// The tokens so far.
  TokenUsage usage() {
    return counted.orElseGet(() ->
        new TokenUsage(
            PromptSize.tokens(request),
            0,
            Math.max(contentChunks, Math.ceilDiv(chars, CHARS_PER_TOKEN))));
  }
}
