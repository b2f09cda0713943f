package meridian.kv;

import java.util.Map;
import java.util.Optional;
import meridian.PopId;
import meridian.kv.Kv.Seen.Absent;
import meridian.kv.Kv.Seen.Found;
import meridian.time.Dice;

/// Pull with negative caching: nothing is shipped until a PoP asks, and what it finds, be it a
/// value or nothing, it believes for the cache TTL (how Workers KV documents itself). "The asker
/// waits, the stranger hits."
///
/// A read that the PoP can answer from what it holds is hot; any other fetches from the home and is
/// cold. Safe for several threads; one lock, held for map operations only.
public final class PullKv<V> extends Replicated<V, PullKv.Held<V>> {
  private final KvSettings settings;
  private final ReadTimes times;

  /// An empty store whose reads take times drawn from `dice`.
  public PullKv(KvSettings settings, Dice dice) {
    super(settings, dice);
    this.settings = settings;
    this.times = new ReadTimes(settings, dice);
  }

  /// What a PoP believes of a key until `untilNanos`.
  record Held<V>(Optional<History.Write<V>> write, long untilNanos) {}

  @Override
  Look<V> look(PopId pop, String key, long nowNanos) {
    Map<String, Held<V>> held = memory(pop);
    Held<V> belief = held.get(key);
    if (belief != null && nowNanos < belief.untilNanos()) {
      return new Look<>(seen(belief.write(), false, nowNanos), times.hotNanos());
    }
    Optional<History.Write<V>> write = home.of(key).flatMap(writes -> shown(writes, pop, nowNanos));
    boolean isFirstSight = write.isPresent() && !isSame(write, belief);
    held.put(key, new Held<>(write, nowNanos + settings.cacheTtl().toNanos()));
    long possible = possibleSince(write, pop, belief);
    return new Look<>(seen(write, isFirstSight, possible), times.coldNanos());
  }

  @Override
  long errorNanos() {
    return times.coldNanos();
  }

  /// From when on the PoP could have seen the write: when its older belief ended, or at once if it
  /// had none.
  private long possibleSince(
      Optional<History.Write<V>> write,
      PopId pop,
      @org.jspecify.annotations.Nullable Held<V> belief) {
    long atHome = write.map(one -> visibleNanos(one, pop)).orElse(0L);
    return belief == null ? atHome : Math.max(atHome, belief.untilNanos());
  }

  private static <V> boolean isSame(
      Optional<History.Write<V>> write, @org.jspecify.annotations.Nullable Held<V> belief) {
    return belief != null
        && belief.write().isPresent()
        && belief.write().get().number() == write.orElseThrow().number();
  }

  private static <V> Seen<V> seen(
      Optional<History.Write<V>> write, boolean isFirstSight, long visibleNanos) {
    if (write.isEmpty() || write.get().value().isEmpty()) {
      return new Absent<>();
    }
    return new Found<>(
        write.get().value().get(), write.get().writtenNanos(), visibleNanos, isFirstSight);
  }
}
