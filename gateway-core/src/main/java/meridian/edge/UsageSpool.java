package meridian.edge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import meridian.UsageRecord;
import meridian.ledger.Journal;

/// Usage records that wait at a PoP until the origin has them, oldest first.
///
/// Bounded: a full spool keeps the oldest and refuses the newest, which its caller counts as lost.
/// Safe for several threads; one at a time drains.
final class UsageSpool {
  private final int capacity;
  private final Journal journal;
  private final ArrayDeque<UsageRecord> waiting = new ArrayDeque<>();
  private boolean isDraining;

  /// @param journal keeps what waits beyond the process; what waited before it goes on waiting
  UsageSpool(int capacity, Journal journal) {
    this.capacity = capacity;
    this.journal = journal;
    waiting.addAll(journal.waiting());
  }

  /// Adds `record`; false when the spool is full.
  synchronized boolean add(UsageRecord record) {
    if (waiting.size() >= capacity) {
      return false;
    }
    journal.add(record);
    return waiting.add(record);
  }

  /// Makes the caller the one who drains; false when somebody does already.
  synchronized boolean beginDrain() {
    boolean isMine = !isDraining;
    isDraining = true;
    return isMine;
  }

  /// Ends the caller's draining, whatever still waits.
  synchronized void endDrain() {
    isDraining = false;
  }

  /// Ends the caller's draining if nothing waits; otherwise it has to go on.
  synchronized boolean endDrainIfEmpty() {
    isDraining = !waiting.isEmpty();
    return !isDraining;
  }

  /// The oldest records; they stay until they are [#taken].
  synchronized List<UsageRecord> oldest(int atMost) {
    List<UsageRecord> batch = new ArrayList<>(Math.min(atMost, waiting.size()));
    Iterator<UsageRecord> oldestFirst = waiting.iterator();
    while (batch.size() < atMost && oldestFirst.hasNext()) {
      batch.add(oldestFirst.next());
    }
    return batch;
  }

  /// Forgets the `count` oldest records: the origin has them.
  synchronized void taken(int count) {
    for (int i = 0; i < count; i++) {
      waiting.removeFirst();
    }
    journal.taken(waiting);
  }

  synchronized int size() {
    return waiting.size();
  }
}
