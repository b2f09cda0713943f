package meridian.control.config;

/// How the gateway is deployed: the patterns of the article that this version runs.
public enum ServingPattern {
  /// One origin, no edge: every request lands in the origin's own place, and no answer is cached
  /// anywhere else.
  ONE("1"),
  /// One origin and points of presence with key tables and caches around the world.
  TWO("2");

  private final String label;

  ServingPattern(String label) {
    this.label = label;
  }

  /// `1` or `2`.
  public String label() {
    return label;
  }

  /// Whether points of presence read answers from the KV.
  public boolean hasEdgeCache() {
    return this == TWO;
  }
}
