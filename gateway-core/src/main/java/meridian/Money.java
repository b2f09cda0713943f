package meridian;

/// An amount of US dollars, counted in whole micro-dollars so that sums are exact.
///
/// @param microUsd millionths of a dollar; negative means owed
public record Money(long microUsd) implements Comparable<Money> {
  private static final long MICROS_PER_USD = 1_000_000L;

  /// Nothing.
  public static final Money ZERO = new Money(0);

  /// The price of `tokens` tokens at `microUsdPerMillion` micro-dollars per million tokens, rounded
  /// up to a whole micro-dollar so that a charge is never below the price.
  public static Money ofTokens(long tokens, long microUsdPerMillion) {
    return new Money(Math.ceilDiv(Math.multiplyExact(tokens, microUsdPerMillion), 1_000_000L));
  }

  /// The sum; overflow is a bug and throws [ArithmeticException].
  public Money plus(Money other) {
    return new Money(Math.addExact(microUsd, other.microUsd));
  }

  /// The difference; overflow is a bug and throws [ArithmeticException].
  public Money minus(Money other) {
    return new Money(Math.subtractExact(microUsd, other.microUsd));
  }

  /// Dollars with exactly six decimals, without a sign for the currency: `0.001234`.
  public String toUsdText() {
    if (microUsd == 0) {
      return "0.000000";
    }
    StringBuilder text = new StringBuilder(16);
    if (microUsd < 0) {
      text.append('-');
    }
    text.append(Math.abs(microUsd / MICROS_PER_USD));
    int point = text.length();
    text.append(MICROS_PER_USD + Math.abs(microUsd % MICROS_PER_USD)); // 1 and six decimals
    text.setCharAt(point, '.'); // instead of the 1
    return text.toString();
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(microUsd, other.microUsd);
  }
}
