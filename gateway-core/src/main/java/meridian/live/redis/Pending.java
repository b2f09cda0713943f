package meridian.live.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import meridian.cache.CacheEntry;

/// Entries on their way to the server: written in order, and found here until they are there.
///
/// Bounded by entries and bytes; at a bound a further one is refused. One lock, held for a map
/// operation only.
final class Pending {
  private final int maxEntries;
  private final long maxBytes;
  private final Map<Slot, Write> writes = new LinkedHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition isThere = lock.newCondition();
  private long bytes;
  private long numbers;

  Pending(int maxEntries, long maxBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
  }

  /// One that waits.
  ///
  /// @param number which of all that ever waited
  record Write(Slot slot, CacheEntry entry, long number) {}

  /// Lets `entry` wait, in place of one that waits for the same slot; at a bound false, and neither
  /// waits.
  boolean offer(Slot slot, CacheEntry entry) {
    lock.lock();
    try {
      remove(slot);
      if (writes.size() >= maxEntries || bytes + entry.sizeBytes() > maxBytes) {
        return false;
      }
      writes.put(slot, new Write(slot, entry, ++numbers));
      bytes += entry.sizeBytes();
      isThere.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The entry that waits for `slot`.
  Optional<CacheEntry> find(Slot slot) {
    lock.lock();
    try {
      return Optional.ofNullable(writes.get(slot)).map(Write::entry);
    } finally {
      lock.unlock();
    }
  }

  /// The one that has waited longest, which stays; empty when none comes for `patienceMillis`.
  Optional<Write> next(long patienceMillis) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      while (writes.isEmpty() && left > 0) {
        left = isThere.awaitNanos(left);
      }
      return writes.values().stream().findFirst();
    } finally {
      lock.unlock();
    }
  }

  /// `write` waits no more, unless a newer entry has taken its place.
  void done(Write write) {
    lock.lock();
    try {
      Write newest = writes.get(write.slot());
      if (newest != null && newest.number() == write.number()) {
        remove(write.slot());
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether nothing waits.
  boolean isEmpty() {
    lock.lock();
    try {
      return writes.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Forgets all of them.
  void clear() {
    lock.lock();
    try {
      writes.clear();
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }

  private void remove(Slot slot) {
    Write old = writes.remove(slot);
    if (old != null) {
      bytes -= old.entry().sizeBytes();
    }
  }
}
