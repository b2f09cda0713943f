package meridian.telemetry;

import java.util.Arrays;

/// One series of a Prometheus histogram: how many durations fell into each bucket, and their sum.
final class Buckets {
  private final BucketBounds bounds;
  private final long[] counts;
  private long sumNanos;

  Buckets(BucketBounds bounds) {
    this(bounds, new long[bounds.size() + 1], 0);
  }

  private Buckets(BucketBounds bounds, long[] counts, long sumNanos) {
    this.bounds = bounds;
    this.counts = counts;
    this.sumNanos = sumNanos;
  }

  /// Counts a duration of 0 or more.
  void observe(long nanos) {
    counts[bounds.indexOf(nanos)]++;
    sumNanos += nanos;
  }

  /// The same as it is now.
  Buckets copy() {
    return new Buckets(bounds, Arrays.copyOf(counts, counts.length), sumNanos);
  }

  BucketBounds bounds() {
    return bounds;
  }

  /// Durations in bucket `index` alone; the last is `+Inf`.
  long count(int index) {
    return counts[index];
  }

  long sumNanos() {
    return sumNanos;
  }
}
