package meridian.wire;

import java.util.OptionalLong;
import meridian.Stage;
import meridian.StageTimes;

/// Writes `Server-Timing` (W3C): the stages that took time, in milliseconds with three decimals,
/// then the total when it is known.
final class ServerTiming {
  private static final long NANOS_PER_MICRO = 1_000L;
  private static final long MICROS_PER_MILLI = 1_000L;

  private ServerTiming() {}

  /// The header's value; empty when nothing took a microsecond and no total is known.
  static String of(StageTimes stages, OptionalLong totalNanos) {
    StringBuilder text = new StringBuilder(160);
    for (Stage stage : Stage.values()) {
      append(text, stage.label(), stages.nanos(stage), false);
    }
    totalNanos.ifPresent(total -> append(text, "total", total, true));
    return text.toString();
  }

  private static void append(StringBuilder text, String name, long nanos, boolean evenZero) {
    long micros = (nanos + NANOS_PER_MICRO / 2) / NANOS_PER_MICRO;
    if (micros <= 0 && !evenZero) {
      return;
    }
    if (!text.isEmpty()) {
      text.append(", ");
    }
    long fraction = micros % MICROS_PER_MILLI;
    text.append(name).append(";dur=").append(micros / MICROS_PER_MILLI).append('.');
    if (fraction < 100) {
      text.append('0');
    }
    if (fraction < 10) {
      text.append('0');
    }
    text.append(fraction);
  }
}
