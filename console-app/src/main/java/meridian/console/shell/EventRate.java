package meridian.console.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import meridian.telemetry.Snapshot;

/// How many events a second the gateway counts, over the last two seconds of snapshots. One thread
/// only.
final class EventRate {
  private static final long WINDOW_NANOS = 2_000_000_000L;

  private final Deque<Snapshot> snapshots = new ArrayDeque<>();

  /// Takes note of `snapshot`; the same one changes nothing, an older one begins anew.
  void add(Snapshot snapshot) {
    if (!snapshots.isEmpty() && snapshots.getLast().number() == snapshot.number()) {
      return;
    }
    if (!snapshots.isEmpty() && snapshots.getLast().number() > snapshot.number()) {
      snapshots.clear();
    }
    snapshots.addLast(snapshot);
    while (snapshots.size() > 2
        && snapshot.takenNanos() - snapshots.getFirst().takenNanos() > WINDOW_NANOS) {
      snapshots.removeFirst();
    }
  }

  /// Events per second, 0 with fewer than two snapshots.
  double perSecond() {
    if (snapshots.size() < 2) {
      return 0;
    }
    Snapshot first = snapshots.getFirst();
    Snapshot last = snapshots.getLast();
    long nanos = last.takenNanos() - first.takenNanos();
    return nanos <= 0 ? 0 : (last.eventsTotal() - first.eventsTotal()) * 1e9 / nanos;
  }
}
