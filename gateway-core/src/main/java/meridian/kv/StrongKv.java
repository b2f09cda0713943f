package meridian.kv;

import java.util.Optional;
import meridian.PopId;
import meridian.kv.Kv.Seen.Absent;
import meridian.kv.Kv.Seen.Found;
import meridian.network.RoundTrips;
import meridian.time.Dice;

/// Strong, for comparison: every read travels to the store's home and sees the last write there.
///
/// A read takes one round trip between PoP and home on a warm connection, and a hot read at the
/// home. Safe for several threads; one lock, held for map operations only.
public final class StrongKv<V> extends Replicated<V, Long> {
  private final ReadTimes times;
  private final RoundTrips roundTrips;
  private final String homePlace;

  /// An empty store at `homePlace`; writes are not batched.
  public StrongKv(KvSettings settings, RoundTrips roundTrips, String homePlace, Dice dice) {
    super(settings, dice);
    this.times = new ReadTimes(settings, dice);
    this.roundTrips = roundTrips;
    this.homePlace = homePlace;
  }

  @Override
  long errorNanos() {
    return times.hotNanos();
  }

  @Override
  Look<V> look(PopId pop, String key, long nowNanos) {
    long took = roundTrips.sampleNanos(pop.code(), homePlace) + times.hotNanos();
    Optional<History.Write<V>> write = home.of(key).flatMap(writes -> writes.homeAt(nowNanos));
    if (write.isEmpty() || write.get().value().isEmpty()) {
      return new Look<>(new Absent<>(), took);
    }
    Long before = memory(pop).put(key, write.get().number());
    boolean isFirstSight = before == null || before != write.get().number();
    return new Look<>(
        new Found<>(
            write.get().value().get(),
            write.get().writtenNanos(),
            write.get().homeNanos(),
            isFirstSight),
        took);
  }
}
