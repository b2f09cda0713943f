package meridian.control;

import java.util.Map;
import java.util.TreeMap;

/// Generated traffic: real HTTP requests against the gateway's own PoP ports.
///
/// @param requestsPerSecond mean rate of a Poisson process, above 0, at most 500
/// @param sharesByPlace how often each place code is the client's place; relative weights, at least
///   one above 0
/// @param repeatShare share of requests that repeat an earlier prompt exactly, 0 to 1
/// @param streamShare share of requests that ask for a stream, 0 to 1
/// @param model the model to ask for
public record TrafficPlan(
    double requestsPerSecond,
    Map<String, Double> sharesByPlace,
    double repeatShare,
    double streamShare,
    String model) {
  public TrafficPlan {
    sharesByPlace = java.util.Collections.unmodifiableMap(new TreeMap<>(sharesByPlace));
    if (!(requestsPerSecond > 0 && requestsPerSecond <= 500)) {
      throw new IllegalArgumentException(
          "traffic rate: expected above 0 and at most 500 requests per second, found "
              + requestsPerSecond);
    }
    if (!(repeatShare >= 0 && repeatShare <= 1) || !(streamShare >= 0 && streamShare <= 1)) {
      throw new IllegalArgumentException(
          "traffic shares: expected 0 to 1, found repeat "
              + repeatShare
              + " and stream "
              + streamShare);
    }
    if (sharesByPlace.values().stream().noneMatch(share -> share > 0)
        || sharesByPlace.values().stream().anyMatch(share -> !(share >= 0))) {
      throw new IllegalArgumentException(
          "traffic places: expected weights of 0 or more with at least one above 0");
    }
  }
}
