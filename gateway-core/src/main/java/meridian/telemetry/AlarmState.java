package meridian.telemetry;

import java.util.Locale;

/// One rule about one subject: its cases of the last minute, and whether the alarm is raised.
/// Confined to the meter's writer.
final class AlarmState {
  private static final int CASES = 0;
  private static final int BAD = 1;

  private final AlarmRule rule;
  private final String subject;
  private final WindowCounts counts;
  private boolean isRaised;
  private long otherSinceNanos = Long.MAX_VALUE;

  /// @param subject a PoP's code, or empty for the gateway
  AlarmState(AlarmRule rule, String subject, long slot) {
    this.rule = rule;
    this.subject = subject;
    this.counts = new WindowCounts(2, slot);
  }

  /// Counts a case.
  void count(long slot, boolean isBad) {
    counts.add(slot, CASES);
    if (isBad) {
      counts.add(slot, BAD);
    }
  }

  /// Looks at the last minute; says whether the alarm was raised or cleared just now.
  boolean isChanged(long nowNanos) {
    counts.roll(Window.slotOf(nowNanos));
    boolean isBad = counts.count(CASES) >= rule.fewest() && value() >= rule.threshold();
    if (isBad == isRaised) {
      otherSinceNanos = Long.MAX_VALUE;
      return false;
    }
    otherSinceNanos = Math.min(otherSinceNanos, nowNanos);
    if (nowNanos - otherSinceNanos < rule.hold().toNanos()) {
      return false;
    }
    isRaised = isBad;
    otherSinceNanos = Long.MAX_VALUE;
    return true;
  }

  private double value() {
    double bad = (double) counts.count(BAD);
    return rule.isShare() ? bad / Math.max(1, (double) counts.count(CASES)) : bad;
  }

  boolean isRaised() {
    return isRaised;
  }

  /// The alarm as it is now.
  Alarms.Change change(long nowNanos) {
    String amount =
        rule.isShare()
            ? String.format(Locale.ROOT, "%.0f %%", 100 * value())
            : String.valueOf(counts.count(BAD));
    String where = subject.isEmpty() ? "" : " at " + subject;
    return new Alarms.Change(
        rule,
        subject,
        isRaised,
        rule.label() + where + ": " + amount + " " + rule.words(),
        nowNanos);
  }
}
