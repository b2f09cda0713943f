package meridian.network;

/// Round-trip times between places, drawn anew for each use.
@FunctionalInterface
public interface RoundTrips {
  /// One round trip on a warm connection between two places by their codes, jitter included;
  /// nanoseconds.
  long sampleNanos(String placeA, String placeB);
}
