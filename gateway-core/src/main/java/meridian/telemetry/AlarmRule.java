package meridian.telemetry;

import java.time.Duration;
import java.util.Locale;

/// When an alarm is raised: a share or a count over the last minute that has been too high for a
/// while. Thresholds are this project's choice, tried on the sample scenarios.
public enum AlarmRule {
  /// The origin's exact cache held a large part of what a PoP missed: the KV is slow to carry
  /// writes there. New questions cannot raise it, for the origin does not hold their answers.
  KV_PROPAGATION(
      AlarmSeverity.WARNING,
      0.2,
      20,
      Duration.ofMinutes(1),
      true,
      "of what the edge missed the origin held already"),
  /// Edge and origin computed different fingerprints.
  FINGERPRINT_MISMATCH(
      AlarmSeverity.CRITICAL,
      1,
      1,
      Duration.ZERO,
      true,
      "requests fingerprinted differently at the origin"),
  /// Requests ended in a 5xx or broke off.
  AVAILABILITY(
      AlarmSeverity.CRITICAL, 0.05, 20, Duration.ofSeconds(10), true, "of requests failed"),
  /// A PoP refused a revoked key for the first time later than a minute after its revocation.
  REVOCATION_LAG(
      AlarmSeverity.CRITICAL, 1, 1, Duration.ZERO, true, "revocations took more than a minute"),
  /// A PoP's clock is so wrong that leases, TTLs and expiries are no longer what they say. Keys are
  /// still let in: what the origin confirms is measured by the PoP's stop-watch.
  CLOCK_SKEW(
      AlarmSeverity.CRITICAL,
      1,
      1,
      Duration.ZERO,
      true,
      "readings of a clock more than 30 s off the origin's; set it right"),
  /// Requests waited for a PoP to start.
  COLD_STARTS(
      AlarmSeverity.WARNING,
      0.2,
      20,
      Duration.ofSeconds(10),
      true,
      "of requests waited for a cold start"),
  /// Provider calls ended without an answer.
  PROVIDER_FAILING(
      AlarmSeverity.CRITICAL,
      0.1,
      10,
      Duration.ofSeconds(10),
      false,
      "of provider calls brought no answer"),
  /// The KV refused writes: its cap is reached, or it does not answer.
  KV_WRITES_REFUSED(
      AlarmSeverity.WARNING, 0.05, 20, Duration.ofSeconds(10), false, "of KV writes were refused"),
  /// PoPs turned from an origin that did not answer to another.
  ORIGIN_FELL_OVER(
      AlarmSeverity.WARNING, 1, 1, Duration.ZERO, false, "times a PoP turned to another origin"),
  /// What one region did will never be known to the one that took over, or usage was lost.
  RECORDS_LOST(
      AlarmSeverity.CRITICAL,
      1,
      1,
      Duration.ZERO,
      false,
      "bookings, keys or usage records are lost"),
  /// The regions together spent more than a balance.
  OVERSPENT(
      AlarmSeverity.CRITICAL,
      1,
      1,
      Duration.ZERO,
      false,
      "times a region saw a balance overspent further");

  private final AlarmSeverity severity;
  private final double threshold;
  private final long fewest;
  private final Duration hold;
  private final boolean isByPop;
  private final String words;
  private final String label = name().toLowerCase(Locale.ROOT);

  AlarmRule(
      AlarmSeverity severity,
      double threshold,
      long fewest,
      Duration hold,
      boolean isByPop,
      String words) {
    this.severity = severity;
    this.threshold = threshold;
    this.fewest = fewest;
    this.hold = hold;
    this.isByPop = isByPop;
    this.words = words;
  }

  /// Its name in scenarios: `kv_propagation`.
  public String label() {
    return label;
  }

  /// How much it matters.
  public AlarmSeverity severity() {
    return severity;
  }

  /// From this value on the alarm is raised: a share below 1, or how many.
  public double threshold() {
    return threshold;
  }

  /// How many cases the last minute must have, so that one slow request accuses nobody.
  public long fewest() {
    return fewest;
  }

  /// For how long the value has to be too high until the alarm is raised, and within bounds again
  /// until it is cleared.
  public Duration hold() {
    return hold;
  }

  /// Whether each PoP has its own alarm; otherwise there is one for the gateway.
  public boolean isByPop() {
    return isByPop;
  }

  /// What is wrong, after the value: `of requests failed`.
  public String words() {
    return words;
  }

  /// A value in words: `16 %`, or how many.
  public String text(double value) {
    return isShare() ? String.format(Locale.ROOT, "%.0f %%", 100 * value) : "" + Math.round(value);
  }

  /// Whether its value is a share of cases; otherwise it counts them.
  public boolean isShare() {
    return threshold < 1;
  }
}
