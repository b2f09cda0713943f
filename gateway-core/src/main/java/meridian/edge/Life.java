package meridian.edge;

import meridian.PopId;
import meridian.time.Interruption;

/// Whether a PoP runs, and which of its lives this is: a crash ends one, the restart begins the
/// next. Safe for several threads.
final class Life {
  private final PopId pop;
  private volatile int number;
  private volatile boolean isDown;

  Life(PopId pop) {
    this.pop = pop;
  }

  /// The number of the life now.
  int number() {
    return number;
  }

  synchronized void crash() {
    number++;
    isDown = true;
  }

  void restart() {
    isDown = false;
  }

  boolean isDown() {
    return isDown;
  }

  /// Ends what began in life `born` and may not go on: its connection is gone, nobody is told.
  ///
  /// @throws Interruption when the PoP is down, or crashed since
  void requireAlive(int born) {
    if (isDown || number != born) {
      throw new Interruption("serving at pop:" + pop + ", which crashed");
    }
  }
}
