package meridian.kv;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.PopId;

/// What all replication models share: the home that takes every write, and what each PoP remembers
/// of it. How a read sees the home is the model's.
///
/// Safe for several threads: one lock, held for map operations only.
///
/// @param <V> the values
/// @param <M> what a PoP remembers of one key
abstract sealed class Replicated<V, M> implements Kv<V> permits PullKv, PushKv, StrongKv {
  private final int maxKeysPerPop;
  private final Map<PopId, Map<String, M>> memoryByPop = new TreeMap<>();
  final History<V> home;

  Replicated(KvSettings settings) {
    this.maxKeysPerPop = settings.maxKeysPerPop();
    this.home = new History<>(settings, this::forget);
  }

  /// What `pop` remembers, by key; bounded.
  final Map<String, M> memory(PopId pop) {
    return memoryByPop.computeIfAbsent(pop, _ -> Bounded.byRead(maxKeysPerPop));
  }

  @Override
  public final synchronized WriteResult put(
      String key, V value, long sizeBytes, String fromPlace, long nowNanos) {
    return home.write(key, Optional.of(value), sizeBytes, nowNanos);
  }

  @Override
  public final synchronized WriteResult delete(String key, String fromPlace, long nowNanos) {
    return home.write(key, Optional.empty(), 0, nowNanos);
  }

  @Override
  public final synchronized int deleteAll(String fromPlace, long nowNanos) {
    return home.removeAll(nowNanos);
  }

  /// Called under the lock, by the home.
  private void forget(String key) {
    memoryByPop.values().forEach(memory -> memory.remove(key));
  }
}
