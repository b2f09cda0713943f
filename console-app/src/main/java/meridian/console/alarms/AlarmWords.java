package meridian.console.alarms;

import java.time.Duration;
import meridian.console.format.Figures;
import meridian.telemetry.AlarmRule;
import meridian.telemetry.AlarmSeverity;
import meridian.telemetry.Snapshot;

/// What is said of an alarm: what is wrong, how much, from when on it is raised, what to look at.
final class AlarmWords {
  private AlarmWords() {}

  /// What is wrong, in a few words.
  static String title(Snapshot.Alarm alarm) {
    String what =
        switch (alarm.rule()) {
          case KV_PROPAGATION -> "KV propagation is slow";
          case FINGERPRINT_MISMATCH -> "Edge and origin fingerprint differently";
          case AVAILABILITY -> "Requests fail";
          case REVOCATION_LAG -> "A revoked key lived too long";
          case CLOCK_SKEW -> "A clock is wrong";
          case COLD_STARTS -> "Requests wait for cold starts";
          case PROVIDER_FAILING -> "Provider calls fail";
          case KV_WRITES_REFUSED -> "The KV refuses writes";
          case ORIGIN_FELL_OVER -> "An origin does not answer";
          case RECORDS_LOST -> "Records are lost";
          case OVERSPENT -> "A balance is overspent";
        };
    return alarm.subject().isEmpty() ? what : what + " at " + alarm.subject();
  }

  /// The figure of the last minute: `16 % of requests failed (n 312)`.
  static String figure(Snapshot.Alarm alarm) {
    String amount = alarm.rule().text(alarm.value()) + " " + alarm.rule().words();
    return alarm.rule().isShare() ? amount + " (n " + Figures.count(alarm.cases()) + ")" : amount;
  }

  /// When it is raised: `raised from 5 % of at least 20 in the last minute, for 10 s`.
  static String threshold(AlarmRule rule) {
    String from =
        rule.isShare()
            ? rule.text(rule.threshold()) + " of at least " + rule.fewest()
            : rule.text(rule.threshold());
    Duration hold = rule.hold();
    return "raised from "
        + from
        + " in the last minute"
        + (hold.isZero() ? "" : ", for " + Figures.age(hold.toNanos()));
  }

  /// What to look at.
  static String advice(AlarmRule rule) {
    return switch (rule) {
      case KV_PROPAGATION ->
          "The KV brings answers here late; the origin holds them, so it costs milliseconds and no"
              + " provider call. Look at the KV lag and at faults on the time axis.";
      case FINGERPRINT_MISMATCH ->
          "What the origin stores is never found here. One of the two runs another version of the"
              + " fingerprint: compare both, and bring them to one.";
      case AVAILABILITY ->
          "Look at this point of presence's refused requests: 502 and 504 are the origin or a"
              + " provider, 503 is load or a missing region.";
      case REVOCATION_LAG ->
          "A point of presence refused the key more than a minute after its revocation. Look at the"
              + " KV lag there; edge.keyLease bounds how long a key may live on.";
      case CLOCK_SKEW ->
          "This point of presence's clock is more than 30 s off the origin's. Keys are still let"
              + " in; ages of entries and expiries of keys are wrong by as much. Set it right, and"
              + " see that its time service runs.";
      case COLD_STARTS ->
          "There is too little traffic to stay awake here. Keep it warm, or let its clients go to a"
              + " busier point of presence.";
      case PROVIDER_FAILING ->
          "Look at the misses and the provider regions they went to. A model with a second region"
              + " or a fallback goes on being answered.";
      case KV_WRITES_REFUSED ->
          "Its cap is reached or it does not answer; new answers stay at the origin. Look at"
              + " kv.writesPerDay, or write second sightings only.";
      case ORIGIN_FELL_OVER ->
          "A region is down or cut off. In pattern 2.5 decide whether to promote the standby; in"
              + " pattern 3 the others answer.";
      case RECORDS_LOST ->
          "What one region did last never reached the one that took over, or a spool was full."
              + " meridian_changes_lost_total says of which kind.";
      case OVERSPENT ->
          "With naive quotas each region believes in the whole balance. Use replication.quota:"
              + " escrow, or fund the project.";
    };
  }

  /// A sign for each severity, so that colour is never alone.
  static String sign(AlarmSeverity severity) {
    return switch (severity) {
      case WARNING -> "▲";
      case CRITICAL -> "■";
    };
  }

  /// The style class that colours it.
  static String style(AlarmSeverity severity) {
    return switch (severity) {
      case WARNING -> "warn";
      case CRITICAL -> "crit";
    };
  }
}
