package meridian.time;

import java.time.Duration;

/// The moment after which nobody waits for the answer any more.
///
/// @param atNanos on the world's clock, nanoseconds since the epoch
public record Deadline(long atNanos) {
  /// The deadline that lies `wait` after `nowNanos`.
  public static Deadline in(Duration wait, long nowNanos) {
    return new Deadline(Math.addExact(nowNanos, wait.toNanos()));
  }

  /// Whether it has passed at `nowNanos`.
  public boolean isPast(long nowNanos) {
    return nowNanos >= atNanos;
  }

  /// Nanoseconds left at `nowNanos`, 0 when it has passed.
  public long remainingNanos(long nowNanos) {
    return isPast(nowNanos) ? 0 : atNanos - nowNanos;
  }

  /// The earlier of both.
  public Deadline orEarlier(Deadline other) {
    return atNanos <= other.atNanos ? this : other;
  }
}
