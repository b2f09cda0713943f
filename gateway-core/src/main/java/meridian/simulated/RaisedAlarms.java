package meridian.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.telemetry.Alarms;

/// The alarms of a run, in the order in which they were raised; of more than [#MOST] the first.
/// Guarded by the baton.
final class RaisedAlarms {
  /// How many are kept.
  static final int MOST = 10_000;

  private final List<RaisedAlarm> all = new ArrayList<>();

  void changed(Alarms.Change change) {
    if (!change.isRaised()) {
      all.replaceAll(each -> isOpen(each, change) ? each.until(change.atNanos()) : each);
    } else if (all.size() < MOST) {
      all.add(
          new RaisedAlarm(
              change.rule().label(),
              change.subject(),
              change.text(),
              change.atNanos(),
              Optional.empty()));
    }
  }

  private static boolean isOpen(RaisedAlarm each, Alarms.Change change) {
    return each.untilNanos().isEmpty()
        && each.alarm().equals(change.rule().label())
        && each.subject().equals(change.subject());
  }

  /// Whether an alarm of this name, about anything, was raised at any time from the one moment to
  /// before the other.
  boolean wasRaised(String alarm, long fromNanos, long untilNanos) {
    return all.stream()
        .anyMatch(each ->
            each.alarm().equals(alarm)
                && each.fromNanos() < untilNanos
                && each.untilNanos().orElse(Long.MAX_VALUE) > fromNanos);
  }

  List<RaisedAlarm> list() {
    return List.copyOf(all);
  }
}
