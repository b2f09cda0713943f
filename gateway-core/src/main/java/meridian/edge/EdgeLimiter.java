package meridian.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import meridian.Allowances;
import meridian.KeyId;
import meridian.limits.TokenBucket;

/// Stops an abusive key at the PoP: hits skip the origin's balance and limits, so this is their
/// only limit.
///
/// It also keeps what the origin last said of its own limits, so that an answer from here tells a
/// client the same limits as one from there: as heard, and refilled since.
///
/// One bucket per key, bounded; the key least recently seen is forgotten and starts with a full
/// burst. Safe for several threads.
final class EdgeLimiter {
  private final double perSecond;
  private final int burst;
  private final Map<KeyId, TokenBucket> buckets;
  private final Map<KeyId, Heard> heard;

  EdgeLimiter(double perSecond, int burst, int maxKeys) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.buckets = new RecentMap<>(maxKeys);
    this.heard = new RecentMap<>(maxKeys);
  }

  /// What the origin said when.
  private record Heard(Allowances left, long atNanos) {}

  /// What the limiter says.
  ///
  /// @param waitNanos 0 when the key may go on, otherwise nanoseconds until it may
  /// @param left what it may still send, as the origin said last, or here when it said nothing or
  ///   this limit is in the way
  record Decision(long waitNanos, Allowances left) {}

  /// Takes one request of `key` at `nowNanos`.
  synchronized Decision take(KeyId key, long nowNanos) {
    TokenBucket bucket = buckets.computeIfAbsent(key, _ -> new TokenBucket(perSecond, burst));
    long waitNanos = bucket.take(nowNanos);
    Allowances own = Allowances.ofRequests(bucket.allowance());
    Heard said = heard.get(key);
    return new Decision(
        waitNanos,
        said == null || waitNanos > 0 ? own : said.left().after(nowNanos - said.atNanos()).or(own));
  }

  /// The origin said at `nowNanos` that `key` may still send `left`.
  synchronized void hear(KeyId key, Allowances left, long nowNanos) {
    if (!left.equals(Allowances.NONE)) {
      heard.put(key, new Heard(left, nowNanos));
    }
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
