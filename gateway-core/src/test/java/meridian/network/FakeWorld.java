package meridian.network;

import java.util.ArrayDeque;
import java.util.Optional;
import meridian.time.Deadline;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WorldClock;

/// One thread and a clock that jumps: a task runs when somebody waits for a message, from start to
/// end, on a clock of its own; then the waiting task goes on where it was.
final class FakeWorld implements WorldClock, Tasks {
  long now = 1_000_000_000L;
  int started;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void sleepUntil(long nanos) {
    now = Math.max(now, nanos);
  }

  @Override
  public Handle start(String name, Runnable work) {
    started++;
    waiting.add(work);
    return new Handle() {
      @Override
      public void interrupt() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void join() {
        throw new UnsupportedOperationException();
      }
    };
  }

  @Override
  public <T> Mailbox<T> mailbox(int capacity) {
    return new FakeMailbox<>(capacity);
  }

  /// Runs what was started and has not run.
  void runAll() {
    while (!waiting.isEmpty()) {
      long saved = now;
      waiting.removeFirst().run();
      now = saved;
    }
  }

  private final class FakeMailbox<T> implements Mailbox<T> {
    private final ArrayDeque<T> inside = new ArrayDeque<>();
    private final int capacity;
    private boolean isClosed;

    FakeMailbox(int capacity) {
      this.capacity = capacity;
    }

    @Override
    public boolean offer(T message) {
      return !isClosed && inside.size() < capacity && inside.add(message);
    }

    /// With nobody to make room, a full mailbox stays full until the deadline.
    @Override
    public boolean put(T message, Deadline deadline) {
      if (inside.size() >= capacity) {
        now = Math.max(now, deadline.atNanos());
      }
      return offer(message);
    }

    @Override
    public Optional<T> take(Deadline deadline) {
      if (inside.isEmpty()) {
        runAll();
      }
      if (inside.isEmpty() && !isClosed) {
        now = Math.max(now, deadline.atNanos());
      }
      return Optional.ofNullable(inside.poll());
    }

    @Override
    public void close() {
      isClosed = true;
    }

    @Override
    public boolean isClosed() {
      return isClosed;
    }

    @Override
    public int size() {
      return inside.size();
    }
  }
}
