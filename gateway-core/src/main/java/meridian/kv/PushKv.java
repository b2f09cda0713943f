package meridian.kv;

import java.util.Map;
import java.util.Optional;
import meridian.PopId;
import meridian.kv.Kv.Seen.Absent;
import meridian.kv.Kv.Seen.Found;
import meridian.time.Dice;

/// Push: each write travels to each PoP by itself and is there after a lag, lognormal with a bound
/// (the article's picture: everywhere within about 60 s). Every read is hot.
///
/// The lag of one write to one PoP is a function of the store's seed, the write's number and the
/// PoP, so that it does not depend on who reads when. Safe for several threads; one lock, held for
/// map operations only.
public final class PushKv<V> extends Replicated<V, PushKv.Sight> {
  private final KvSettings settings;
  private final ReadTimes times;
  private final Dice lagDice;

  /// An empty store whose lags and read times are drawn from `dice`.
  public PushKv(KvSettings settings, Dice dice) {
    super(settings, dice);
    this.settings = settings;
    this.times = new ReadTimes(settings, dice.fork("read"));
    this.lagDice = dice.fork("lag");
  }

  /// The newest write that a PoP has read, and since when it could: a lag is drawn once, not on
  /// every read.
  record Sight(long number, long arrivalNanos) {}

  @Override
  Look<V> look(PopId pop, String key, long nowNanos) {
    Optional<History.Writes<V>> writes = home.of(key);
    Seen<V> seen = writes.isEmpty() ? new Absent<>() : seen(writes.get(), pop, key, nowNanos);
    return new Look<>(seen, times.hotNanos());
  }

  @Override
  long errorNanos() {
    return times.coldNanos();
  }

  private Optional<History.Write<V>> visibleAt(History.Writes<V> writes, PopId pop, long nowNanos) {
    return arrivalNanos(writes.last(), pop) <= nowNanos
        ? Optional.of(writes.last())
        : writes.before().filter(write -> arrivalNanos(write, pop) <= nowNanos);
  }

  private long arrivalNanos(History.Write<V> write, PopId pop) {
    Dice dice = lagDice.fork(pop.code() + write.number());
    double mu = StrictMath.log((double) Math.max(1, settings.lagMedian().toNanos()));
    double lag = dice.nextLogNormal(mu, settings.lagSigma());
    long arrival = write.homeNanos() + (long) Math.min(lag, (double) settings.lagBound().toNanos());
    return Math.max(arrival, visibleNanos(write, pop));
  }

  private Seen<V> seen(History.Writes<V> writes, PopId pop, String key, long nowNanos) {
    Map<String, Sight> sights = memory(pop);
    Sight before = sights.get(key);
    History.Write<V> last = writes.last();
    if (before != null && before.number() == last.number()) {
      return found(last, before.arrivalNanos(), false);
    }
    Optional<History.Write<V>> visible = visibleAt(writes, pop, nowNanos);
    if (visible.isEmpty() || visible.get().value().isEmpty()) {
      return new Absent<>();
    }
    History.Write<V> write = visible.get();
    Sight sight = new Sight(write.number(), arrivalNanos(write, pop));
    sights.put(key, sight);
    boolean isFirstSight = before == null || before.number() != write.number();
    return found(write, sight.arrivalNanos(), isFirstSight);
  }

  private static <V> Seen<V> found(
      History.Write<V> write, long arrivalNanos, boolean isFirstSight) {
    return new Found<>(
        write.value().orElseThrow(), write.writtenNanos(), arrivalNanos, isFirstSight);
  }
}
