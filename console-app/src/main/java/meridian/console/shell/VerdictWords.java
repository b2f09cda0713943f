package meridian.console.shell;

import java.time.ZoneOffset;
import java.util.List;
import meridian.console.format.Figures;
import meridian.control.Checked;

/// What is said of the checkers of a simulated run.
final class VerdictWords {
  private VerdictWords() {}

  /// The whole verdict: `12 checkers, no violation`.
  static String brief(Checked checked) {
    String found = checked.isClean() ? "no violation" : plural(checked.count(), "violation");
    return plural(checked.checkers().size(), "checker") + ", " + found;
  }

  /// What the checkers are.
  static String explanation(Checked checked) {
    return "Always on in simulation: "
        + String.join(", ", checked.checkers())
        + ". Some look only at the end of the run.";
  }

  /// When, by the clock of the run.
  static String moment(Checked.Violation violation) {
    return Figures.clockMillis(violation.atNanos(), ZoneOffset.UTC);
  }

  /// One line, as it is copied.
  static String line(Checked.Violation violation) {
    return moment(violation) + "\t" + violation.checker() + "\t" + violation.text();
  }

  /// All that is kept, one line each.
  static String lines(Checked checked) {
    List<String> lines = checked.first().stream().map(VerdictWords::line).toList();
    return String.join("\n", lines) + "\n" + more(checked);
  }

  /// What is only counted; empty when nothing is.
  static String more(Checked checked) {
    long more = checked.count() - checked.first().size();
    return more > 0 ? "and " + Figures.count(more) + " more, only counted" : "";
  }

  private static String plural(long count, String noun) {
    return Figures.count(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
