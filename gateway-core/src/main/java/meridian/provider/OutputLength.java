package meridian.provider;

import meridian.time.Dice;

/// How long chat answers are: quantiles of the 19,366 answers of Azure's conversation trace
/// (AzurePublicDataset, AzureLLMInferenceTrace_conv, 2023-11, CC-BY-4.0), straight lines between
/// them.
///
/// The median is 129 tokens, the 95th percentile 451, the 99th 601. The distribution has two humps
/// (near 90 and near 400), which is why no smooth curve is fitted.
final class OutputLength {
  private static final double[] SHARE = {
    0, .01, .05, .1, .2, .25, .3, .4, .5, .6, .7, .75, .8, .85, .9, .95, .98, .99, .999, 1
  };
  private static final int[] TOKENS = {
    7, 16, 41, 54, 77, 85, 91, 103, 129, 177, 384, 395, 400, 411, 424, 451, 540, 601, 954, 1000
  };

  private OutputLength() {}

  /// Draws a length of 7 to 1,000 tokens.
  static int draw(Dice dice) {
    double share = dice.nextDouble();
    int i = 1;
    while (SHARE[i] < share) {
      i++;
    }
    double along = (share - SHARE[i - 1]) / (SHARE[i] - SHARE[i - 1]);
    return (int) Math.round(TOKENS[i - 1] + along * (TOKENS[i] - TOKENS[i - 1]));
  }
}
