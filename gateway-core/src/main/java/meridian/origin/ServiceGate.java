package meridian.origin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import meridian.time.Deadline;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WorldClock;

/// How many requests an origin works on at once, and how much longer each takes: open unless it is
/// overloaded. First come, first served.
///
/// At most [#MAX_WAITING] wait; a further one is turned away at once, as is one whose deadline
/// passes. Safe for several threads; nobody waits while holding its lock.
public final class ServiceGate {
  /// At most this many requests wait.
  public static final int MAX_WAITING = 10_000;

  private final WorldClock clock;
  private final Tasks tasks;
  private final ArrayDeque<Mailbox<Boolean>> waiting = new ArrayDeque<>();
  private int concurrency = Integer.MAX_VALUE;
  private long extraNanos;
  private int inside;

  ServiceGate(WorldClock clock, Tasks tasks) {
    this.clock = clock;
    this.tasks = tasks;
  }

  /// From now on at most `most` requests at once, each `extra` longer; [Integer#MAX_VALUE] and zero
  /// open it. Who works already goes on.
  public synchronized void limit(int most, Duration extra) {
    concurrency = most;
    extraNanos = extra.toNanos();
    admit();
  }

  /// Waits for a turn, then for the extra service time; false when there is none before `deadline`.
  /// Who got one gives it back with [#leave].
  boolean enter(Deadline deadline) {
    Mailbox<Boolean> turn;
    synchronized (this) {
      if (inside < concurrency && waiting.isEmpty()) {
        inside++;
        if (extraNanos == 0) {
          return true;
        }
        turn = tasks.mailbox(1);
        turn.offer(true);
      } else if (waiting.size() >= MAX_WAITING) {
        return false;
      } else {
        turn = tasks.mailbox(1);
        waiting.addLast(turn);
      }
    }
    boolean isIn = false;
    try {
      isIn = turn.take(deadline).isPresent();
      if (isIn) {
        clock.sleepUntil(clock.nanos() + extra());
      }
      return isIn;
    } finally {
      if (!isIn) {
        giveUp(turn);
      }
    }
  }

  /// Gives a turn back.
  synchronized void leave() {
    inside--;
    admit();
  }

  private synchronized long extra() {
    return extraNanos;
  }

  private synchronized void giveUp(Mailbox<Boolean> turn) {
    boolean wasWaiting = false;
    for (Iterator<Mailbox<Boolean>> each = waiting.iterator(); each.hasNext(); ) {
      if (each.next().equals(turn)) {
        each.remove();
        wasWaiting = true;
        break;
      }
    }
    if (!wasWaiting) {
      leave(); // its turn came while it gave up
    }
  }

  private void admit() {
    while (inside < concurrency && !waiting.isEmpty()) {
      inside++;
      waiting.removeFirst().offer(true);
    }
  }
}
