package meridian.wire.anthropic;

import meridian.Json;
import meridian.TokenUsage;
import meridian.wire.TokenUsages;

/// The `usage` of Anthropic's answers and that of chat completions.
///
/// Anthropic counts input tokens apart: those read from its prompt cache, those written to it, and
/// the rest. A chat completion's `prompt_tokens` are all of them.
final class MessageUsage {
  private MessageUsage() {}

  /// Anthropic's counts as a chat completion says them.
  static Json.Obj ofProvider(Json.Obj usage) {
    long read = count(usage, "cache_read_input_tokens");
    long written = count(usage, "cache_creation_input_tokens");
    long hour =
        Math.min(
            written,
            usage
                .object("cache_creation")
                .map(parts -> count(parts, "ephemeral_1h_input_tokens"))
                .orElse(0L));
    long prompt = count(usage, "input_tokens") + read + written;
    long completion = count(usage, "output_tokens");
    Json.Obj details =
        Json.Obj.of("cached_tokens", Json.Num.of(read))
            .with(TokenUsages.CACHE_WRITE, written - hour)
            .with(TokenUsages.HOUR_CACHE_WRITE, hour);
    Json.Obj result =
        Json.Obj.of("prompt_tokens", Json.Num.of(prompt))
            .with("completion_tokens", completion)
            .with("total_tokens", prompt + completion)
            .with("prompt_tokens_details", details);
    return usage
        .object("output_tokens_details")
        .map(output -> count(output, "thinking_tokens"))
        .map(thinking ->
            result.with(
                "completion_tokens_details",
                Json.Obj.of("reasoning_tokens", Json.Num.of(thinking))))
        .orElse(result);
  }

  /// The counts as Anthropic says them.
  static Json.Obj forClient(TokenUsage usage) {
    return Json.Obj.of("input_tokens", Json.Num.of(usage.freshPrompt()))
        .with("cache_creation_input_tokens", usage.cacheWrite() + usage.hourCacheWrite())
        .with("cache_read_input_tokens", usage.cachedPrompt())
        .with(
            "cache_creation",
            Json.Obj.of("ephemeral_5m_input_tokens", Json.Num.of(usage.cacheWrite()))
                .with("ephemeral_1h_input_tokens", usage.hourCacheWrite()))
        .with("output_tokens", usage.completion());
  }

  /// A slip of the provider's must neither fail a request nor overflow a sum.
  private static long count(Json.Obj usage, String name) {
    return Math.clamp(usage.number(name, 0), 0, Integer.MAX_VALUE);
  }
}
