package meridian.scenario;

import java.time.Duration;

/// How often a request repeats an earlier prompt of its project exactly, and which.
///
/// @param share share of requests that repeat, 0 to 1
/// @param exponent of Zipf's law: the k-th remembered prompt is chosen in proportion to
///   1/k^exponent, 0 (all alike) to 3
/// @param recentShare share of repeats that choose evenly among the prompts first asked within
///   `recentWindow`, as long as there are any; 0 to 1
/// @param recentWindow how far back recent goes, above 0
/// @param borrowedShare share of a project's new prompts that are another project's, word for word:
///   what a cache must keep apart; 0 to 1
/// @param rewordedShare share of a project's new prompts that are an earlier one of its own in
///   other words: what a semantic cache is for; 0 to 1
public record Repeats(
    double share,
    double exponent,
    double recentShare,
    Duration recentWindow,
    double borrowedShare,
    double rewordedShare) {
  /// The Mooncake conversation trace: 0.98 % exact repeats within an hour, 43 % of them within 60 s
  /// (counted from its `hash_ids`).
  public static final Repeats MOONCAKE = new Repeats(0.0098, 1, 0.43, Duration.ofSeconds(60), 0, 0);

  public Repeats {
    Require.share("repeat share", share);
    Require.that(exponent >= 0 && exponent <= 3, "Zipf exponent", "0 to 3", exponent);
    Require.share("share of recent repeats", recentShare);
    Require.positive("window of recent repeats", recentWindow);
    Require.share("share of borrowed prompts", borrowedShare);
    Require.share("share of reworded prompts", rewordedShare);
  }

  /// Repeats by Zipf's law with exponent 1 and nothing else.
  public static Repeats of(double share) {
    return new Repeats(share, 1, 0, Duration.ofSeconds(60), 0, 0);
  }
}
