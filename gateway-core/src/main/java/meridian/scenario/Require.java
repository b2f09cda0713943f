package meridian.scenario;

import java.time.Duration;

/// The checks of this room's records, with one form of message.
final class Require {
  private Require() {}

  static void that(boolean holds, String what, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": expected " + expected + ", found " + found);
    }
  }

  static void positive(String what, Duration found) {
    that(found.isPositive(), what, "above 0", found);
  }

  static void share(String what, double found) {
    that(found >= 0 && found <= 1, what, "a share of 0 to 1", found);
  }

  static void someShare(String what, double found) {
    that(found > 0 && found <= 1, what, "a share above 0, 1 at most", found);
  }
}
