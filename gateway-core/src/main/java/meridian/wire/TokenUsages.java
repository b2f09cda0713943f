package meridian.wire;

import java.util.Optional;
import meridian.Json;
import meridian.TokenUsage;

/// Reads the `usage` member of completions and usage chunks.
///
/// Tokens written to a provider's prompt cache are in `prompt_tokens_details` as [#CACHE_WRITE] and
/// [#HOUR_CACHE_WRITE], names of our own that the gateway fills in from providers that count them.
public final class TokenUsages {
  /// Prompt tokens written to the provider's prompt cache for its usual, short time.
  public static final String CACHE_WRITE = "cache_write_tokens";

  /// Prompt tokens written there for an hour.
  public static final String HOUR_CACHE_WRITE = "cache_write_1h_tokens";

  /// No answer has more tokens of a kind: a thousand times what the largest model reads. More would
  /// overflow what is paid for it.
  static final long MOST = 1_000_000_000;

  private TokenUsages() {}

  /// What `body.usage` says; empty when it is absent, `null` or holds no counts.
  ///
  /// Negative counts read as 0, counts above [#MOST] as that, and more cached tokens than prompt
  /// tokens as all of them: a provider's slip must not fail a request.
  public static Optional<TokenUsage> of(Json.Obj body) {
    Optional<Json.Obj> usage = body.object("usage");
    if (usage.isEmpty()
        || !(usage.get().has("prompt_tokens") || usage.get().has("completion_tokens"))) {
      return Optional.empty();
    }
    long prompt = Math.clamp(usage.get().number("prompt_tokens", 0), 0, MOST);
    long completion = Math.clamp(usage.get().number("completion_tokens", 0), 0, MOST);
    Json.Obj details = usage.get().object("prompt_tokens_details").orElse(Json.Obj.empty());
    long cached = Math.clamp(details.number("cached_tokens", 0), 0, prompt);
    long written = Math.clamp(details.number(CACHE_WRITE, 0), 0, prompt - cached);
    long hour = Math.clamp(details.number(HOUR_CACHE_WRITE, 0), 0, prompt - cached - written);
    return Optional.of(new TokenUsage(prompt, cached, written, hour, completion));
  }
}
