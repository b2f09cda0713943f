package meridian.control;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import meridian.Json;
import meridian.PopId;
import meridian.kv.Kv;
import meridian.time.WorldClock;

/// A KV that has every write, look-up and first sight written down.
///
/// @param inner the store
/// @param store its name in the history
/// @param words a value in few words, the same for equal values
/// @param lines the history
/// @param clock of the world, which no fault sets wrong
record HistoricKv<V>(
    Kv<V> inner, String store, Function<V, String> words, JsonLines lines, WorldClock clock)
    implements Kv<V> {

  @Override
  public Look<V> get(PopId pop, String key, long nowNanos) {
    Look<V> look = inner.get(pop, key, nowNanos);
    Json.Obj get = line("get", key).with("pop", pop.code());
    Json.Obj seen =
        switch (look.seen()) {
          case Seen.Found<V> found ->
              get.with("seen", "value")
                  .with("value", words.apply(found.value()))
                  .with("writtenNanos", found.writtenNanos());
          case Seen.Absent<V> _ -> get.with("seen", "absent");
          case Seen.Failed<V> _ -> get.with("seen", "failed");
        };
    lines.write(seen.with("tookNanos", look.tookNanos()));
    if (look.seen() instanceof Seen.Found<V> found && found.isFirstSight()) {
      visible(pop, key, found);
    }
    return look;
  }

  private void visible(PopId pop, String key, Seen.Found<V> found) {
    lines.write(
        line("visible", key)
            .with("pop", pop.code())
            .with("value", words.apply(found.value()))
            .with("writtenNanos", found.writtenNanos())
            .with("visibleNanos", found.visibleNanos())
            .with("lagNanos", found.visibleNanos() - found.writtenNanos()));
  }

  @Override
  public WriteResult put(String key, V value, long sizeBytes, String fromPlace, long nowNanos) {
    WriteResult result = inner.put(key, value, sizeBytes, fromPlace, nowNanos);
    lines.write(
        line("put", key)
            .with("value", words.apply(value))
            .with("from", fromPlace)
            .with("writtenNanos", nowNanos)
            .with("sizeBytes", sizeBytes)
            .with("result", label(result)));
    return result;
  }

  @Override
  public WriteResult delete(String key, String fromPlace, long nowNanos) {
    WriteResult result = inner.delete(key, fromPlace, nowNanos);
    lines.write(
        line("delete", key)
            .with("from", fromPlace)
            .with("writtenNanos", nowNanos)
            .with("result", label(result)));
    return result;
  }

  @Override
  public int deleteAll(String fromPlace, long nowNanos) {
    int keys = inner.deleteAll(fromPlace, nowNanos);
    lines.write(
        RunHistory.line("kv", "delete_all", clock.nanos())
            .with("store", store)
            .with("from", fromPlace)
            .with("keys", (long) keys));
    return keys;
  }

  @Override
  public List<Written<V>> newest(int atMost) {
    return inner.newest(atMost);
  }

  private Json.Obj line(String what, String key) {
    return RunHistory.line("kv", what, clock.nanos()).with("store", store).with("key", key);
  }

  private static String label(WriteResult result) {
    return result.name().toLowerCase(Locale.ROOT);
  }
}
