package meridian;

/// Tokens of one answer as the provider counted them.
///
/// @param prompt input tokens, those read from and written to a prompt cache included
/// @param cachedPrompt input tokens that the provider read from its own prompt cache
/// @param cacheWrite input tokens that it wrote to that cache for its usual, short time
/// @param hourCacheWrite input tokens that it wrote there for an hour
/// @param completion output tokens, reasoning included
public record TokenUsage(
    long prompt, long cachedPrompt, long cacheWrite, long hourCacheWrite, long completion) {
  /// No tokens at all: what a cache hit uses at the provider.
  public static final TokenUsage NONE = new TokenUsage(0, 0, 0);

  public TokenUsage {
    boolean isCounted =
        prompt >= 0
            && cachedPrompt >= 0
            && cacheWrite >= 0
            && hourCacheWrite >= 0
            && completion >= 0;
    if (!isCounted || cachedPrompt + cacheWrite + hourCacheWrite > prompt) {
      throw new IllegalArgumentException(
          "token usage: expected counts of 0 or more and those of the prompt cache within the"
              + " prompt, found prompt="
              + prompt
              + " cached="
              + cachedPrompt
              + " written="
              + cacheWrite
              + "+"
              + hourCacheWrite
              + " completion="
              + completion);
    }
  }

  /// The usage of a call that wrote nothing to a prompt cache.
  public TokenUsage(long prompt, long cachedPrompt, long completion) {
    this(prompt, cachedPrompt, 0, 0, completion);
  }

  /// Input tokens that were neither read from a prompt cache nor written to it.
  public long freshPrompt() {
    return prompt - cachedPrompt - cacheWrite - hourCacheWrite;
  }

  /// Input and output together.
  public long total() {
    return prompt + completion;
  }
}
