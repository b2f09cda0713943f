package meridian.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import meridian.Allowance;
import meridian.KeyId;

/// Stops an abusive key at the PoP: hits skip the origin's balance and limits, so this is their
/// only limit.
///
/// One bucket per key, bounded; the key least recently seen is forgotten and starts with a full
/// burst. Safe for several threads.
final class EdgeLimiter {
  private final double perSecond;
  private final int burst;
  private final Map<KeyId, TokenBucket> buckets;

  EdgeLimiter(double perSecond, int burst, int maxKeys) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.buckets = new RecentMap<>(maxKeys);
  }

  /// What the limiter says.
  ///
  /// @param waitNanos 0 when the key may go on, otherwise nanoseconds until it may
  /// @param allowance what it may still send
  record Decision(long waitNanos, Allowance allowance) {}

  /// Takes one request of `key` at `nowNanos`.
  synchronized Decision take(KeyId key, long nowNanos) {
    TokenBucket bucket = buckets.computeIfAbsent(key, _ -> new TokenBucket(perSecond, burst));
    long waitNanos = bucket.take(nowNanos);
    return new Decision(waitNanos, bucket.allowance());
  }

  /// A map that forgets what was used longest ago.
  static final class RecentMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int max;

    RecentMap(int max) {
      super(64, 0.75f, true);
      this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > max;
    }
  }
}
