package meridian;

/// Tokens of one answer as the provider counted them.
///
/// @param prompt input tokens, cached ones included
/// @param cachedPrompt input tokens that the provider read from its own prompt cache, 0 to `prompt`
/// @param completion output tokens, reasoning included
public record TokenUsage(long prompt, long cachedPrompt, long completion) {
  /// No tokens at all: what a cache hit uses at the provider.
  public static final TokenUsage NONE = new TokenUsage(0, 0, 0);

  public TokenUsage {
    if (prompt < 0 || completion < 0 || cachedPrompt < 0 || cachedPrompt > prompt) {
      throw new IllegalArgumentException(
          "token usage: expected counts of 0 or more and cached <= prompt, found prompt="
              + prompt
              + " cached="
              + cachedPrompt
              + " completion="
              + completion);
    }
  }

  /// Input and output together.
  public long total() {
    return prompt + completion;
  }
}
