package meridian.console.chart;

import java.util.List;
import java.util.Optional;

/// What a time axis shows. Immutable; all moments in nanoseconds since the epoch.
///
/// @param fromNanos the left end
/// @param toNanos the right end, after the left
/// @param samples the moments that can be chosen, oldest first
/// @param marks what happened
/// @param shownNanos the moment that is on screen
/// @param isLive whether that is the present
public record AxisState(
    long fromNanos,
    long toNanos,
    List<Sample> samples,
    List<Mark> marks,
    long shownNanos,
    boolean isLive) {
  /// Nothing yet.
  public static final AxisState EMPTY = new AxisState(0, 1, List.of(), List.of(), 0, true);

  public AxisState {
    samples = List.copyOf(samples);
    marks = List.copyOf(marks);
    if (toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          "time axis: expected an end after the beginning, found " + fromNanos + " to " + toNanos);
    }
  }

  /// One moment.
  ///
  /// @param atNanos when
  /// @param value what is drawn of it, 0 or more
  public record Sample(long atNanos, double value) {}

  /// Something that happened.
  ///
  /// @param shape what kind of thing
  /// @param text what
  /// @param fromNanos when it began
  /// @param untilNanos when it ended; empty while it holds
  public record Mark(Shape shape, String text, long fromNanos, Optional<Long> untilNanos) {
    /// When it ended, or `now` while it holds.
    long end(long now) {
      return untilNanos.orElse(Math.max(fromNanos, now));
    }
  }

  /// How a mark looks; never told by colour alone.
  public enum Shape {
    /// A bar for as long as it lasts.
    BAR,
    /// A triangle.
    TRIANGLE,
    /// A diamond.
    DIAMOND
  }

  long span() {
    return toNanos - fromNanos;
  }
}
