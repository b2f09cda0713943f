package meridian.control;

import java.util.List;
import meridian.simulated.checks.Checks;
import meridian.simulated.checks.Violations;

/// What the checkers of a simulated run have found so far; some look only at its end.
///
/// @param checkers their names
/// @param first what they found, in order, at most the first 100
/// @param count how many that were in all
public record Checked(List<String> checkers, List<Violation> first, long count) {
  /// Nobody checked.
  public static final Checked NOTHING = new Checked(List.of(), List.of(), 0);

  public Checked {
    checkers = List.copyOf(checkers);
    first = List.copyOf(first);
  }

  /// Something that must never be true, and was.
  ///
  /// @param checker who found it
  /// @param atNanos when, nanoseconds since the epoch, by the run's clock
  /// @param text what was expected and what was found, with ids; no prompt text and no secret
  public record Violation(String checker, long atNanos, String text) {}

  /// Whether nothing was found.
  public boolean isClean() {
    return count == 0;
  }

  /// What `checks` have found since `before`; itself when that is nothing. Called between turns of
  /// the run.
  static Checked of(Checks checks, Checked before) {
    Violations violations = checks.violations();
    if (before.count() == violations.count() && !before.checkers().isEmpty()) {
      return before;
    }
    return new Checked(
        checks.names(),
        violations.first().stream()
            .map(each -> new Violation(each.checker(), each.atNanos(), each.text()))
            .toList(),
        violations.count());
  }
}
