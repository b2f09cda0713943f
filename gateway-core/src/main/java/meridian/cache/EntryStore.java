package meridian.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.Fingerprint;

/// An exact cache in this process's memory: immediately consistent, bounded by entries and bytes.
///
/// At either bound the entry least recently read is dropped. One lock, held for a map operation
/// only.
public final class EntryStore implements ExactCache {
  private final int maxEntries;
  private final long maxBytes;
  private final long maxEntryBytes;
  private final LinkedHashMap<Fingerprint, Kept> entries = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;
  private long evictions;

  private record Kept(CacheEntry entry, String zone) {}

  /// An empty store.
  ///
  /// @param maxEntryBytes larger answers are not stored
  public EntryStore(int maxEntries, long maxBytes, long maxEntryBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    this.maxEntryBytes = maxEntryBytes;
  }

  /// Gone entries are removed on sight.
  @Override
  public synchronized Look find(CacheQuestion question, long nowNanos) {
    Fingerprint fingerprint = question.fingerprint().orElseThrow();
    Kept kept = entries.get(fingerprint);
    if (kept == null
        || !kept.entry.scope().equals(question.scope())
        || !kept.zone.equals(question.policy().zone())) {
      return Look.ABSENT;
    }
    if (nowNanos >= kept.entry.hardExpiryNanos()) {
      remove(fingerprint);
      return Look.ABSENT;
    }
    return new Look.Found(kept.entry);
  }

  @Override
  public boolean holds(CacheQuestion question, long nowNanos) {
    return find(question, nowNanos) instanceof Look.Found;
  }

  @Override
  public synchronized void put(CacheEntry entry, String zone) {
    if (entry.sizeBytes() > maxEntryBytes) {
      return;
    }
    remove(entry.fingerprint());
    entries.put(entry.fingerprint(), new Kept(entry, zone));
    bytes += entry.sizeBytes();
    evictDownToBounds();
  }

  @Override
  public void crash() {
    clear();
  }

  @Override
  public synchronized int clear() {
    int count = entries.size();
    entries.clear();
    bytes = 0;
    return count;
  }

  /// What is stored, the entry least recently read first.
  public synchronized List<CacheEntry> all() {
    return entries.values().stream().map(Kept::entry).toList();
  }

  /// How many entries are stored.
  public synchronized int size() {
    return entries.size();
  }

  /// Their length together.
  public synchronized long sizeBytes() {
    return bytes;
  }

  /// How many entries were dropped at a bound.
  public synchronized long evictions() {
    return evictions;
  }

  private void evictDownToBounds() {
    Iterator<Map.Entry<Fingerprint, Kept>> eldest = entries.entrySet().iterator();
    while ((entries.size() > maxEntries || bytes > maxBytes) && eldest.hasNext()) {
      bytes -= eldest.next().getValue().entry.sizeBytes();
      eldest.remove();
      evictions++;
    }
  }

  private void remove(Fingerprint fingerprint) {
    Kept old = entries.remove(fingerprint);
    if (old != null) {
      bytes -= old.entry.sizeBytes();
    }
  }
}
