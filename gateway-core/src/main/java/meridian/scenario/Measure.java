package meridian.scenario;

import java.util.Locale;

/// What a scenario is judged by. Each counts requests that arrived in the span and lie in the slice
/// of its [Expectation], unless it says otherwise.
public enum Measure {
  /// Share of requests that were answered, of those that deserved an answer: a 401, 402 or 429 is
  /// an answer, a 5xx, a broken stream and silence are not. 0 to 1.
  AVAILABILITY(Unit.SHARE),
  /// Hits at the edge and at the origin / (hits + misses). 0 to 1.
  HIT_RATE(Unit.SHARE),
  /// Hits at the edge / (hits + misses). 0 to 1.
  EDGE_HIT_RATE(Unit.SHARE),
  /// Share of edge misses that the origin's exact cache could answer: trouble of propagation, not
  /// of traffic. 0 to 1.
  EDGE_MISS_ORIGIN_HIT_RATE(Unit.SHARE),
  /// Median of the time until the first token, in seconds.
  FIRST_TOKEN_P50(Unit.SECONDS),
  /// 95th percentile of the time until the first token, in seconds.
  FIRST_TOKEN_P95(Unit.SECONDS),
  /// 99th percentile of the time until the first token, in seconds.
  FIRST_TOKEN_P99(Unit.SECONDS),
  /// Median of the time until the last token, in seconds.
  TOTAL_P50(Unit.SECONDS),
  /// 95th percentile of the time until the last token, in seconds.
  TOTAL_P95(Unit.SECONDS),
  /// 99th percentile of the time until the last token, in seconds.
  TOTAL_P99(Unit.SECONDS),
  /// Age beyond the soft TTL of the stalest answer, in seconds; 0 when none was stale.
  STALENESS(Unit.SECONDS),
  /// Stale answers / answers. 0 to 1.
  STALE_SHARE(Unit.SHARE),
  /// Answers under a key later than lease + bound after its revocation.
  ANSWERS_AFTER_REVOCATION(Unit.COUNT),
  /// From a revocation until the last PoP that was asked refused the key, in seconds.
  REVOCATION_LAG(Unit.SECONDS),
  /// Requests that paid a cold start / requests. 0 to 1.
  COLD_START_SHARE(Unit.SHARE),
  /// Requests whose fingerprints at edge and origin differed.
  FINGERPRINT_MISMATCHES(Unit.COUNT),
  /// Provider calls / requests.
  PROVIDER_CALLS_PER_REQUEST(Unit.RATIO),
  /// Provider calls.
  PROVIDER_CALLS(Unit.COUNT),
  /// Writes to the KV that it took.
  KV_WRITES(Unit.COUNT),
  /// Requests whose booking, or part of it, the region that took over will never have (pattern
  /// 2.5), counted at the moment that is known.
  BOOKINGS_LOST(Unit.COUNT),
  /// Money spent beyond balances, in US dollars, counted at the moment a region notices it.
  OVERSPENT(Unit.DOLLARS),
  /// Requests that were sent.
  REQUESTS(Unit.COUNT);

  private final Unit unit;

  Measure(Unit unit) {
    this.unit = unit;
  }

  /// What its values are.
  public Unit unit() {
    return unit;
  }

  /// Whether it can be told for some PoPs, or one way through the gateway; what ledgers and the KV
  /// do belongs to no PoP.
  public boolean isOfRequests() {
    return switch (this) {
      case KV_WRITES, BOOKINGS_LOST, OVERSPENT -> false;
      default -> true;
    };
  }

  /// `edge hit rate`, for people.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// What values of a measure are.
  public enum Unit {
    /// Part of a whole, 0 to 1.
    SHARE,
    /// A duration in seconds.
    SECONDS,
    /// How many.
    COUNT,
    /// So many for each.
    RATIO,
    /// US dollars.
    DOLLARS
  }
}
