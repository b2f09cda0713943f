package meridian.kv;

import java.util.Map;
import java.util.Optional;
import meridian.kv.Kv.WriteResult;

/// The store's home: the last writes of every key, in order. Bounded; the key written longest ago
/// is dropped.
///
/// Two writes per key are kept, because the later one is not visible everywhere at once. A write
/// within a second of the one before is put off until the second is over. Not safe for several
/// threads; its model's lock guards it.
final class History<V> {
  private final Map<String, Writes<V>> writesByKey;
  private final WriteGate gate;
  private final long flushNanos;
  private long numbers;

  History(KvSettings settings) {
    this.gate = new WriteGate(settings.writesPerDay());
    this.flushNanos = settings.flushEvery().toNanos();
    this.writesByKey = Bounded.byWrite(settings.maxKeys());
  }

  /// One write as the home knows it.
  ///
  /// @param value the value; empty for a removal
  /// @param number counts writes of this store from 1: names the write in a PoP's memory
  /// @param writtenNanos when its writer wrote it
  /// @param homeNanos when the home has it: after the flush, and a second after the write before
  record Write<V>(Optional<V> value, long number, long writtenNanos, long homeNanos) {}

  /// The newest write of a key and the one before.
  record Writes<V>(Write<V> last, Optional<Write<V>> before) {
    /// The write that the home shows at `nowNanos`.
    Optional<Write<V>> homeAt(long nowNanos) {
      return last.homeNanos() <= nowNanos
          ? Optional.of(last)
          : before.filter(write -> write.homeNanos() <= nowNanos);
    }
  }

  WriteResult write(String key, Optional<V> value, long sizeBytes, long nowNanos) {
    WriteResult admitted = gate.admit(key, sizeBytes, nowNanos);
    if (admitted != WriteResult.OK) {
      return admitted;
    }
    Optional<Writes<V>> old = of(key);
    long flushed = flushNanos == 0 ? nowNanos : Math.ceilDiv(nowNanos, flushNanos) * flushNanos;
    long earliest =
        old.map(writes -> earliestAfter(writes.last(), nowNanos)).orElse(Long.MIN_VALUE);
    long home = Math.max(flushed, earliest);
    Write<V> write = new Write<>(value, ++numbers, nowNanos, home);
    Optional<Write<V>> before = old.flatMap(writes -> writes.homeAt(nowNanos));
    writesByKey.remove(key);
    writesByKey.put(key, new Writes<>(write, before));
    return home > flushed ? WriteResult.DEFERRED : WriteResult.OK;
  }

  /// A write that is still put off gives its turn to the newer one; after a write that has happened
  /// a second must pass.
  private static <V> long earliestAfter(Write<V> last, long nowNanos) {
    return last.homeNanos() > nowNanos
        ? last.homeNanos()
        : last.homeNanos() + KvSettings.MIN_WRITE_INTERVAL.toNanos();
  }

  Optional<Writes<V>> of(String key) {
    return Optional.ofNullable(writesByKey.get(key));
  }
}
