package meridian.origin;

import java.util.ArrayList;
import java.util.List;
import meridian.Change;

/// The newest changes of one region, numbered from 1 without gaps. Bounded: the oldest makes room,
/// and a peer that has not seen it never will. Safe for several threads.
final class ChangeLog {
  private final int maxChanges;
  private final List<Entry> ring = new ArrayList<>();
  private long last;

  /// @param maxChanges most changes kept, 1 or more
  ChangeLog(int maxChanges) {
    this.maxChanges = maxChanges;
  }

  private record Entry(Change change, long atNanos) {}

  /// Changes one after the other.
  ///
  /// @param first number of the first; the next to come when there is none
  /// @param changes themselves
  /// @param oldestNanos when the first happened, 0 when there is none
  record Batch(long first, List<Change> changes, long oldestNanos) {}

  synchronized void append(Change change, long nowNanos) {
    last++;
    Entry entry = new Entry(change, nowNanos);
    if (ring.size() < maxChanges) {
      ring.add(entry);
    } else {
      ring.set(slot(last), entry);
    }
  }

  /// The number of the newest change, 0 before the first.
  synchronized long last() {
    return last;
  }

  /// The oldest changes above `number`, at most `atMost`.
  synchronized Batch after(long number, int atMost) {
    long first = Math.max(number, last - ring.size()) + 1;
    List<Change> changes = new ArrayList<>();
    for (long at = first; at <= last && changes.size() < atMost; at++) {
      changes.add(ring.get(slot(at)).change());
    }
    long oldest = changes.isEmpty() ? 0 : ring.get(slot(first)).atNanos();
    return new Batch(first, changes, oldest);
  }

  private int slot(long number) {
    return (int) ((number - 1) % maxChanges);
  }
}
