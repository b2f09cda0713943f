package meridian.console.world;

/// What the fill of a PoP's dot tells.
enum MapMetric {
  /// Hits of any layer / (hits + misses).
  HIT_RATE("Hit rate", "H"),
  /// 95th percentile of edge hits against the budget's sum.
  LATENCY("Edge hit p95", "L");

  private final String title;
  private final String key;

  MapMetric(String title, String key) {
    this.title = title;
    this.key = key;
  }

  String title() {
    return title;
  }

  /// The key that chooses it.
  String key() {
    return key;
  }
}
