package meridian.live.time;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import meridian.time.Interruption;
import meridian.time.Tasks;
import meridian.time.TooManyTasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tasks, each on a virtual thread of its own, at most `bound` at once.
///
/// At the bound [#start] throws [TooManyTasks]; after [#close] it throws [Interruption].
final class VirtualTasks {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualTasks.class);
  private static final int NAMED_STUCK_TASKS = 10;

  private final SystemWorld world;
  private final int bound;
  private final Semaphore places;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;

  VirtualTasks(SystemWorld world, int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("tasks: expected a bound of 1 or more, found " + bound);
    }
    this.world = world;
    this.bound = bound;
    this.places = new Semaphore(bound);
  }

  Tasks.Handle start(String name, Runnable work) {
    if (isClosed) {
      throw new Interruption("starting task '" + name + "': this world has stopped");
    }
    if (!places.tryAcquire()) {
      throw new TooManyTasks(name, bound);
    }
    Thread thread = Thread.ofVirtual().name(name).unstarted(() -> run(name, work));
    threads.add(thread);
    thread.start();
    if (isClosed) {
      thread.interrupt(); // close() may have walked past before this one was added
    }
    return new ThreadHandle(thread);
  }

  @SuppressWarnings("CatchingUnchecked") // whatever escapes ends this task and no other
  private void run(String name, Runnable work) {
    try {
      work.run();
    } catch (Interruption stopped) {
      LOG.debug("task '{}' ended: {}", name, stopped.getMessage());
    } catch (Throwable escaped) {
      LOG.error("task '{}' ended by an exception nobody caught", name, escaped);
    } finally {
      threads.remove(Thread.currentThread());
      places.release();
    }
  }

  int running() {
    return bound - places.availablePermits();
  }

  void close() {
    isClosed = true;
    List<Thread> open =
        threads.stream().filter(thread -> thread != Thread.currentThread()).toList();
    open.forEach(Thread::interrupt);
    long until = world.nanos() + SystemWorld.STOP_WAIT.toNanos();
    for (Thread thread : open) {
      if (!joined(thread, until - world.nanos())) {
        break;
      }
    }
    List<String> stuck =
        open.stream()
            .filter(Thread::isAlive)
            .map(Thread::getName)
            .sorted()
            .limit(NAMED_STUCK_TASKS)
            .toList();
    if (!stuck.isEmpty()) {
      LOG.warn(
          "stopped without waiting longer for tasks that did not end within {}: {}",
          SystemWorld.STOP_WAIT,
          stuck);
    }
  }

  private static boolean joined(Thread thread, long waitNanos) {
    try {
      return thread.join(Duration.ofNanos(Math.max(0, waitNanos)));
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private record ThreadHandle(Thread thread) implements Tasks.Handle {
    @Override
    public void interrupt() {
      thread.interrupt();
    }

    @Override
    public void join() {
      try {
        thread.join();
      } catch (InterruptedException told) {
        Thread.currentThread().interrupt();
        throw new Interruption("waiting for task '" + thread.getName() + "'");
      }
    }
  }
}
