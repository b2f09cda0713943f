package meridian.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// What generated traffic looks like. Shares are relative weights of 0 or more, at least one above
/// 0 each.
///
/// @param requestsPerSecond rate of a Poisson process, above 0; its mean over a day, unless bursts
///   and gusts add to it
/// @param sharesByPlace how often each place code is the client's place
/// @param sharesByTenant how often each tenant asks, in the order given; at most [#MAX_TENANTS]
/// @param sharesByModel how often a new prompt goes to each model, in the order given
/// @param repeats how often a request repeats an earlier prompt, and which
/// @param streamShare share of requests that ask for a stream, 0 to 1
/// @param prompts how long prompts are
/// @param rhythm how the rate changes with time
public record WorkloadPlan(
    double requestsPerSecond,
    Map<String, Double> sharesByPlace,
    Map<Tenant, Double> sharesByTenant,
    Map<String, Double> sharesByModel,
    Repeats repeats,
    double streamShare,
    PromptSizes prompts,
    Rhythm rhythm) {

  /// A median that keeps a demonstration light: about half a kilobyte of prompt.
  public static final int MODEST_PROMPT_TOKENS = 100;

  /// The most tenants of one workload.
  public static final int MAX_TENANTS = 256;

  public WorkloadPlan {
    sharesByPlace = Collections.unmodifiableMap(new TreeMap<>(sharesByPlace));
    sharesByTenant = Collections.unmodifiableMap(new LinkedHashMap<>(sharesByTenant));
    sharesByModel = Collections.unmodifiableMap(new LinkedHashMap<>(sharesByModel));
    Require.that(
        requestsPerSecond > 0 && requestsPerSecond < Double.POSITIVE_INFINITY,
        "workload",
        "a rate above 0 requests per second",
        requestsPerSecond);
    Require.that(
        streamShare >= 0 && streamShare <= 1, "workload", "a stream share of 0 to 1", streamShare);
    Require.that(
        sharesByTenant.size() <= MAX_TENANTS,
        "workload",
        "at most " + MAX_TENANTS + " tenants",
        sharesByTenant.size());
    requireWeights("places", sharesByPlace);
    requireWeights("tenants", sharesByTenant);
    requireWeights("models", sharesByModel);
  }

  /// Traffic of one tenant for one model, with prompts spread as in the Azure chat trace and
  /// repeats by Zipf's law.
  public WorkloadPlan(
      double requestsPerSecond,
      Map<String, Double> sharesByPlace,
      double repeatShare,
      double streamShare,
      String model,
      int medianPromptTokens) {
    this(
        requestsPerSecond,
        sharesByPlace,
        Map.of(Tenant.DEMO, 1.0),
        Map.of(model, 1.0),
        Repeats.of(repeatShare),
        streamShare,
        PromptSizes.around(medianPromptTokens),
        Rhythm.STEADY);
  }

  private static void requireWeights(String of, Map<?, Double> shares) {
    Require.that(
        shares.values().stream().anyMatch(share -> share > 0)
            && shares.values().stream()
                .allMatch(share -> share >= 0 && share < Double.POSITIVE_INFINITY),
        "workload",
        "finite weights of " + of + " of 0 or more with at least one above 0",
        shares);
  }
}
