package meridian.telemetry;

/// Upper bounds of the buckets of a Prometheus histogram: 14, and `+Inf` beyond.
final class BucketBounds {
  /// For stages: 0.1 ms to 30 s, with the limits of the article's budget (5, 30, 100 and 200 ms)
  /// among them.
  static final BucketBounds STAGE =
      ofMillis(0.1, 1, 5, 10, 30, 50, 100, 200, 500, 1_000, 2_500, 5_000, 10_000, 30_000);

  /// For the residual: 10 µs to 1 s.
  static final BucketBounds RESIDUAL =
      ofMillis(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1_000);

  /// For lags of replication: 0.1 s to 30 min, with the article's 60 s among them.
  static final BucketBounds LAG =
      ofMillis(
          100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000,
          900_000, 1_800_000);

  private final long[] micros;

  private BucketBounds(long[] micros) {
    this.micros = micros;
  }

  private static BucketBounds ofMillis(double... millis) {
    long[] micros = new long[millis.length];
    for (int i = 0; i < millis.length; i++) {
      micros[i] = Math.round(millis[i] * 1_000);
    }
    return new BucketBounds(micros);
  }

  /// How many bounds there are, `+Inf` left out.
  int size() {
    return micros.length;
  }

  /// Bound `index` in microseconds, from the lowest.
  long micros(int index) {
    return micros[index];
  }

  /// The first bucket whose bound is at or above `nanos`; [#size] for `+Inf`.
  int indexOf(long nanos) {
    int index = 0;
    while (index < micros.length && nanos > micros[index] * 1_000) {
      index++;
    }
    return index;
  }
}
