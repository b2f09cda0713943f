package meridian.wire;

import java.util.Optional;
import meridian.Json;
import meridian.TokenUsage;

/// Reads the `usage` member of completions and usage chunks.
public final class TokenUsages {
  private TokenUsages() {}

  /// What `body.usage` says; empty when it is absent, `null` or holds no counts.
  ///
  /// Negative counts read as 0, and more cached tokens than prompt tokens read as all of them: a
  /// provider's slip must not fail a request.
  public static Optional<TokenUsage> of(Json.Obj body) {
    Optional<Json.Obj> usage = body.object("usage");
    if (usage.isEmpty()
        || !(usage.get().has("prompt_tokens") || usage.get().has("completion_tokens"))) {
      return Optional.empty();
    }
    long prompt = Math.max(0, usage.get().number("prompt_tokens", 0));
    long completion = Math.max(0, usage.get().number("completion_tokens", 0));
    long cached =
        usage
            .get()
            .object("prompt_tokens_details")
            .map(details -> details.number("cached_tokens", 0))
            .orElse(0L);
    return Optional.of(new TokenUsage(prompt, Math.clamp(cached, 0, prompt), completion));
  }
}
