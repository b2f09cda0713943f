package meridian.telemetry;

import java.util.ArrayList;
import java.util.List;
import meridian.RequestTimeline;
import org.HdrHistogram.Histogram;

/// The latencies of one kind of request since the start: 2 significant digits, any duration.
final class LatencyMeter {
  private final Histogram firstToken = new Histogram(2);
  private final Histogram total = new Histogram(2);
  private double sumNanos;

  void finished(RequestTimeline timeline) {
    firstToken.recordValue(timeline.firstTokenNanos());
    total.recordValue(timeline.totalNanos());
    sumNanos += timeline.totalNanos();
  }

  LatencyFigures figures() {
    long count = total.getTotalCount();
    long mean = count == 0 ? 0 : Math.round(sumNanos / count);
    return new LatencyFigures(percentiles(firstToken), percentiles(total), mean, cells());
  }

  private List<Long> cells() {
    List<Long> counts = new ArrayList<>();
    long below = 0;
    for (long bound : LatencyFigures.CELL_BOUNDS) {
      long upTo = total.getTotalCount() == 0 ? 0 : total.getCountBetweenValues(0, bound);
      counts.add(upTo - below);
      below = upTo;
    }
    counts.add(total.getTotalCount() - below);
    return counts;
  }

  static Percentiles percentiles(Histogram histogram) {
    if (histogram.getTotalCount() == 0) {
      return Percentiles.NONE;
    }
    return new Percentiles(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(90),
        histogram.getValueAtPercentile(95),
        histogram.getValueAtPercentile(99),
        histogram.getMaxValue());
  }
}
