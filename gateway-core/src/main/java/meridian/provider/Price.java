package meridian.provider;

import java.util.OptionalLong;
import meridian.EffectiveModel;
import meridian.Money;
import meridian.TokenUsage;

/// What a provider asks for one model, in micro-dollars per million tokens.
///
/// @param model who asks it for what
/// @param input per million input tokens, 0 or more
/// @param cachedInput per million input tokens the provider read from its own prompt cache; absent
///   when it makes no difference
/// @param cacheWrite per million input tokens written to that cache for its usual, short time;
///   absent when they cost as input
/// @param output per million output tokens, 0 or more
public record Price(
    EffectiveModel model,
    long input,
    OptionalLong cachedInput,
    OptionalLong cacheWrite,
    long output) {
  private static final long MILLION = 1_000_000;

  public Price {
    if (input < 0 || output < 0 || cachedInput.orElse(0) < 0 || cacheWrite.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "price of " + model.model() + ": expected micro-dollars of 0 or more");
    }
  }

  /// The cost of `usage`: the exact sum of its parts, rounded up once to a whole micro-dollar, so
  /// that a charge is never below the price and at most a micro-dollar above it.
  public Money of(TokenUsage usage) {
    long[] tokens = {
      usage.freshPrompt(),
      usage.cachedPrompt(),
      usage.cacheWrite(),
      usage.hourCacheWrite(),
      usage.completion()
    };
    long[] prices = {
      input, cachedInput.orElse(input), cacheWrite.orElse(input), hourCacheWrite(), output
    };
    long whole = 0;
    long rest = 0;
    for (int i = 0; i < tokens.length; i++) {
      whole = Math.addExact(whole, micros(tokens[i], prices[i]));
      rest += millionths(tokens[i], prices[i]);
    }
    return new Money(Math.addExact(whole, Math.ceilDiv(rest, MILLION)));
  }

  /// What a provider that charges for writing to its prompt cache asks for an hour there: twice its
  /// input price (Anthropic, "Prompt caching", pricing).
  private long hourCacheWrite() {
    return cacheWrite.isPresent() ? Math.multiplyExact(2, input) : input;
  }

  /// The whole micro-dollars of one part.
  private static long micros(long tokens, long microUsdPerMillion) {
    long ofMillions = Math.multiplyExact(tokens / MILLION, microUsdPerMillion);
    return Math.addExact(
        ofMillions, Math.multiplyExact(tokens % MILLION, microUsdPerMillion) / MILLION);
  }

  /// What [#micros] leaves of the same part, in millionths of a micro-dollar.
  private static long millionths(long tokens, long microUsdPerMillion) {
    return tokens % MILLION * microUsdPerMillion % MILLION;
  }
}
