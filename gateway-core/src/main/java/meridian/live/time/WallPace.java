package meridian.live.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import meridian.time.Pace;

/// Holds a virtual clock back so that it goes at a chosen multiple of real time.
///
/// A world that cannot keep up is not hurried afterwards: it goes on at the chosen speed from where
/// it is. Safe for any thread; one world waits at it.
public final class WallPace implements Pace {
  /// As fast as the machine can.
  public static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private static final double LATE_NANOS = 1e9;
  private static final double SHORTEST_REST_NANOS = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private double factor;
  private long anchorWorldNanos;
  private long anchorWallNanos = System.nanoTime();
  private long haltNanos = Long.MAX_VALUE;
  private boolean isCalled;

  /// @param startNanos what the world's clock shows now
  /// @param factor virtual seconds for each real one: 0 stands still, [#UNLIMITED] does not wait
  public WallPace(long startNanos, double factor) {
    this.anchorWorldNanos = startNanos;
    this.factor = checked(factor);
  }

  private static double checked(double factor) {
    if (!(factor >= 0)) {
      throw new IllegalArgumentException("speed: expected 0 or more, found " + factor);
    }
    return factor;
  }

  /// From now on `newFactor` virtual seconds for each real one.
  public void speed(double newFactor) {
    lock.lock();
    try {
      anchor(position());
      factor = checked(newFactor);
      haltNanos = Long.MAX_VALUE;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Lets `stepNanos` of virtual time pass as fast as the machine can, then stands still.
  public void step(long stepNanos) {
    lock.lock();
    try {
      anchor(position());
      factor = UNLIMITED;
      haltNanos = anchorWorldNanos + stepNanos;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Virtual seconds for each real one; 0 when it stands still.
  public double speed() {
    lock.lock();
    try {
      return factor;
    } finally {
      lock.unlock();
    }
  }

  /// What the clock shows, also between two events.
  public long nanos() {
    lock.lock();
    try {
      return position();
    } finally {
      lock.unlock();
    }
  }

  /// Wakes the world that waits here: something came from outside.
  public void call() {
    lock.lock();
    try {
      isCalled = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long await(long untilNanos) {
    lock.lock();
    try {
      while (true) {
        long reached = factor == UNLIMITED ? haltNanos : position();
        if (reached >= untilNanos) {
          arrive(untilNanos);
          return untilNanos;
        }
        if (factor == UNLIMITED) {
          anchor(haltNanos);
          factor = 0;
          haltNanos = Long.MAX_VALUE;
        }
        if (isCalled) {
          isCalled = false;
          return position();
        }
        rest(untilNanos);
      }
    } finally {
      lock.unlock();
    }
  }

  private long position() {
    return factor == UNLIMITED
        ? anchorWorldNanos
        : anchorWorldNanos + (long) ((System.nanoTime() - anchorWallNanos) * factor);
  }

  /// The world is at `nanos`: one that does not wait, or comes late, goes on from there.
  private void arrive(long nanos) {
    if (factor == UNLIMITED || position() - nanos > LATE_NANOS * Math.max(1, factor)) {
      anchor(nanos);
    }
  }

  private void anchor(long worldNanos) {
    anchorWorldNanos = worldNanos;
    anchorWallNanos = System.nanoTime();
  }

  @SuppressWarnings("WaitNotInLoop") // the loop is await's
  private void rest(long untilNanos) {
    try {
      if (factor == 0) {
        changed.await();
      } else {
        double wait = (untilNanos - position()) / factor;
        changed.await(
            (long) Math.clamp(wait, SHORTEST_REST_NANOS, LATE_NANOS), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      isCalled = true;
    }
  }
}
