package meridian.wire;

import java.util.List;
import meridian.Stage;
import meridian.StageTimes;

/// Writes `Server-Timing` (W3C): the stages that took time, in milliseconds with three decimals,
/// then the total when it is known.
final class ServerTiming {
  private static final long NANOS_PER_MICRO = 1_000L;
  private static final long MICROS_PER_MILLI = 1_000L;
  private static final List<Stage> STAGES = List.of(Stage.values());

  private ServerTiming() {}

  /// The header's value; empty when nothing took a microsecond.
  static String of(StageTimes stages) {
    return stages(stages, 0).toString();
  }

  /// The header's value for an answer that leaves in one piece.
  ///
  /// @param downNanos added to `edge_client`
  static String of(StageTimes stages, long downNanos, long totalNanos) {
    StringBuilder text = stages(stages, downNanos);
    append(text, "total", totalNanos, true);
    return text.toString();
  }

  private static StringBuilder stages(StageTimes stages, long downNanos) {
    StringBuilder text = new StringBuilder(120);
    for (int i = 0; i < Stage.COUNT; i++) {
      Stage stage = STAGES.get(i);
      long more = stage == Stage.EDGE_CLIENT ? downNanos : 0;
      append(text, stage.label(), stages.nanos(stage) + more, false);
    }
    return text;
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
