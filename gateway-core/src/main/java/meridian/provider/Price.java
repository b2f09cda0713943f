package meridian.provider;

import java.math.BigInteger;
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
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  public Price {
    if (input < 0 || output < 0 || cachedInput.orElse(0) < 0 || cacheWrite.orElse(0) < 0) {
      throw new IllegalArgumentException(
          "price of " + model.model() + ": expected micro-dollars of 0 or more");
    }
  }

  /// The cost of `usage`: the exact sum of its parts, rounded up once to a whole micro-dollar, so
  /// that a charge is never below the price and at most a micro-dollar above it.
  public Money of(TokenUsage usage) {
    BigInteger sum =
        product(usage.prompt() - usage.cachedPrompt(), input)
            .add(product(usage.cachedPrompt(), cachedInput.orElse(input)))
            .add(product(usage.completion(), output));
    BigInteger[] parts = sum.divideAndRemainder(MILLION);
    long whole = parts[0].longValueExact();
    return new Money(parts[1].signum() == 0 ? whole : Math.addExact(whole, 1));
  }

  private static BigInteger product(long tokens, long microUsdPerMillion) {
    return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(microUsdPerMillion));
  }
}
