package meridian.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Pace;
import meridian.time.Tasks;
import meridian.time.TooManyTasks;
import meridian.time.WorldClock;
import org.jspecify.annotations.Nullable;

/// A world in virtual time.
///
/// Each task runs on a virtual thread, and exactly one of them holds the baton. A task that waits
/// (sleeps, takes from an empty mailbox, joins another) puts its wake-up on the agenda and passes
/// the baton straight to the task whose wake-up is next: earliest moment first, and in the order
/// they were put down at equal moments. Time moves only between two wake-ups, so a run depends on
/// nothing but its code and its seed; [#trace] says whether two runs were the same.
///
/// There is no kernel thread: a hand-off is one unpark and one park, none when the next wake-up is
/// the task's own, and a task that ends lends its thread to the next one that has not begun. A
/// [Pace] may hold the clock back; it never changes an order.
///
/// All state is guarded by the baton; the hand-off's volatile write publishes it. [#submit],
/// [#observe] and [#stop] may be called from outside.
public final class Kernel implements WorldClock, Tasks {
  /// At most this many tasks at once.
  public static final int MAX_TASKS = 100_000;

  private static final int MAX_SUBMITTED = 10_000;

  private final Pace pace;
  private final Agenda agenda = new Agenda();
  private final TraceHash hash = new TraceHash();
  private final Queue<SimulatedTask> submitted = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> observers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile long nowNanos;
  private long started;
  private long handOffs;
  private int aliveCount;
  private @Nullable SimulatedTask firstAlive;
  private @Nullable SimulatedTask lastAlive;
  private @Nullable SimulatedTask running;
  private volatile @Nullable Throwable failure;
  private boolean isEnding;
  private volatile boolean isStopping;

  /// A world whose clock shows `startNanos`, nanoseconds since the epoch, and runs as fast as it
  /// can.
  public Kernel(long startNanos) {
    this(startNanos, Pace.UNBOUND);
  }

  /// A world whose clock is held back by `pace`.
  public Kernel(long startNanos, Pace pace) {
    this.nowNanos = startNanos;
    this.pace = pace;
  }

  /// Runs `main` and every task it starts, until `main` ends; then interrupts the tasks still alive
  /// and waits for their end.
  ///
  /// Call once, from outside of this world. What escapes a task ends the world and is thrown here.
  ///
  /// @throws StuckWorld when every task waits for something that nobody can bring
  public void run(Runnable main) {
    wake(
        add(
            "main",
            () -> {
              main.run();
              end();
            }),
        nowNanos);
    SimulatedTask first = next();
    if (first != null) {
      hand(first);
    }
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
    if (failure instanceof StuckWorld stuck) {
      throw stuck;
    }
    if (failure != null) {
      throw new IllegalStateException("the simulated world ended badly: " + failure, failure);
    }
  }

  /// Has `work` start as a task of this world as soon as it can, at the moment the clock may show
  /// then. For any thread; the one way in from outside. A pace that waits must be woken by the
  /// caller.
  public void submit(String name, Runnable work) {
    if (submitted.size() >= MAX_SUBMITTED) {
      throw new TooManyTasks(name, MAX_SUBMITTED);
    }
    submitted.add(new SimulatedTask(this, name, -1, work));
  }

  /// Has `look` run between two turns, with the world standing still; it must not wait, start or
  /// change anything. It leaves no trace in [#trace]. For any thread.
  public void observe(Runnable look) {
    if (observers.size() >= MAX_SUBMITTED) {
      throw new TooManyTasks("observer", MAX_SUBMITTED);
    }
    observers.add(look);
  }

  /// Ends the world as if its first task had ended. For any thread.
  public void stop() {
    isStopping = true;
  }

  @Override
  public long nanos() {
    return nowNanos;
  }

  @Override
  public void sleepUntil(long nanos) {
    SimulatedTask self = self();
    if (nanos <= nowNanos) {
      return;
    }
    self.throwIfInterrupted("sleeping");
    wake(self, nanos);
    self.waitingFor("a moment");
    waitForBaton(self);
    self.throwIfInterrupted("sleeping");
  }

  @Override
  public Handle start(String name, Runnable work) {
    if (aliveCount >= MAX_TASKS) {
      throw new TooManyTasks(name, MAX_TASKS);
    }
    if (isEnding) {
      throw new Interruption("starting " + name);
    }
    SimulatedTask task = add(name, work);
    wake(task, nowNanos);
    return task;
  }

  @Override
  public <T> Mailbox<T> mailbox(int capacity) {
    return new SimulatedMailbox<>(this, capacity);
  }

  /// The hash over every hand-off (which task ran when) and every event that it is given.
  public TraceHash trace() {
    return hash;
  }

  /// How often a task was given the baton.
  public long handOffs() {
    return handOffs;
  }

  /// Has `task` run at `atNanos`; a wake-up it had for the same wait is void once it runs. The last
  /// moment there is never comes.
  void wake(SimulatedTask task, long atNanos) {
    if (atNanos != Long.MAX_VALUE) {
      agenda.put(task, atNanos);
    }
  }

  SimulatedTask self() {
    SimulatedTask task = running;
    if (task == null || !task.runsOn(Thread.currentThread())) {
      throw new IllegalStateException(
          "expected a task of this simulated world to wait, found " + Thread.currentThread());
    }
    return task;
  }

  /// Passes the baton on and waits until it comes back.
  void waitForBaton(SimulatedTask self) {
    SimulatedTask next = next();
    if (next == self) {
      return;
    }
    if (next != null) {
      hand(next);
    }
    self.park();
  }

  private SimulatedTask add(String name, Runnable work) {
    SimulatedTask task = new SimulatedTask(this, name, started++, work);
    link(task);
    return task;
  }

  /// Moves the clock to the next wake-up and gives its task the turn; null when nothing is left to
  /// happen, which ends the world.
  private @Nullable SimulatedTask next() {
    while (true) {
      letIn();
      long atNanos = agenda.nextNanos();
      if (atNanos > nowNanos && atNanos != Long.MAX_VALUE) {
        long reached = pace.await(atNanos);
        if (reached < atNanos) {
          nowNanos = Math.max(nowNanos, reached);
          continue;
        }
        nowNanos = atNanos;
      }
      SimulatedTask next = agenda.take();
      if (next == null) {
        finish();
        return null;
      }
      running = next;
      next.nextTurn();
      handOffs++;
      hash.add(nowNanos);
      hash.add(next.number());
      return next;
    }
  }

  /// Takes what came from outside.
  private void letIn() {
    if (isStopping && !isEnding) {
      end();
    }
    for (Runnable look = observers.poll(); look != null; look = observers.poll()) {
      look.run();
    }
    for (SimulatedTask come = submitted.poll(); come != null; come = submitted.poll()) {
      wake(add(come.name(), come.work()), nowNanos);
    }
  }

  /// Lets `next` run on its own thread.
  private void hand(SimulatedTask next) {
    if (next.isStarted()) {
      next.unpark();
    } else {
      next.runOn(Thread.ofVirtual().name(next.name()).unstarted(() -> carry(next)));
      next.begin();
    }
  }

  /// Runs `first` to its end, and then on the same thread whoever comes next and has not begun.
  private void carry(SimulatedTask first) {
    SimulatedTask task = first;
    while (true) {
      perform(task);
      task.over();
      unlink(task);
      SimulatedTask next = next();
      if (next == null) {
        return;
      }
      if (next.isStarted()) {
        next.unpark();
        return;
      }
      next.runOn(Thread.currentThread());
      task = next;
    }
  }

  private void perform(SimulatedTask task) {
    try {
      task.work().run();
    } catch (Interruption stopped) {
      // The task was told to stop and did.
    } catch (Throwable escaped) {
      if (failure == null) {
        failure = escaped;
      }
      end();
    }
  }

  private void end() {
    isEnding = true;
    for (SimulatedTask task = firstAlive; task != null; task = task.after) {
      task.interrupt();
    }
  }

  private void finish() {
    if (aliveCount > 0 && failure == null) {
      List<SimulatedTask> waiting = new ArrayList<>();
      for (SimulatedTask task = firstAlive; task != null; task = task.after) {
        waiting.add(task);
      }
      failure = new StuckWorld(waiting);
    }
    over.countDown();
  }

  private void link(SimulatedTask task) {
    task.before = lastAlive;
    if (lastAlive == null) {
      firstAlive = task;
    } else {
      lastAlive.after = task;
    }
    lastAlive = task;
    aliveCount++;
  }

  private void unlink(SimulatedTask task) {
    if (task.before == null) {
      firstAlive = task.after;
    } else {
      task.before.after = task.after;
    }
    if (task.after == null) {
      lastAlive = task.before;
    } else {
      task.after.before = task.before;
    }
    aliveCount--;
  }
}
