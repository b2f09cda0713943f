package meridian.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import meridian.time.Deadline;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WorldClock;
import org.jspecify.annotations.Nullable;

/// A world in virtual time.
///
/// Each task is a virtual thread, and exactly one of them holds the baton. A task that waits
/// (sleeps, takes from an empty mailbox, joins another) puts its wake-up on the agenda and passes
/// the baton straight to the task whose wake-up is next: earliest moment first, and in the order
/// they were put down at equal moments. Time moves only between two wake-ups, so a run depends on
/// nothing but its code and its seed. There is no kernel thread: a hand-off is one unpark and one
/// park, and none when the next wake-up is the task's own.
///
/// All state is guarded by the baton; the hand-off's volatile write publishes it.
public final class Kernel implements WorldClock, Tasks {
  private final PriorityQueue<WakeUp> agenda = new PriorityQueue<>();
  private final List<SimulatedTask> alive = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private long nowNanos;
  private long sequence;
  private @Nullable SimulatedTask running;
  private volatile @Nullable Throwable failure;
  private boolean isEnding;

  /// A world whose clock shows `startNanos`, nanoseconds since the epoch.
  public Kernel(long startNanos) {
    this.nowNanos = startNanos;
  }

  /// Runs `main` and every task it starts, until `main` ends; then interrupts the tasks still
  /// alive.
  ///
  /// Call once, from outside of this world. What escapes a task is thrown here.
  ///
  /// @throws StuckWorld when every task waits for something that nobody can bring
  public void run(Runnable main) {
    SimulatedTask first =
        add(
            "main",
            () -> {
              main.run();
              isEnding = true;
              alive.forEach(SimulatedTask::interrupt);
            });
    wake(first, nowNanos);
    passBaton();
    boolean isInterrupted = false;
    while (true) {
      try {
        over.await();
        break;
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IllegalStateException("the simulated world ended badly: " + failure, failure);
    }
  }

  @Override
  public long nanos() {
    return nowNanos;
  }

  @Override
  public void sleepUntil(long nanos) {
    SimulatedTask self = self();
    self.throwIfInterrupted("sleeping");
    if (nanos <= nowNanos) {
      return;
    }
    wake(self, nanos);
    waitForBaton(self);
    self.throwIfInterrupted("sleeping");
  }

  @Override
  public Handle start(String name, Runnable work) {
    SimulatedTask task = add(name, work);
    wake(task, nowNanos);
    return task;
  }

  @Override
  public <T> Mailbox<T> mailbox(int capacity) {
    return new SimulatedMailbox<>(this, capacity);
  }

  /// Every task waits and no wake-up is due.
  public static final class StuckWorld extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StuckWorld(List<SimulatedTask> waiting) {
      super(
          "nothing can happen any more; waiting: "
              + waiting.stream().map(task -> task.name + " (" + task.waitingFor + ")").toList());
    }
  }

  private record WakeUp(long atNanos, long number, SimulatedTask task, long turn)
      implements Comparable<WakeUp> {
    @Override
    public int compareTo(WakeUp other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private SimulatedTask add(String name, Runnable work) {
    SimulatedTask task = new SimulatedTask(name);
    task.thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              task.park();
              try {
                work.run();
              } catch (Interruption stopped) {
                // The task was told to stop and did.
              } catch (Throwable escaped) {
                if (failure == null) {
                  failure = escaped;
                }
                isEnding = true;
                alive.forEach(SimulatedTask::interrupt);
              } finally {
                end(task);
              }
            });
    alive.add(task);
    task.thread.start();
    return task;
  }

  private void end(SimulatedTask task) {
    task.isOver = true;
    alive.remove(task);
    task.joiners.forEach(joiner -> wake(joiner, nowNanos));
    passBaton();
  }

  /// Puts `task`'s wake-up on the agenda; a wake-up it had already for the same wait is void once
  /// it runs.
  void wake(SimulatedTask task, long atNanos) {
    agenda.add(new WakeUp(atNanos, sequence++, task, task.turn));
  }

  /// Passes the baton on and waits until it comes back.
  void waitForBaton(SimulatedTask self) {
    passBaton();
    self.park();
  }

  private void passBaton() {
    while (true) {
      WakeUp next = agenda.poll();
      if (next == null) {
        finish();
        return;
      }
      if (next.task().isOver || next.turn() != next.task().turn) {
        continue;
      }
      nowNanos = Math.max(nowNanos, next.atNanos());
      running = next.task();
      next.task().turn++;
      next.task().unpark();
      return;
    }
  }

  private void finish() {
    if (!alive.isEmpty() && failure == null) {
      failure = new StuckWorld(List.copyOf(alive));
    }
    over.countDown();
  }

  SimulatedTask self() {
    SimulatedTask task = running;
    if (task == null || task.thread != Thread.currentThread()) {
      throw new IllegalStateException(
          "expected a task of this simulated world to wait, found " + Thread.currentThread());
    }
    return task;
  }

  boolean isEnding() {
    return isEnding;
  }

  /// One task; guarded by the baton, but for the hand-off itself.
  final class SimulatedTask implements Handle {
    private final String name;
    private final List<SimulatedTask> joiners = new ArrayList<>();
    private @Nullable Thread thread;
    private volatile boolean hasBaton;
    private boolean isInterrupted;
    private boolean isOver;
    private long turn;
    private String waitingFor = "its start";

    SimulatedTask(String name) {
      this.name = name;
    }

    void waitingFor(String what) {
      waitingFor = what;
    }

    void throwIfInterrupted(String whileDoing) {
      if (isInterrupted) {
        isInterrupted = false;
        throw new Interruption(whileDoing);
      }
    }

    private void park() {
      while (!hasBaton) {
        LockSupport.park(this);
      }
      hasBaton = false;
    }

    private void unpark() {
      hasBaton = true;
      LockSupport.unpark(thread);
    }

    @Override
    public void interrupt() {
      if (!isOver && !isInterrupted) {
        isInterrupted = true;
        wake(this, nowNanos);
      }
    }

    @Override
    public void join() {
      SimulatedTask self = self();
      while (!isOver) {
        self.throwIfInterrupted("joining " + name);
        joiners.add(self);
        self.waitingFor("the end of " + name);
        waitForBaton(self);
        joiners.remove(self);
      }
    }
  }

  /// A mailbox between tasks of one kernel; guarded by the baton.
  private static final class SimulatedMailbox<T> implements Mailbox<T> {
    private final Kernel kernel;
    private final int capacity;
    private final java.util.ArrayDeque<T> messages = new java.util.ArrayDeque<>();
    private final java.util.ArrayDeque<SimulatedTask> takers = new java.util.ArrayDeque<>();
    private final java.util.ArrayDeque<SimulatedTask> putters = new java.util.ArrayDeque<>();
    private boolean isClosed;

    SimulatedMailbox(Kernel kernel, int capacity) {
      if (capacity < 1) {
        throw new IllegalArgumentException(
            "mailbox: expected room for 1 or more, found " + capacity);
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

    /// Waits for a bell or the deadline; false when the deadline has passed.
    private boolean await(
        java.util.ArrayDeque<SimulatedTask> queue, Deadline deadline, String what) {
      SimulatedTask self = kernel.self();
      self.throwIfInterrupted("waiting for " + what);
      if (deadline.isPast(kernel.nanos())) {
        return false;
      }
      queue.add(self);
      kernel.wake(self, deadline.atNanos());
      self.waitingFor(what);
      kernel.waitForBaton(self);
      queue.remove(self);
      self.throwIfInterrupted("waiting for " + what);
      return true;
    }

    private void wakeFirst(java.util.ArrayDeque<SimulatedTask> queue) {
      SimulatedTask first = queue.poll();
      if (first != null) {
        kernel.wake(first, kernel.nanos());
      }
    }

    @Override
    public void close() {
      isClosed = true;
      takers.forEach(task -> kernel.wake(task, kernel.nanos()));
      takers.clear();
      putters.forEach(task -> kernel.wake(task, kernel.nanos()));
      putters.clear();
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
}
