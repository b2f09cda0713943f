package meridian.simulated;

import java.util.ArrayDeque;
import java.util.Optional;
import meridian.time.Deadline;
import meridian.time.Mailbox;

/// A mailbox between tasks of one kernel; guarded by the baton.
final class SimulatedMailbox<T> implements Mailbox<T> {
  private final Kernel kernel;
  private final int capacity;
  private final ArrayDeque<T> messages = new ArrayDeque<>(2);
  private final ArrayDeque<SimulatedTask> takers = new ArrayDeque<>(1);
  private final ArrayDeque<SimulatedTask> putters = new ArrayDeque<>(1);
  private boolean isClosed;

  SimulatedMailbox(Kernel kernel, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("mailbox: expected room for 1 or more, found " + capacity);
    }
    this.kernel = kernel;
    this.capacity = capacity;
  }

  @Override
  public boolean offer(T message) {
    if (isClosed || messages.size() >= capacity) {
      return false;
    }
    messages.add(message);
    wakeFirst(takers);
    return true;
  }

  @Override
  public boolean put(T message, Deadline deadline) {
    while (!isClosed && messages.size() >= capacity) {
      if (!await(putters, deadline, "room in a mailbox")) {
        return false;
      }
    }
    return offer(message);
  }

  @Override
  public Optional<T> take(Deadline deadline) {
    while (messages.isEmpty()) {
      if (isClosed || !await(takers, deadline, "a message")) {
        return Optional.empty();
      }
    }
    T message = messages.remove();
    wakeFirst(putters);
    return Optional.of(message);
  }

  /// Waits for a bell or the deadline; false when the deadline has passed before.
  ///
  /// Who was rung for looks again even if it was told to stop meanwhile: thrown away, the bell
  /// would leave a message or a room to nobody.
  private boolean await(ArrayDeque<SimulatedTask> queue, Deadline deadline, String what) {
    SimulatedTask self = kernel.self();
    self.throwIfInterrupted("waiting for " + what);
    if (deadline.isPast(kernel.nanos())) {
      return false;
    }
    queue.add(self);
    kernel.wake(self, deadline.atNanos());
    self.waitingFor(what);
    kernel.waitForBaton(self);
    boolean isRung = !queue.remove(self);
    if (!isRung) {
      self.throwIfInterrupted("waiting for " + what);
    }
    return true;
  }

  private void wakeFirst(ArrayDeque<SimulatedTask> queue) {
    SimulatedTask first = queue.poll();
    if (first != null) {
      kernel.wake(first, kernel.nanos());
    }
  }

  @Override
  public void close() {
    isClosed = true;
    wakeAll(takers);
    wakeAll(putters);
  }

  private void wakeAll(ArrayDeque<SimulatedTask> queue) {
    queue.forEach(task -> kernel.wake(task, kernel.nanos()));
    queue.clear();
  }

  @Override
  public boolean isClosed() {
    return isClosed;
  }

  @Override
  public int size() {
    return messages.size();
  }
}
