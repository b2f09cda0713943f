package meridian.simulated.checks;

import java.util.LinkedHashMap;
import java.util.Map;

/// The newest things of a kind by name; at its bound the oldest is forgotten. Not safe for several
/// threads.
final class Recent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private final int bound;
  private boolean hasForgotten;

  Recent(int bound) {
    this.bound = bound;
  }

  /// Whether anything was forgotten, so that an absence means nothing.
  boolean hasForgotten() {
    return hasForgotten;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    hasForgotten |= size() > bound;
    return size() > bound;
  }
}
