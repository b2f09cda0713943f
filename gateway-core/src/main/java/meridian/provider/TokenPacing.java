package meridian.provider;

import meridian.time.Dice;

/// When the tokens of one answer come: gaps between them are lognormal around the answer's pace.
final class TokenPacing {
  /// Standard deviation of ln(gap) within one answer: assumed, the data give only means per answer.
  private static final double GAP_SIGMA = 0.5;

  private static final double MEAN_OF_GAP = StrictMath.exp(GAP_SIGMA * GAP_SIGMA / 2);
  private static final double VARIANCE_OF_GAP =
      StrictMath.expm1(GAP_SIGMA * GAP_SIGMA) * StrictMath.exp(GAP_SIGMA * GAP_SIGMA);

  /// From so many gaps on their sum is drawn at once.
  private static final int MANY = 16;

  private static final double FAST = 100;
  private static final int MOST_TOKENS_A_CHUNK = 4;

  private final double tokensPerSecond;
  private final Dice dice;

  TokenPacing(double tokensPerSecond, Dice dice) {
    this.tokensPerSecond = tokensPerSecond;
    this.dice = dice;
  }

  /// How many tokens come in one chunk: one, and more above 100 a second, as fast providers send
  /// them.
  int tokensPerChunk() {
    return Math.clamp(1 + (long) (tokensPerSecond / FAST), 1, MOST_TOKENS_A_CHUNK);
  }

  /// Draws how long `tokens` tokens take, nanoseconds.
  ///
  /// The sum of many gaps is drawn as one lognormal with the same mean and variance (L. F. Fenton,
  /// "The sum of log-normal probability distributions in scatter transmission systems", 1960).
  long drawNanos(int tokens) {
    double gaps = 0;
    if (tokens >= MANY) {
      gaps = drawSum(tokens);
    } else {
      for (int i = 0; i < tokens; i++) {
        gaps += dice.nextLogNormal(0, GAP_SIGMA);
      }
    }
    return (long) (gaps / MEAN_OF_GAP / tokensPerSecond * 1e9);
  }

  private double drawSum(int tokens) {
    double mean = tokens * MEAN_OF_GAP;
    double squaredSigma = StrictMath.log1p(tokens * VARIANCE_OF_GAP / (mean * mean));
    return dice.nextLogNormal(
        StrictMath.log(mean) - squaredSigma / 2, StrictMath.sqrt(squaredSigma));
  }
}
