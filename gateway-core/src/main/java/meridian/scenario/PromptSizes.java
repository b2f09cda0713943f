package meridian.scenario;

/// How long prompts are: lognormal, in tokens, with a bound.
///
/// @param medianTokens 10 to 4,000
/// @param sigma of the logarithm, 0 to 2
/// @param maxTokens no prompt is longer, 10 to 100,000
public record PromptSizes(int medianTokens, double sigma, int maxTokens) {
  /// Spread of the Azure chat trace: p95 four times the median, so σ = ln 4 / 1.645.
  public static final double AZURE_SIGMA = 0.84;

  /// The Azure chat trace: p50 1,020 tokens, p95 4,083.
  public static final PromptSizes AZURE_CHAT = around(1_020);

  public PromptSizes {
    Require.that(
        medianTokens >= 10 && medianTokens <= 4_000,
        "prompt sizes",
        "a median prompt of 10 to 4000 tokens",
        medianTokens);
    Require.that(sigma >= 0 && sigma <= 2, "prompt sizes", "a sigma of 0 to 2", sigma);
    Require.that(
        maxTokens >= 10 && maxTokens <= 100_000,
        "prompt sizes",
        "a longest prompt of 10 to 100000 tokens",
        maxTokens);
  }

  /// Another median with the spread of the Azure chat trace, 8,000 tokens at most.
  public static PromptSizes around(int medianTokens) {
    return new PromptSizes(medianTokens, AZURE_SIGMA, 8_000);
  }
}
