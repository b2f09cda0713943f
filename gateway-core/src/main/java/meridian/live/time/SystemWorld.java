package meridian.live.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import meridian.time.Interruption;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WorldClock;

/// The live world: the system's clock, and tasks on virtual threads.
///
/// The wall clock is read once, at construction; from then on the moments come from the monotonic
/// clock, so they never go backwards and a step of the system time moves nothing. A process that
/// runs for days drifts from wall time by as much as that was corrected.
///
/// Safe for any number of threads.
public final class SystemWorld implements WorldClock, Tasks, AutoCloseable {
  /// How many tasks may run at once unless said otherwise.
  public static final int DEFAULT_TASKS = 20_000;

  /// How long [#close] waits for tasks that were told to stop.
  public static final Duration STOP_WAIT = Duration.ofSeconds(10);

  private static final long LONGEST_PARK_NANOS = Duration.ofHours(1).toNanos();

  private final long epochNanos;
  private final long startTicks;
  private final VirtualTasks tasks;

  /// A world of at most [#DEFAULT_TASKS] tasks.
  public SystemWorld() {
    this(DEFAULT_TASKS);
  }

  /// A world of at most `maxTasks` tasks at once, 1 or more.
  public SystemWorld(int maxTasks) {
    Instant now = Instant.now();
    this.startTicks = System.nanoTime();
    this.epochNanos =
        Math.addExact(
            Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), (long) now.getNano());
    this.tasks = new VirtualTasks(this, maxTasks);
  }

  @Override
  public long nanos() {
    return epochNanos + (System.nanoTime() - startTicks);
  }

  /// Parks until then. Wakes late by the timer's slack, about 0.1 ms on an idle machine, never
  /// early.
  @Override
  public void sleepUntil(long nanos) {
    for (long now = nanos(); now < nanos; now = nanos()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Interruption("sleeping");
      }
      LockSupport.parkNanos(this, Math.min(nanos - now, LONGEST_PARK_NANOS));
    }
  }

  @Override
  public Handle start(String name, Runnable work) {
    return tasks.start(name, work);
  }

  @Override
  public <T> Mailbox<T> mailbox(int capacity) {
    return new QueueMailbox<>(this, capacity);
  }

  /// How many tasks run now.
  public int running() {
    return tasks.running();
  }

  /// Tells every task to stop, refuses new ones, and waits [#STOP_WAIT] at most until they have
  /// ended; names in the log those that have not.
  @Override
  public void close() {
    tasks.close();
  }
}
