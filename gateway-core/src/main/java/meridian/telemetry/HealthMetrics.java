package meridian.telemetry;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics of what is not well: breakers and alarms, how often they changed and how they stand
/// now. Confined to the meter's one writer.
final class HealthMetrics {
  final Family<Family.Tally> breakers =
      Family.counter(
          "meridian_breaker_changes_total",
          "How often an origin stopped sending calls to a provider target or to Redis (open), sent"
              + " a probe (half_open) and went on (closed).",
          Family.FEW,
          "target",
          "state");
  final Family<Family.Tally> alarms =
      Family.counter(
          "meridian_alarms_total", "How often each alarm was raised.", Family.FEW, "alarm");

  private final BreakerStates breakerStates = new BreakerStates();
  private final Map<AlarmRule, Long> activeAlarms = new EnumMap<>(AlarmRule.class);

  HealthMetrics() {
    for (AlarmRule rule : AlarmRule.values()) {
      activeAlarms.put(rule, 0L);
    }
  }

  void targetChanged(Event.TargetChanged changed) {
    breakers.of(changed.target(), changed.breaker().label()).add(1);
    breakerStates.told(changed);
  }

  void alarmChanged(Alarms.Change alarm) {
    if (alarm.isRaised()) {
      alarms.of(alarm.rule().label()).add(1);
    }
    activeAlarms.merge(alarm.rule(), alarm.isRaised() ? 1L : -1L, Long::sum);
  }

  /// How alarms and breakers stand now.
  List<Totals.Metric> gauges() {
    Map<String, Long> active = new LinkedHashMap<>();
    activeAlarms.forEach((rule, count) -> active.put(rule.label(), count));
    return List.of(
        Totals.gauges(
            "meridian_alarm_active",
            "Alarms that are raised now, by rule: points of presence each have their own.",
            "alarm",
            active),
        Totals.gauges(
            "meridian_breaker_state",
            "Provider targets, and Redis, that changed at least once: 1 while an origin sends it no"
                + " calls (open), else 2 while one sends it a probe (half-open), else 0 (closed).",
            "target",
            breakerStates.byTarget()));
  }
}
