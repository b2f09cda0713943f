package meridian.telemetry;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// One metric of `/metrics` and its series, by label values.
///
/// Series are kept in the order of their labels' text, so that two runs show them alike whatever
/// the order of events. At `maxSeries` further label values all go to one series that says `other`
/// in every label.
///
/// @param <S> what a series accumulates
final class Family<S> {
  /// At most this many series where labels are words of the program, models or regions.
  static final int FEW = 64;

  /// At most this many series where a PoP, or a project, is among the labels.
  static final int BY_POP = 1_024;

  private final String name;
  private final String help;
  private final List<String> labels;
  private final int maxSeries;
  private final Supplier<S> fresh;
  private final Map<String, S> series = new TreeMap<>();
  private final Map<List<String>, S> byValues = new HashMap<>();

  Family(String name, String help, List<String> labels, int maxSeries, Supplier<S> fresh) {
    this.name = name;
    this.help = help;
    this.labels = List.copyOf(labels);
    this.maxSeries = maxSeries;
    this.fresh = fresh;
  }

  /// A family of plain counts.
  static Family<Tally> counter(String name, String help, int maxSeries, String... labels) {
    return new Family<>(name, help, List.of(labels), maxSeries, Tally::new);
  }

  /// A family of histograms over `bounds`.
  static Family<Buckets> histogram(
      String name, String help, BucketBounds bounds, int maxSeries, String... labels) {
    return new Family<>(name, help, List.of(labels), maxSeries, () -> new Buckets(bounds));
  }

  /// The series with these label values, in the order of the family's labels; made when it is new.
  S of(String... values) {
    List<String> key = Arrays.asList(values);
    S known = byValues.get(key);
    if (known != null) {
      return known;
    }
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(
          name + ": expected values of " + labels + ", found " + key);
    }
    if (series.size() >= maxSeries) {
      String[] others = new String[values.length];
      Arrays.fill(others, "other");
      return series.computeIfAbsent(name + labels(labels, others), _ -> fresh.get());
    }
    S added = series.computeIfAbsent(name + labels(labels, values), _ -> fresh.get());
    byValues.put(key, added);
    return added;
  }

  String name() {
    return name;
  }

  String help() {
    return help;
  }

  /// Every series by name and labels: `meridian_fills_total{cause="miss"}`.
  Map<String, S> series() {
    return series;
  }

  /// The text of labels and values, escaped as the exposition format wants it.
  static String labels(List<String> names, String... values) {
    if (names.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ",").append(names.get(i)).append("=\"");
      text.append(escaped(values[i])).append('"');
    }
    return text.append('}').toString();
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /// A count that only grows.
  static final class Tally {
    private long value;

    void add(long times) {
      value += times;
    }

    long value() {
      return value;
    }
  }
}
