package meridian.live.time;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import meridian.time.Deadline;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.WorldClock;

/// A mailbox on one lock and two conditions; waiting releases the lock and parks the virtual
/// thread.
final class QueueMailbox<T> implements Mailbox<T> {
  private final WorldClock clock;
  private final int capacity;
  private final ArrayDeque<T> messages = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasMessage = lock.newCondition();
  private final Condition hasRoom = lock.newCondition();
  private boolean isClosed;

  QueueMailbox(WorldClock clock, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "mailbox: expected a capacity of 1 or more, found " + capacity);
    }
    this.clock = clock;
    this.capacity = capacity;
  }

  @Override
  public boolean offer(T message) {
    lock.lock();
    try {
      return added(message);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean put(T message, Deadline deadline) {
    lock.lock();
    try {
      while (!added(message)) {
        if (isClosed || !mayStillCome(hasRoom, deadline, "waiting for room in a mailbox")) {
          return false;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<T> take(Deadline deadline) {
    lock.lock();
    try {
      while (messages.isEmpty()) {
        if (isClosed || !mayStillCome(hasMessage, deadline, "waiting for a message")) {
          return Optional.empty();
        }
      }
      hasRoom.signal();
      return Optional.of(messages.remove());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      hasMessage.signalAll();
      hasRoom.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isClosed() {
    lock.lock();
    try {
      return isClosed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int size() {
    lock.lock();
    try {
      return messages.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean added(T message) {
    if (isClosed || messages.size() >= capacity) {
      return false;
    }
    messages.add(message);
    hasMessage.signal();
    return true;
  }

  /// Waits for `change`; false when `deadline` has passed already.
  @SuppressWarnings("WaitNotInLoop") // both callers loop around this
  private boolean mayStillCome(Condition change, Deadline deadline, String doing) {
    long left = deadline.remainingNanos(clock.nanos());
    if (left == 0) {
      return false;
    }
    try {
      @SuppressWarnings("unused") // the loop around this looks at the clock again
      long rest = change.awaitNanos(left);
      return true;
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      throw new Interruption(doing);
    }
  }
}
