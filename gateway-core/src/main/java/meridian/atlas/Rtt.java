package meridian.atlas;

/// A round-trip time between two places on an idle path, and where the figure comes from.
///
/// @param millis milliseconds there and back, more than 0; one way is taken as half
/// @param provenance who measured it, or that nobody did
public record Rtt(double millis, Provenance provenance) {

  public Rtt {
    if (!(millis > 0 && millis < 10_000)) {
      throw new IllegalArgumentException(
          "round trip: expected more than 0 and less than 10,000 ms, found " + millis);
    }
  }

  /// Where a figure comes from.
  public enum Provenance {
    /// Median between Azure regions over 30 days to 2026-07-30, published by Microsoft.
    MEASURED_AZURE,
    /// An undated sample between AWS regions, shown by cloudping.co.
    MEASURED_AWS,
    /// Computed from the distance, or within one city.
    ESTIMATED;

    /// Whether somebody measured it.
    public boolean isMeasured() {
      return this != ESTIMATED;
    }
  }

  /// The same in nanoseconds.
  public long nanos() {
    return Math.round(millis * 1e6);
  }
}
