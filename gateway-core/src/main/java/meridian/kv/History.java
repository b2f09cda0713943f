package meridian.kv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import meridian.kv.Kv.WriteResult;

/// The store's home: the last writes of every key, in order. Bounded by keys and by bytes; at
/// either bound the key written longest ago is dropped, and whoever holds it is told.
///
/// Two writes per key are kept, because the later one is not visible everywhere at once. A write
/// within a second of the one before is put off until the second is over. Not safe for several
/// threads; its model's lock guards it.
final class History<V> {
  /// Most bytes of values, 256 MiB: all PoPs share the same values in memory.
  static final long MAX_BYTES = 256L << 20;

  private final LinkedHashMap<String, Writes<V>> writesByKey = new LinkedHashMap<>();
  private final int maxKeys;
  private final Consumer<String> onDropped;
  private final WriteGate gate;
  private final long flushNanos;
  private long numbers;
  private long bytes;
  private KvTrouble trouble = KvTrouble.NONE;

  /// @param onDropped hears each key that is dropped at a bound
  History(KvSettings settings, Consumer<String> onDropped) {
    this.gate = new WriteGate(settings.writesPerDay());
    this.flushNanos = settings.flushEvery().toNanos();
    this.maxKeys = settings.maxKeys();
    this.onDropped = onDropped;
  }

  /// One write as the home knows it.
  ///
  /// @param value the value; empty for a removal
  /// @param number counts writes of this store from 1: names the write in a PoP's memory
  /// @param writtenNanos when its writer wrote it
  /// @param homeNanos when the home has it: after the flush, and a second after the write before
  /// @param sizeBytes length of the value
  record Write<V>(
      Optional<V> value, long number, long writtenNanos, long homeNanos, long sizeBytes) {}

  /// The newest write of a key and the one before.
  record Writes<V>(Write<V> last, Optional<Write<V>> before) {
    long sizeBytes() {
      return last.sizeBytes() + before.map(Write::sizeBytes).orElse(0L);
    }

    /// The write that the home shows at `nowNanos`.
    Optional<Write<V>> homeAt(long nowNanos) {
      return last.homeNanos() <= nowNanos
          ? Optional.of(last)
          : before.filter(write -> write.homeNanos() <= nowNanos);
    }
  }

  /// From now on `now` is what is wrong.
  void trouble(KvTrouble now) {
    trouble = now;
  }

  /// Changes the operator's cap of writes a day.
  void cap(long writesPerDay) {
    gate.cap(writesPerDay);
  }

  WriteResult write(String key, Optional<V> value, long sizeBytes, long nowNanos) {
    WriteResult admitted = gate.admit(key, sizeBytes, nowNanos);
    if (admitted != WriteResult.OK) {
      return admitted;
    }
    return put(key, value, sizeBytes, nowNanos) ? WriteResult.DEFERRED : WriteResult.OK;
  }

  /// Removes every key that has a value, past the operator's cap: a purge must not fail on a
  /// budget. Says how many.
  int removeAll(long nowNanos) {
    int removed = 0;
    for (String key : List.copyOf(writesByKey.keySet())) {
      if (of(key).orElseThrow().last().value().isPresent()) {
        put(key, Optional.empty(), 0, nowNanos);
        removed++;
      }
    }
    return removed;
  }

  /// Puts the write in its place; says whether it was put off.
  private boolean put(String key, Optional<V> value, long sizeBytes, long nowNanos) {
    Optional<Writes<V>> old = of(key);
    long flushed = flushNanos == 0 ? nowNanos : Math.ceilDiv(nowNanos, flushNanos) * flushNanos;
    long earliest =
        old.map(writes -> earliestAfter(writes.last(), nowNanos)).orElse(Long.MIN_VALUE);
    long home = Math.max(flushed, earliest);
    Write<V> write = new Write<>(value, ++numbers, nowNanos, home, sizeBytes);
    Optional<Write<V>> before = old.flatMap(writes -> shownBefore(writes, nowNanos));
    drop(key);
    Writes<V> both = new Writes<>(write, before);
    writesByKey.put(key, both);
    bytes += both.sizeBytes();
    while (writesByKey.size() > maxKeys || (bytes > MAX_BYTES && writesByKey.size() > 1)) {
      String eldest = writesByKey.keySet().iterator().next();
      drop(eldest);
      onDropped.accept(eldest);
    }
    return home > flushed;
  }

  /// What is shown until the new write is: the newest that is hidden nowhere, or else the last.
  private Optional<Write<V>> shownBefore(Writes<V> writes, long nowNanos) {
    return trouble.isHiddenSomewhere(writes.last().homeNanos(), nowNanos)
        ? writes.before().or(() -> Optional.of(writes.last()))
        : writes.homeAt(nowNanos);
  }

  private void drop(String key) {
    Writes<V> gone = writesByKey.remove(key);
    if (gone != null) {
      bytes -= gone.sizeBytes();
    }
  }

  /// A write that is still put off gives its turn to the newer one; after a write that has happened
  /// a second must pass.
  private static <V> long earliestAfter(Write<V> last, long nowNanos) {
    return last.homeNanos() > nowNanos
        ? last.homeNanos()
        : last.homeNanos() + KvSettings.MIN_WRITE_INTERVAL.toNanos();
  }

  /// The keys written last, the newest first.
  List<Kv.Written<V>> newest(int atMost) {
    List<Kv.Written<V>> newest = new ArrayList<>();
    for (Map.Entry<String, Writes<V>> each : writesByKey.reversed().entrySet()) {
      if (newest.size() == atMost) {
        break;
      }
      Write<V> last = each.getValue().last();
      newest.add(new Kv.Written<>(each.getKey(), last.value(), last.writtenNanos()));
    }
    return newest;
  }

  Optional<Writes<V>> of(String key) {
    return Optional.ofNullable(writesByKey.get(key));
  }
}
