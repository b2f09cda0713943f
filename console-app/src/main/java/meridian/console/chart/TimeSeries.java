package meridian.console.chart;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/// Lines and stacked areas over the same seconds. Immutable.
///
/// @param lastSecond which second of the epoch the newest value belongs to
/// @param spanSeconds how many seconds the picture spans; older values are left out, and where
///   there are fewer the left stays empty
/// @param areas stacked on each other, the first at the bottom; a gap counts as 0
/// @param lines drawn over them, with gaps
/// @param limit a budget or target
/// @param format writes a value for axis, legend and description
public record TimeSeries(
    long lastSecond,
    int spanSeconds,
    List<Line> areas,
    List<Line> lines,
    Optional<Limit> limit,
    DoubleFunction<String> format) {

  /// Nothing yet.
  public static final TimeSeries NONE =
      new TimeSeries(0, 60, List.of(), List.of(), Optional.empty(), Double::toString);

  public TimeSeries {
    if (spanSeconds < 2) {
      throw new IllegalArgumentException(
          "time series: expected a span of 2 seconds or more, found " + spanSeconds);
    }
    areas = padded(areas, spanSeconds);
    lines = padded(lines, spanSeconds);
  }

  /// One series.
  ///
  /// @param name for the legend
  /// @param hue its colour
  /// @param values one a second, oldest first
  public record Line(String name, Hue hue, Values values) {}

  /// A line that should not be crossed.
  ///
  /// @param name what it is: `budget 100 ms`
  /// @param value where it lies
  public record Limit(String name, double value) {}

  /// The second that position `index` of every series belongs to.
  long second(int index) {
    return lastSecond - spanSeconds + 1 + index;
  }

  /// Whether any series has a value.
  boolean hasAny() {
    return areas.stream().anyMatch(line -> line.values().hasAny())
        || lines.stream().anyMatch(line -> line.values().hasAny());
  }

  private static List<Line> padded(List<Line> lines, int span) {
    return lines.stream()
        .map(line -> new Line(line.name(), line.hue(), line.values().padded(span)))
        .toList();
  }
}
