package meridian.live.keys;

import java.time.Instant;

/// Moments of the keys file, as nanoseconds since the epoch and as text.
public final class Moments {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Moments() {}

  /// `moment` as nanoseconds since the epoch; it lies in years 1678 to 2262.
  public static long nanos(Instant moment) {
    return Math.addExact(
        Math.multiplyExact(moment.getEpochSecond(), NANOS_PER_SECOND), moment.getNano());
  }

  /// The moment `nanos` after the epoch.
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }
}
