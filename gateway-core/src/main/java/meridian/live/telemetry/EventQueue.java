package meridian.live.telemetry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import meridian.telemetry.Event;

/// A bounded first-in first-out queue of events for many writers and one reader, without locks: D.
/// Vyukov's bounded queue (1024cores.net).
///
/// Each place carries the turn at which it may be written (`2 * round`) or read (`2 * round + 1`).
/// A writer claims a position by moving the tail, then fills the place and passes the turn on. A
/// writer that is slow between both delays the reader, never another writer until the queue is
/// full.
final class EventQueue {
  private static final Event TAKEN = new Event.ConnectionCut("taken", 0);

  private final int capacity;
  private final AtomicReferenceArray<Event> places;
  private final AtomicLongArray turns;
  private final AtomicLong tail = new AtomicLong();
  private long head;

  /// A queue for `capacity` events, at least 1.
  EventQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "event queue: expected a capacity of 1 or more, found " + capacity);
    }
    this.capacity = capacity;
    this.places = new AtomicReferenceArray<>(capacity);
    this.turns = new AtomicLongArray(capacity);
  }

  /// Adds `event` unless the queue is full; says whether it did. For any thread.
  boolean offer(Event event) {
    while (true) {
      long position = tail.get();
      int place = (int) (position % capacity);
      long writable = 2 * (position / capacity);
      long turn = turns.get(place);
      if (turn < writable) {
        return false;
      }
      if (turn == writable && tail.compareAndSet(position, position + 1)) {
        places.set(place, event);
        turns.set(place, writable + 1);
        return true;
      }
    }
  }

  /// Hands every event that is there to `taker`, oldest first, at most one queue full; says how
  /// many. For the one reader.
  int drainTo(Consumer<Event> taker) {
    int taken = 0;
    while (taken < capacity) {
      int place = (int) (head % capacity);
      long readable = 2 * (head / capacity) + 1;
      if (turns.get(place) != readable) {
        return taken;
      }
      Event event = places.getAndSet(place, TAKEN);
      turns.set(place, readable + 1);
      head++;
      taken++;
      taker.accept(event);
    }
    return taken;
  }
}
