package meridian.control;

import java.util.Optional;
import meridian.control.Gateway.Reaction;
import meridian.telemetry.Event;
import meridian.telemetry.Snapshot;

/// What it means to let an alarm be quiet, in either world.
final class QuietAlarms {
  private QuietAlarms() {}

  /// Why it cannot be; empty when it can.
  static Optional<Reaction> obstacle(Command.QuietAlarm quiet, Snapshot newest) {
    boolean isRaised =
        newest.alarms().stream()
            .anyMatch(
                alarm -> alarm.rule() == quiet.rule() && alarm.subject().equals(quiet.subject()));
    return isRaised
        ? Optional.empty()
        : Optional.of(
            new Reaction.Rejected(
                "expected a raised alarm, found %s, which is not raised any more; nothing to do"
                    .formatted(name(quiet))));
  }

  /// What is told of it.
  static Event event(Command.QuietAlarm quiet, long nowNanos) {
    long until =
        quiet.snooze().map(time -> Math.addExact(nowNanos, time.toNanos())).orElse(Long.MAX_VALUE);
    return new Event.AlarmQuieted(quiet.rule(), quiet.subject(), until, nowNanos);
  }

  /// What was done, for the log of actions.
  static String note(Command.QuietAlarm quiet) {
    return quiet
        .snooze()
        .map(time -> "alarm snoozed for " + minutes(time) + ": " + name(quiet))
        .orElseGet(() -> "alarm acknowledged: " + name(quiet));
  }

  private static String minutes(java.time.Duration time) {
    return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }

  private static String name(Command.QuietAlarm quiet) {
    return quiet.rule().label() + (quiet.subject().isEmpty() ? "" : " at " + quiet.subject());
  }
}
