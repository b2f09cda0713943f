package meridian.telemetry;

import java.util.Locale;

/// Whether calls are kept from a target that failed.
public enum Breaker {
  /// No: it is well, as far as is known.
  CLOSED(0),
  /// Yes.
  OPEN(1),
  /// All but one, which is on its way to see whether the target is well again.
  HALF_OPEN(2);

  private final int code;
  private final String label = name().toLowerCase(Locale.ROOT);

  Breaker(int code) {
    this.code = code;
  }

  /// The name in metrics.
  String label() {
    return label;
  }

  /// The number in `meridian_breaker_state`.
  int code() {
    return code;
  }
}
