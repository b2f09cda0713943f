package meridian.telemetry;

/// What a histogram says of a duration; all in nanoseconds, 3 significant digits.
///
/// @param count how many were measured; with 0 all others are 0 and mean nothing
/// @param p50 half are at or below
/// @param p90 nine of ten are at or below
/// @param p95 19 of 20 are at or below
/// @param p99 99 of 100 are at or below
/// @param max the largest
public record Percentiles(long count, long p50, long p90, long p95, long p99, long max) {
  /// Of nothing.
  public static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0, 0);
}
