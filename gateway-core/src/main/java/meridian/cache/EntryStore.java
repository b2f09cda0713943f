package meridian.cache;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Fingerprint;

/// The origin's exact cache in memory: immediately consistent, bounded by entries and bytes.
///
/// At either bound the entry least recently read is dropped. One lock, held for a map operation
/// only.
public final class EntryStore {
  private final int maxEntries;
  private final long maxBytes;
  private final long maxEntryBytes;
  private final LinkedHashMap<Fingerprint, CacheEntry> entries =
      new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;
  private long evictions;

  /// An empty store.
  ///
  /// @param maxEntryBytes larger answers are not stored
  public EntryStore(int maxEntries, long maxBytes, long maxEntryBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    this.maxEntryBytes = maxEntryBytes;
  }

  /// The entry for `fingerprint`, fresh or not; gone ones are removed on sight.
  public synchronized Optional<CacheEntry> get(Fingerprint fingerprint, long nowNanos) {
    CacheEntry entry = entries.get(fingerprint);
    if (entry == null) {
      return Optional.empty();
    }
    if (nowNanos >= entry.hardExpiryNanos()) {
      remove(fingerprint);
      return Optional.empty();
    }
    return Optional.of(entry);
  }

  /// Stores `entry` in place of any other with its fingerprint; false when it is too large.
  public synchronized boolean put(CacheEntry entry) {
    if (entry.sizeBytes() > maxEntryBytes) {
      return false;
    }
    remove(entry.fingerprint());
    entries.put(entry.fingerprint(), entry);
    bytes += entry.sizeBytes();
    evictDownToBounds();
    return true;
  }

  /// Forgets everything; says how many entries that were.
  public synchronized int clear() {
    int count = entries.size();
    entries.clear();
    bytes = 0;
    return count;
  }

  /// What is stored, the entry least recently read first.
  public synchronized List<CacheEntry> all() {
    return List.copyOf(entries.values());
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
    Iterator<Map.Entry<Fingerprint, CacheEntry>> eldest = entries.entrySet().iterator();
    while ((entries.size() > maxEntries || bytes > maxBytes) && eldest.hasNext()) {
      bytes -= eldest.next().getValue().sizeBytes();
      eldest.remove();
      evictions++;
    }
  }

  private void remove(Fingerprint fingerprint) {
    CacheEntry old = entries.remove(fingerprint);
    if (old != null) {
      bytes -= old.sizeBytes();
    }
  }
}
