package meridian.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Every metric since the start, copied at one moment: what [PrometheusText] writes.
///
/// Immutable; taken from the meter by its writer, read by anyone.
public final class Totals {
  private final List<Metric> metrics;

  Totals(List<Metric> metrics) {
    this.metrics = List.copyOf(metrics);
  }

  /// In the order they are shown.
  List<Metric> metrics() {
    return metrics;
  }

  /// A metric with one value.
  static Metric value(String name, String help, Type type, String labels, String value) {
    return new Metric(name, help, type, List.of(new Value(name + labels, value)));
  }

  /// A metric of numbers that rise and fall, by one label.
  static Metric gauges(String name, String help, String label, Map<String, Long> values) {
    List<Series> series = new ArrayList<>();
    values.forEach((value, number) ->
        series.add(new Value(name + Family.labels(List.of(label), value), Long.toString(number))));
    return new Metric(name, help, Type.GAUGE, series);
  }

  /// A metric of counts, as they are now.
  static Metric counts(Family<Family.Tally> family) {
    List<Series> series = new ArrayList<>();
    family
        .series()
        .forEach((text, tally) -> series.add(new Value(text, Long.toString(tally.value()))));
    return new Metric(family.name(), family.help(), Type.COUNTER, series);
  }

  /// A metric of histograms, as they are now.
  static Metric histograms(Family<Buckets> family) {
    List<Series> series = new ArrayList<>();
    family.series().forEach((text, buckets) -> series.add(new Distribution(text, buckets.copy())));
    return new Metric(family.name(), family.help(), Type.HISTOGRAM, series);
  }

  /// The types of the exposition format that occur.
  enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  /// One metric.
  ///
  /// @param name with unit and `_total`
  /// @param help one sentence
  /// @param type counter, gauge or histogram
  /// @param series by label values, maybe none yet
  record Metric(String name, String help, Type type, List<Series> series) {
    Metric {
      series = List.copyOf(series);
    }
  }

  /// One series of a metric.
  sealed interface Series {
    /// Name and labels: `meridian_fills_total{cause="miss"}`.
    String text();
  }

  /// A single number.
  ///
  /// @param text name and labels
  /// @param value as it is written
  record Value(String text, String value) implements Series {}

  /// A histogram.
  ///
  /// @param text name and labels
  /// @param buckets a copy that nobody changes
  record Distribution(String text, Buckets buckets) implements Series {}
}
