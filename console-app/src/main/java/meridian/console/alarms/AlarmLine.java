package meridian.console.alarms;

import java.time.ZoneId;
import java.util.Optional;
import meridian.PopId;
import meridian.console.format.Figures;
import meridian.console.session.Selection;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;

/// One raised alarm as it is shown.
///
/// @param alarm what it is made from
/// @param since when it was raised and how long ago
/// @param state who knows of it: empty, `acknowledged` or `snoozed until 12:19:00`
record AlarmLine(Snapshot.Alarm alarm, String since, String state) {
  static AlarmLine of(Snapshot.Alarm alarm, long nowNanos, ZoneId zone) {
    String since =
        "since "
            + Figures.clock(alarm.sinceNanos(), zone)
            + ", "
            + Figures.age(Math.max(0, nowNanos - alarm.sinceNanos()));
    String state =
        alarm
            .quietUntilNanos()
            .map(until ->
                until == Long.MAX_VALUE
                    ? "acknowledged"
                    : "snoozed until " + Figures.clock(until, zone))
            .orElse("");
    return new AlarmLine(alarm, since, state);
  }

  /// Tells it from the other alarms, as long as it is raised.
  String key() {
    return alarm.rule().label() + " " + alarm.subject();
  }

  /// The room that shows more.
  String room() {
    return switch (alarm.rule()) {
      case AVAILABILITY, FINGERPRINT_MISMATCH, PROVIDER_FAILING -> "Timelines";
      case KV_PROPAGATION,
          REVOCATION_LAG,
          CLOCK_SKEW,
          COLD_STARTS,
          KV_WRITES_REFUSED,
          ORIGIN_FELL_OVER,
          RECORDS_LOST,
          OVERSPENT ->
          "World";
    };
  }

  /// What that room is to show; nothing for an alarm of the whole gateway that no request shows.
  Optional<Selection> selection() {
    return switch (alarm.rule()) {
      case PROVIDER_FAILING -> Optional.of(new Selection.OnePath(RequestPath.REFUSED));
      default ->
          alarm.subject().isEmpty()
              ? Optional.empty()
              : Optional.of(new Selection.OnePop(new PopId(alarm.subject())));
    };
  }
}
