package meridian.kv;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that forgets what was read longest ago when it is full. Not safe for several threads.
final class Bounded<K, T> extends LinkedHashMap<K, T> {
  private static final long serialVersionUID = 1L;
  private final int max;

  private Bounded(int max) {
    super(64, 0.75f, true);
    this.max = max;
  }

  /// An empty map for at most `max` keys.
  static <K, T> Map<K, T> byRead(int max) {
    return new Bounded<>(max);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, T> eldest) {
    return size() > max;
  }
}
