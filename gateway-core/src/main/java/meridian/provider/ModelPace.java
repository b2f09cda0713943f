package meridian.provider;

import meridian.time.Dice;

/// How fast one model answers.
///
/// @param model its name, or `*` for any other
/// @param ttftMu mean of ln(seconds to the first token)
/// @param ttftSigma standard deviation of the same, 0 or more
/// @param tokensPerSecond median pace after the first token, above 0
/// @param paceSigma standard deviation of ln(pace) between requests, 0 or more
/// @param basis `measured`, `single` (one run in 2026) or `assumed`
/// @param from the evidence in words
public record ModelPace(
    String model,
    double ttftMu,
    double ttftSigma,
    double tokensPerSecond,
    double paceSigma,
    String basis,
    String from) {
  /// Nobody waits longer than this for a modelled first token, nanoseconds: the tail of a lognormal
  /// has no end.
  private static final double LONGEST_TTFT_NANOS = 120e9;

  public ModelPace {
    if (!(ttftSigma >= 0 && paceSigma >= 0 && tokensPerSecond > 0)) {
      throw new IllegalArgumentException(
          "pace of " + model + ": expected sigmas of 0 or more and a pace above 0");
    }
  }

  /// Draws the time from a request's arrival at the provider to its first token, nanoseconds.
  long drawTtftNanos(Dice dice) {
    return (long) Math.min(LONGEST_TTFT_NANOS, dice.nextLogNormal(ttftMu, ttftSigma) * 1e9);
  }

  /// Draws the pace of one answer, tokens per second.
  double drawPace(Dice dice) {
    return tokensPerSecond * dice.nextLogNormal(0, paceSigma);
  }
}
