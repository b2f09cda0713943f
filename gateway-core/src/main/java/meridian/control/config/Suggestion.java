package meridian.control.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// The name that somebody who mistyped probably meant.
final class Suggestion {
  private Suggestion() {}

  /// The candidate nearest to `found` by edit distance, case aside; among equals the first. Empty
  /// when more than a third of its letters (and more than two) would have to change; a beginning of
  /// three letters or more counts as near.
  static Optional<String> nearest(String found, Collection<String> candidates) {
    String wanted = found.toLowerCase(Locale.ROOT);
    if (wanted.length() > 64) {
      return Optional.empty();
    }
    Optional<String> best = Optional.empty();
    int least = Math.max(2, wanted.length() / 3) + 1;
    for (String candidate : candidates) {
      String name = candidate.toLowerCase(Locale.ROOT);
      boolean isBeginning = wanted.length() >= 3 && name.startsWith(wanted);
      int distance = isBeginning ? Math.min(1, distance(wanted, name)) : distance(wanted, name);
      if (distance < least) {
        least = distance;
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /// `write 'softTtl'` when something is near, `otherwise` when nothing is.
  static String advice(String found, Collection<String> candidates, String otherwise) {
    return nearest(found, candidates).map(near -> "write '" + near + "'").orElse(otherwise);
  }

  /// Letters inserted, removed, replaced or swapped with their neighbour.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
