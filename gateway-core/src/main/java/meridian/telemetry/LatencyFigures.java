package meridian.telemetry;

import java.util.List;

/// How long the requests of one kind took over a whole run.
///
/// @param firstToken time to the first byte of the answer
/// @param total time to its last
/// @param meanTotalNanos mean of the same, 0 without any
/// @param totalCounts how many requests' total fell into each cell of [#CELL_BOUNDS], for drawing
public record LatencyFigures(
    Percentiles firstToken, Percentiles total, long meanTotalNanos, List<Long> totalCounts) {
  private static final int CELLS_PER_DECADE = 10;
  private static final int DECADES = 6;

  /// Upper bounds of the cells, nanoseconds: ten to a decade from 0.1 ms to 100 s; the last cell of
  /// [#totalCounts] holds what is longer.
  public static final List<Long> CELL_BOUNDS = cellBounds();

  /// Of no request.
  public static final LatencyFigures NONE =
      new LatencyFigures(Percentiles.NONE, Percentiles.NONE, 0, List.of());

  public LatencyFigures {
    totalCounts = List.copyOf(totalCounts);
  }

  /// How many requests.
  public long count() {
    return total.count();
  }

  private static List<Long> cellBounds() {
    Long[] bounds = new Long[CELLS_PER_DECADE * DECADES + 1];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = Math.round(1e5 * StrictMath.pow(10, (double) i / CELLS_PER_DECADE));
    }
    return List.of(bounds);
  }
}
