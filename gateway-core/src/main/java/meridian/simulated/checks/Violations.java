package meridian.simulated.checks;

import java.util.ArrayList;
import java.util.List;

/// What checkers found in one run: the first [#KEPT] in full, the others counted. Guarded by the
/// baton.
public final class Violations {
  /// How many are kept in full.
  public static final int KEPT = 100;

  private final List<Violation> first = new ArrayList<>();
  private long count;

  Violations() {}

  void add(String checker, long atNanos, String text) {
    count++;
    if (first.size() < KEPT) {
      first.add(new Violation(checker, atNanos, text));
    }
  }

  /// The first ones, in the order they were found.
  public List<Violation> first() {
    return List.copyOf(first);
  }

  /// How many there were in all.
  public long count() {
    return count;
  }
}
