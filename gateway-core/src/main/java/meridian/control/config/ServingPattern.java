package meridian.control.config;

import java.util.List;
import java.util.stream.Stream;

/// How the gateway is deployed: the patterns of the article.
public enum ServingPattern {
  /// One origin, no edge: every request lands in the origin's own place, and no answer is cached
  /// anywhere else.
  ONE("1"),
  /// One origin and points of presence with key tables and caches around the world.
  TWO("2"),
  /// As 2, with a read-only standby region, replicated with lag and promoted by hand.
  TWO_FIVE("2.5"),
  /// Origins in several regions that all serve, each with its own cache and ledger.
  THREE("3");

  private final String label;

  ServingPattern(String label) {
    this.label = label;
  }

  /// `1`, `2`, `2.5` or `3`.
  public String label() {
    return label;
  }

  /// The labels of all patterns.
  public static List<String> labels() {
    return Stream.of(values()).map(ServingPattern::label).toList();
  }

  /// Whether points of presence read answers from the KV.
  public boolean hasEdgeCache() {
    return this != ONE;
  }
}
