package meridian.scenario;

/// How often a request repeats an earlier prompt of its project exactly, and which.
///
/// @param share share of requests that repeat, 0 to 1
/// @param exponent of Zipf's law: the k-th remembered prompt is chosen in proportion to
///   1/k^exponent, 0 (all alike) to 3
public record Repeats(double share, double exponent) {
  public Repeats {
    Require.share("repeat share", share);
    Require.that(exponent >= 0 && exponent <= 3, "Zipf exponent", "0 to 3", exponent);
  }

  /// Repeats by Zipf's law with exponent 1.
  public static Repeats of(double share) {
    return new Repeats(share, 1);
  }
}
