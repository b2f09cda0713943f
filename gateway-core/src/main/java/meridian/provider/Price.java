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
/// @param cacheWrite per million input tokens written to that cache; absent when they cost as
///   input. Not charged yet: the OpenAI usage object does not count them
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
    long fresh = usage.prompt() - usage.cachedPrompt();
    long cachedPrice = cachedInput.orElse(input);
    long whole =
        Math.addExact(
            Math.addExact(micros(fresh, input), micros(usage.cachedPrompt(), cachedPrice)),
            micros(usage.completion(), output));
    long rest =
        millionths(fresh, input)
            + millionths(usage.cachedPrompt(), cachedPrice)
            + millionths(usage.completion(), output);
    return new Money(Math.addExact(whole, Math.ceilDiv(rest, MILLION)));
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
