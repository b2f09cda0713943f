package meridian.console.shell;

import java.util.Optional;

/// How fast a simulated clock goes.
enum Speed {
  PAUSED("❚❚", 0, "Paused"),
  REAL("1×", 1, "As fast as reality"),
  TENFOLD("10×", 10, "Ten virtual seconds for each real one"),
  SIXTYFOLD("60×", 60, "A minute each second"),
  MOST("max", Double.POSITIVE_INFINITY, "As fast as the machine can");

  private final String title;
  private final double factor;
  private final String meaning;

  Speed(String title, double factor, String meaning) {
    this.title = title;
    this.factor = factor;
    this.meaning = meaning;
  }

  String title() {
    return title;
  }

  /// Virtual seconds for each real one.
  double factor() {
    return factor;
  }

  String meaning() {
    return meaning;
  }

  /// The speed of this factor, when it is one of these.
  static Optional<Speed> of(double factor) {
    for (Speed speed : values()) {
      if (speed.factor == factor) {
        return Optional.of(speed);
      }
    }
    return Optional.empty();
  }
}
