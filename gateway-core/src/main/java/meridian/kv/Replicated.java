package meridian.kv;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.PopId;
import meridian.time.Dice;

/// What all replication models share: the home that takes every write, what each PoP remembers of
/// it, and what is wrong with the store. How a read sees the home is the model's.
///
/// Safe for several threads: one lock, held for map operations only.
///
/// @param <V> the values
/// @param <M> what a PoP remembers of one key
public abstract sealed class Replicated<V, M> implements Kv<V> permits PullKv, PushKv, StrongKv {
  /// How long a client waits for a store that does not answer: 1 s, assumed.
  public static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(1);

  private final int maxKeysPerPop;
  private final Map<PopId, Map<String, M>> memoryByPop = new TreeMap<>();
  private final Dice failureDice;
  final History<V> home;
  private KvTrouble trouble = KvTrouble.NONE;

  Replicated(KvSettings settings, Dice dice) {
    this.maxKeysPerPop = settings.maxKeysPerPop();
    this.failureDice = dice.fork("failures");
    this.home = new History<>(settings, this::forget);
  }

  /// From now on `now` is what is wrong.
  public final synchronized void trouble(KvTrouble now) {
    trouble = now;
    home.trouble(now);
  }

  /// Changes the operator's cap of writes a day, of today as well.
  public final synchronized void cap(long writesPerDay) {
    home.cap(writesPerDay);
  }

  /// What `pop` remembers, by key; bounded.
  final Map<String, M> memory(PopId pop) {
    return memoryByPop.computeIfAbsent(pop, _ -> Bounded.byRead(maxKeysPerPop));
  }

  /// The write under a key that `pop` may be shown at `nowNanos`, as far as the model's own rules
  /// let it.
  final boolean isReleased(History.Write<V> write, PopId pop, long nowNanos) {
    return visibleNanos(write, pop) <= nowNanos;
  }

  /// From when on what is wrong with the store lets `pop` see a write.
  final long visibleNanos(History.Write<V> write, PopId pop) {
    return trouble.visibleNanos(write.homeNanos(), pop.code());
  }

  /// The newest write that the home shows `pop` at `nowNanos`.
  final Optional<History.Write<V>> shown(History.Writes<V> writes, PopId pop, long nowNanos) {
    History.Write<V> last = writes.last();
    return last.homeNanos() <= nowNanos && isReleased(last, pop, nowNanos)
        ? Optional.of(last)
        : writes
            .before()
            .filter(write -> write.homeNanos() <= nowNanos && isReleased(write, pop, nowNanos));
  }

  @Override
  public final synchronized Look<V> get(PopId pop, String key, long nowNanos) {
    for (KvTrouble.Failure failure : trouble.failures()) {
      if (failure.reach().covers(pop.code()) && failureDice.chance(failure.readShare())) {
        return failure.isSilent()
            ? new Look<>(new Seen.Failed<>("the store is silent"), CLIENT_TIMEOUT.toNanos())
            : new Look<>(new Seen.Failed<>("the store answered with an error"), errorNanos());
      }
    }
    return look(pop, key, nowNanos);
  }

  /// What the model shows `pop`. Called under the lock.
  abstract Look<V> look(PopId pop, String key, long nowNanos);

  /// How long an error takes to come. Called under the lock.
  abstract long errorNanos();

  @Override
  public final synchronized WriteResult put(
      String key, V value, long sizeBytes, String fromPlace, long nowNanos) {
    return fails(fromPlace)
        ? WriteResult.FAILED
        : home.write(key, Optional.of(value), sizeBytes, nowNanos);
  }

  @Override
  public final synchronized WriteResult delete(String key, String fromPlace, long nowNanos) {
    return fails(fromPlace) ? WriteResult.FAILED : home.write(key, Optional.empty(), 0, nowNanos);
  }

  /// Removes nothing while writes from there fail.
  @Override
  public final synchronized int deleteAll(String fromPlace, long nowNanos) {
    return fails(fromPlace) ? 0 : home.removeAll(nowNanos);
  }

  @Override
  public final synchronized List<Written<V>> newest(int atMost) {
    return home.newest(atMost);
  }

  private boolean fails(String fromPlace) {
    for (KvTrouble.Failure failure : trouble.failures()) {
      if (failure.reach().covers(fromPlace) && failureDice.chance(failure.writeShare())) {
        return true;
      }
    }
    return false;
  }

  /// Called under the lock, by the home.
  private void forget(String key) {
    memoryByPop.values().forEach(memory -> memory.remove(key));
  }
}
