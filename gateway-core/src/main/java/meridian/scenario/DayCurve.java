package meridian.scenario;

import java.util.List;

/// How busy one place is through a day: a factor for each moment of the day in UTC, straight lines
/// between the hours, with a mean of 1.
///
/// @param hours factors at 0:00, 1:00 … 23:00 UTC, 0 or more with a mean of 1
public record DayCurve(List<Double> hours) {
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final double SWING = 0.75;
  private static final double PEAK_HOUR = 14;

  public DayCurve {
    hours = List.copyOf(hours);
    Require.that(hours.size() == 24, "day curve", "24 hours", hours.size());
    double sum = hours.stream().mapToDouble(hour -> hour).sum();
    Require.that(
        hours.stream().allMatch(hour -> hour >= 0) && sum >= 23.999 && sum <= 24.001,
        "day curve",
        "factors of 0 or more with a mean of 1",
        hours);
  }

  /// People who are awake by day: `1 + 0.75 cos(2π (h − 14) / 24)`, seven times as much at 14:00
  /// local time as at 2:00. Modelled: the public traces show no whole day.
  ///
  /// @param longitude of the place in degrees east; local time is its sun's, so the curve shifts by
  ///   an hour for every 15 degrees
  public static DayCurve ofLongitude(double longitude) {
    return new DayCurve(
        java.util.stream.IntStream.range(0, 24)
            .mapToObj(hour -> {
              double local = hour + longitude / 15;
              return 1 + SWING * StrictMath.cos(2 * Math.PI * (local - PEAK_HOUR) / 24);
            })
            .toList());
  }

  /// Any 24 figures of 0 or more, at least one above 0, scaled to a mean of 1.
  public static DayCurve scaled(List<Double> hours) {
    double mean = hours.stream().mapToDouble(hour -> hour).sum() / 24;
    Require.that(mean > 0, "day curve", "an hour above 0", hours);
    return new DayCurve(hours.stream().map(hour -> hour / mean).toList());
  }

  /// The factor at a moment, nanoseconds since the epoch.
  double at(long nanos) {
    long hours24 = Math.floorMod(nanos, 24 * HOUR_NANOS);
    int hour = (int) (hours24 / HOUR_NANOS);
    double along = (double) (hours24 % HOUR_NANOS) / HOUR_NANOS;
    return hours.get(hour) * (1 - along) + hours.get((hour + 1) % 24) * along;
  }
}
