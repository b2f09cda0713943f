package meridian.kv;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that forgets at its bound. Not safe for several threads.
final class Bounded<K, T> extends LinkedHashMap<K, T> {
  private static final long serialVersionUID = 1L;
  private final int max;

  private Bounded(int max, boolean byRead) {
    super(64, 0.75f, byRead);
    this.max = max;
  }

  /// Forgets what was put in longest ago.
  static <K, T> Map<K, T> byWrite(int max) {
    return new Bounded<>(max, false);
  }

  /// Forgets what was read longest ago.
  static <K, T> Map<K, T> byRead(int max) {
    return new Bounded<>(max, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, T> eldest) {
    return size() > max;
  }
}
