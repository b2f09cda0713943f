package meridian.scenario;

import java.time.Duration;

/// A part of a scenario's time.
///
/// @param from from the scenario's start until it begins, 0 or more
/// @param until from the scenario's start until it ends, after `from`; [#END] for the scenario's
///   end
public record Span(Duration from, Duration until) {
  /// Longer than any scenario: until the end.
  public static final Duration END = Duration.ofDays(36_500);

  /// All of it.
  public static final Span ALL = new Span(Duration.ZERO, END);

  public Span {
    Require.that(
        !from.isNegative() && until.compareTo(from) > 0,
        "span",
        "a beginning of 0 or more and an end after it",
        from + " to " + until);
  }

  /// Whether a moment this long after the start lies in it; its end does not.
  public boolean contains(Duration offset) {
    return offset.compareTo(from) >= 0 && offset.compareTo(until) < 0;
  }
}
