package meridian.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import meridian.time.Interruption;
import meridian.time.Tasks;
import org.jspecify.annotations.Nullable;

/// One task of a simulated world; guarded by the baton, but for the hand-off itself.
final class SimulatedTask implements Tasks.Handle {
  private final Kernel kernel;
  private final String name;
  private final long number;
  private final Runnable work;
  private final List<SimulatedTask> joiners = new ArrayList<>(0);
  private @Nullable Thread thread;
  private volatile boolean hasBaton;
  private boolean isInterrupted;
  private boolean isOver;
  private long turn;
  private String waitingFor = "its start";

  /// Its neighbours among the living, kept by the kernel.
  @Nullable SimulatedTask before;

  @Nullable SimulatedTask after;

  SimulatedTask(Kernel kernel, String name, long number, Runnable work) {
    this.kernel = kernel;
    this.name = name;
    this.number = number;
    this.work = work;
  }

  String name() {
    return name;
  }

  /// Counts the tasks of a world from 0.
  long number() {
    return number;
  }

  Runnable work() {
    return work;
  }

  /// How often it has been given the baton.
  long turn() {
    return turn;
  }

  boolean isOver() {
    return isOver;
  }

  boolean isStarted() {
    return thread != null;
  }

  boolean runsOn(Thread current) {
    return thread == current;
  }

  void runOn(Thread carrier) {
    thread = carrier;
  }

  void begin() {
    java.util.Objects.requireNonNull(thread).start();
  }

  void nextTurn() {
    turn++;
  }

  void over() {
    isOver = true;
    for (SimulatedTask joiner : joiners) {
      kernel.wake(joiner, kernel.nanos());
    }
  }

  void waitingFor(String what) {
    waitingFor = what;
  }

  void throwIfInterrupted(String whileDoing) {
    if (isInterrupted) {
      throw new Interruption(whileDoing);
    }
  }

  /// Waits until it is given the baton.
  void park() {
    while (!hasBaton) {
      LockSupport.park(this);
    }
    hasBaton = false;
  }

  void unpark() {
    hasBaton = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void interrupt() {
    if (!isOver && !isInterrupted) {
      isInterrupted = true;
      kernel.wake(this, kernel.nanos());
    }
  }

  @Override
  public void join() {
    SimulatedTask self = kernel.self();
    while (!isOver) {
      self.throwIfInterrupted("joining " + name);
      joiners.add(self);
      self.waitingFor("the end of " + name);
      kernel.waitForBaton(self);
      joiners.remove(self);
    }
  }

  /// What it waits for and where, for the report of a stuck world.
  String report() {
    StringBuilder text = new StringBuilder("  ").append(name).append(" waits for ");
    text.append(waitingFor);
    Thread carrier = thread;
    if (carrier != null) {
      for (StackTraceElement frame : carrier.getStackTrace()) {
        boolean isOurs =
            frame.getClassName().startsWith("meridian.")
                && !frame.getClassName().startsWith("meridian.simulated.");
        if (isOurs) {
          text.append("\n    at ").append(frame);
        }
      }
    }
    return text.toString();
  }
}
