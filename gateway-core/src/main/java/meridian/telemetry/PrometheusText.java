package meridian.telemetry;

import java.math.BigDecimal;
import java.util.Locale;

/// Writes [Totals] in the Prometheus text exposition format 0.0.4.
///
/// Metrics without a series yet show their HELP and TYPE only. Buckets are cumulative and end with
/// `+Inf`; durations are seconds. Names of PRODUCT whose events do not exist yet (usage spool,
/// breakers) appear together with their events.
public final class PrometheusText {
  /// The `Content-Type` of the text.
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private PrometheusText() {}

  /// The whole page, each line ended by a line feed.
  public static String of(Totals totals) {
    StringBuilder text = new StringBuilder(65_536);
    for (Totals.Metric metric : totals.metrics()) {
      String type = metric.type().name().toLowerCase(Locale.ROOT);
      text.append("# HELP ").append(metric.name()).append(' ').append(metric.help()).append('\n');
      text.append("# TYPE ").append(metric.name()).append(' ').append(type).append('\n');
      for (Totals.Series series : metric.series()) {
        switch (series) {
          case Totals.Value value ->
              text.append(value.text()).append(' ').append(value.value()).append('\n');
          case Totals.Distribution distribution -> append(text, metric.name(), distribution);
        }
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String name, Totals.Distribution distribution) {
    Buckets buckets = distribution.buckets();
    String labels = distribution.text().substring(name.length());
    String open = labels.isEmpty() ? "{le=\"" : labels.substring(0, labels.length() - 1) + ",le=\"";
    long cumulative = 0;
    for (int i = 0; i <= buckets.bounds().size(); i++) {
      cumulative += buckets.count(i);
      String bound = i < buckets.bounds().size() ? seconds(buckets.bounds().micros(i), 6) : "+Inf";
      text.append(name).append("_bucket").append(open).append(bound).append("\"} ");
      text.append(cumulative).append('\n');
    }
    text.append(name).append("_sum").append(labels).append(' ');
    text.append(seconds(buckets.sumNanos(), 9)).append('\n');
    text.append(name).append("_count").append(labels).append(' ').append(cumulative).append('\n');
  }

  private static String seconds(long value, int decimals) {
    return BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
  }
}
