package meridian.cost;

/// Round-trip times between places.
@FunctionalInterface
public interface Trips {
  /// The round trip between two places by code.
  Trip between(String placeA, String placeB);

  /// One figure.
  ///
  /// @param millis there and back
  /// @param isMeasured whether somebody measured it, or it was estimated from the distance
  record Trip(double millis, boolean isMeasured) {}
}
