package meridian.console.compare;

import java.util.Locale;
import java.util.Map;
import meridian.control.Comparison;
import meridian.telemetry.LatencyFigures;
import meridian.telemetry.RequestPath;
import meridian.telemetry.RunFigures;

/// A comparison as comma-separated values: figures with the interval of their difference to the
/// first variant, then latencies by the place of clients and way of the first seed. No data is no
/// value.
final class CompareCsv {
  private CompareCsv() {}

  static String of(Comparison comparison) {
    StringBuilder text =
        new StringBuilder("variant,place,path,figure,value,difference,low,high,n\n");
    for (Comparison.Variant variant : comparison.variants()) {
      for (Comparison.Estimate estimate : variant.measures()) {
        text.append(head(variant.label(), "", "", estimate.measure().name()))
            .append(estimate.mean())
            .append(',')
            .append(
                estimate
                    .difference()
                    .map(of -> of.mean() + "," + end(of.low()) + "," + end(of.high()))
                    .orElse(",,"))
            .append(',')
            .append(comparison.seeds().size())
            .append('\n');
      }
      for (RunFigures.PlacePart place : variant.figures().places()) {
        String code = place.place();
        latencies(text, variant.label(), code, "all", place.part().answered());
        for (Map.Entry<RequestPath, LatencyFigures> path : place.part().byPath().entrySet()) {
          latencies(text, variant.label(), code, path.getKey().label(), path.getValue());
        }
      }
    }
    return text.toString();
  }

  private static String end(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  private static void latencies(
      StringBuilder text, String variant, String place, String path, LatencyFigures of) {
    quantile(text, head(variant, place, path, "p50_nanos"), of.total().p50(), of.count());
    quantile(text, head(variant, place, path, "p95_nanos"), of.total().p95(), of.count());
    quantile(text, head(variant, place, path, "p99_nanos"), of.total().p99(), of.count());
  }

  private static void quantile(StringBuilder text, String head, long nanos, long count) {
    text.append(head).append(count == 0 ? "" : nanos).append(",,,,").append(count).append('\n');
  }

  private static String head(String variant, String place, String path, String figure) {
    return quoted(variant) + "," + place + "," + path + "," + figure.toLowerCase(Locale.ROOT) + ",";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
