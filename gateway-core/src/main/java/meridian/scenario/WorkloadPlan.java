package meridian.scenario;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What generated traffic looks like.
///
/// @param requestsPerSecond mean rate of a Poisson process, above 0
/// @param sharesByPlace how often each place code is the client's place: relative weights of 0 or
///   more, at least one above 0
/// @param repeatShare share of requests that repeat an earlier prompt exactly, 0 to 1
/// @param streamShare share of requests that ask for a stream, 0 to 1
/// @param model the model to ask for
/// @param medianPromptTokens median length of a prompt in tokens, 10 to 4,000. Lengths are
///   lognormal with the spread of the Azure chat trace (p95 four times the median); its own median
///   is 1,020
public record WorkloadPlan(
    double requestsPerSecond,
    Map<String, Double> sharesByPlace,
    double repeatShare,
    double streamShare,
    String model,
    int medianPromptTokens) {

  /// A median that keeps a demonstration light: about half a kilobyte of prompt.
  public static final int MODEST_PROMPT_TOKENS = 100;

  public WorkloadPlan {
    sharesByPlace = Collections.unmodifiableMap(new TreeMap<>(sharesByPlace));
    require(
        requestsPerSecond > 0 && requestsPerSecond < Double.POSITIVE_INFINITY,
        "a rate above 0 requests per second",
        requestsPerSecond);
    require(repeatShare >= 0 && repeatShare <= 1, "a repeat share of 0 to 1", repeatShare);
    require(streamShare >= 0 && streamShare <= 1, "a stream share of 0 to 1", streamShare);
    require(
        medianPromptTokens >= 10 && medianPromptTokens <= 4_000,
        "a median prompt of 10 to 4000 tokens",
        medianPromptTokens);
    require(
        sharesByPlace.values().stream().anyMatch(share -> share > 0)
            && sharesByPlace.values().stream()
                .allMatch(share -> share >= 0 && share < Double.POSITIVE_INFINITY),
        "finite weights of places of 0 or more with at least one above 0",
        sharesByPlace);
  }

  private static void require(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException("workload: expected " + expected + ", found " + found);
    }
  }
}
