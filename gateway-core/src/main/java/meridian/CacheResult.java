package meridian;

/// How the caches took part in one answer; the value of `X-Meridian-Cache`.
public enum CacheResult {
  /// Answered from an exact entry, at the PoP or at the origin.
  HIT("HIT"),
  /// Answered by a provider call made for this request.
  MISS("MISS"),
  /// The caches were not asked: the request is uncacheable or the client said `no-store`.
  BYPASS("BYPASS"),
  /// The client said `no-cache`: asked the provider, and stored the new answer.
  REFRESH("REFRESH"),
  /// Answered from an entry past its soft TTL and within its hard TTL.
  STALE("STALE"),
  /// Answered from the entry of a similar request.
  SEMANTIC_HIT("SEMANTIC-HIT"),
  /// Waited for the provider call of an identical request in flight.
  COLLAPSED("COLLAPSED");

  private final String label;

  CacheResult(String label) {
    this.label = label;
  }

  /// The name on the wire.
  public String label() {
    return label;
  }
}
