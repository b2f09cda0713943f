package meridian.telemetry;

import java.util.Optional;

/// One rule about one subject: its cases of the last minute, and whether the alarm is raised.
/// Confined to the meter's writer.
final class AlarmState {
  private static final int CASES = 0;
  private static final int BAD = 1;

  private final AlarmRule rule;
  private final String subject;
  private final WindowCounts counts;
  private boolean isRaised;
  private long sinceNanos;
  private long quietUntilNanos = Long.MIN_VALUE;
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

  /// Counts so many cases that are all bad.
  void countBad(long slot, long times) {
    counts.add(slot, CASES, times);
    counts.add(slot, BAD, times);
  }

  /// Somebody knows of it; it stays quiet until then, and no longer than it is raised.
  void quiet(long untilNanos) {
    if (isRaised) {
      quietUntilNanos = untilNanos;
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
    sinceNanos = nowNanos;
    quietUntilNanos = Long.MIN_VALUE;
    otherSinceNanos = Long.MAX_VALUE;
    return true;
  }

  private double value() {
    double bad = (double) counts.count(BAD);
    return rule.isShare() ? bad / Math.max(1, (double) counts.count(CASES)) : bad;
  }

  boolean isAbout(AlarmRule otherRule, String otherSubject) {
    return rule == otherRule && subject.equals(otherSubject);
  }

  boolean isRaised() {
    return isRaised;
  }

  /// The raised alarm as of the last look.
  Snapshot.Alarm reading(long nowNanos) {
    return new Snapshot.Alarm(
        rule,
        subject,
        sinceNanos,
        value(),
        counts.count(CASES),
        quietUntilNanos > nowNanos ? Optional.of(quietUntilNanos) : Optional.empty());
  }

  /// The alarm as it is now.
  Alarms.Change change(long nowNanos) {
    String where = subject.isEmpty() ? "" : " at " + subject;
    return new Alarms.Change(
        rule,
        subject,
        isRaised,
        rule.label() + where + ": " + rule.text(value()) + " " + rule.words(),
        nowNanos);
  }
}
