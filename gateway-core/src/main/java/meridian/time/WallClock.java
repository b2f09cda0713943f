package meridian.time;

/// One node's idea of what time it is: what it stamps records with, and what it compares others'
/// stamps with. It may be wrong, as the clocks of real machines are, and it may be set back.
///
/// Durations are measured by [WorldClock], which no correction moves. Safe for several threads.
public final class WallClock {
  private static final Drift RIGHT = new Drift(0, 0, 0);

  private final WorldClock world;
  private volatile Drift drift = RIGHT;

  /// A clock that is right.
  public WallClock(WorldClock world) {
    this.world = world;
  }

  /// How wrong it is.
  private record Drift(long offsetNanos, double ppm, long sinceNanos) {
    long errorAt(long worldNanos) {
      return offsetNanos + (long) (ppm * 1e-6 * (double) (worldNanos - sinceNanos));
    }
  }

  /// What it shows, nanoseconds since the epoch.
  public long nanos() {
    long now = world.nanos();
    return now + drift.errorAt(now);
  }

  /// From now on it is `offsetNanos` ahead of the world (behind when negative), and runs faster by
  /// `ppm` millionths; 0 and 0 set it right.
  public void drift(long offsetNanos, double ppm) {
    drift = new Drift(offsetNanos, ppm, world.nanos());
  }
}
