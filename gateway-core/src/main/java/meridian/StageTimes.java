package meridian;

import java.util.Arrays;

/// How long one request spent in each stage, in nanoseconds.
public final class StageTimes {
  /// No time in any stage.
  public static final StageTimes NONE = new StageTimes(new long[Stage.COUNT]);

  private final long[] nanos;

  private StageTimes(long[] nanos) {
    this.nanos = nanos;
  }

  /// Times by [Stage#ordinal()]; the array must hold [Stage#COUNT] values of 0 or more, and the
  /// caller must not change it afterwards.
  public static StageTimes of(long[] nanosByStage) {
    if (nanosByStage.length != Stage.COUNT) {
      throw new IllegalArgumentException(
          "stage times: expected " + Stage.COUNT + " values, found " + nanosByStage.length);
    }
    for (long value : nanosByStage) {
      if (value < 0) {
        throw new IllegalArgumentException("stage times: expected 0 or more, found " + value);
      }
    }
    return new StageTimes(nanosByStage);
  }

  /// Nanoseconds spent in `stage`, 0 or more.
  public long nanos(Stage stage) {
    return nanos[stage.ordinal()];
  }

  /// Adds each stage's time to the place of its [Stage#ordinal()] in `nanosByStage`, which holds
  /// [Stage#COUNT] values.
  public void addTo(long[] nanosByStage) {
    for (int i = 0; i < nanos.length; i++) {
      nanosByStage[i] += nanos[i];
    }
  }

  /// The sum over all stages in nanoseconds.
  public long sumNanos() {
    long sum = 0;
    for (long value : nanos) {
      sum += value;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StageTimes times && Arrays.equals(nanos, times.nanos);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(nanos);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Stage stage : Stage.values()) {
      if (nanos(stage) > 0) {
        text.append(stage.label()).append('=').append(nanos(stage)).append("ns ");
      }
    }
    return text.toString().stripTrailing();
  }
}
