package meridian.control;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import meridian.control.Comparison.Estimate;
import meridian.control.Comparison.Interval;
import meridian.control.Comparison.Variant;
import meridian.telemetry.RunFigures;

/// A comparison for people.
final class ComparisonText {
  private ComparisonText() {}

  static void print(Comparison result, PrintWriter out) {
    line(
        out,
        "%s (%s), seeds %s · all times are modelled",
        result.scenario(),
        result.title(),
        result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    out.println();
    header(result, out);
    for (ComparedMeasure measure : ComparedMeasure.values()) {
      row(measure, result, out);
    }
    out.println();
    places(result, out);
    for (Variant variant : result.variants().subList(1, result.variants().size())) {
      truth(result.variants().getFirst(), variant).ifPresent(text -> line(out, "%s", text));
    }
  }

  private static void header(Comparison result, PrintWriter out) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-20s", "mean over seeds"));
    for (Variant variant : result.variants()) {
      text.append(String.format(Locale.ROOT, " %32s", variant.label()));
    }
    line(out, "%s", text);
  }

  private static void row(ComparedMeasure measure, Comparison result, PrintWriter out) {
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-20s", measure.label()));
    for (Variant variant : result.variants()) {
      text.append(String.format(Locale.ROOT, " %32s", cell(measure, variant)));
    }
    line(out, "%s", text);
  }

  private static String cell(ComparedMeasure measure, Variant variant) {
    Optional<Estimate> estimate = estimate(measure, variant);
    if (estimate.isEmpty()) {
      return "–";
    }
    String value = amount(measure, estimate.get().mean());
    return estimate
        .get()
        .difference()
        .map(difference -> value + " " + difference(measure, difference))
        .orElse(value);
  }

  static Optional<Estimate> estimate(ComparedMeasure measure, Variant variant) {
    return variant.measures().stream().filter(each -> each.measure() == measure).findFirst();
  }

  private static String difference(ComparedMeasure measure, Interval difference) {
    if (Double.isInfinite(difference.low())) {
      return "";
    }
    return "[%s, %s]"
        .formatted(amount(measure, difference.low()), amount(measure, difference.high()));
  }

  private static void places(Comparison result, PrintWriter out) {
    Set<String> codes = new LinkedHashSet<>();
    for (Variant variant : result.variants()) {
      variant.figures().places().forEach(place -> codes.add(place.place()));
    }
    line(out, "p95 of all answers by the client's place, first seed, ms");
    for (String code : codes) {
      StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-20s", code));
      for (Variant variant : result.variants()) {
        String p95 =
            variant.figures().places().stream()
                .filter(place -> place.place().equals(code))
                .map(RunFigures.PlacePart::part)
                .map(
                    part -> String.format(Locale.ROOT, "%.1f", part.answered().total().p95() / 1e6))
                .findFirst()
                .orElse("–");
        text.append(String.format(Locale.ROOT, " %32s", p95));
      }
      line(out, "%s", text);
    }
    out.println();
  }

  /// The traffic-weighted truth of `other` against `first`: hits and all traffic in one sentence.
  static Optional<String> truth(Variant first, Variant other) {
    List<String> parts = new ArrayList<>();
    ratio(ComparedMeasure.HIT_P50, first, other)
        .ifPresent(ratio ->
            parts.add(
                String.format(
                    Locale.ROOT,
                    "hits %.1f× %s",
                    Math.max(ratio, 1 / ratio),
                    ratio >= 1 ? "faster" : "slower")));
    ratio(ComparedMeasure.MEAN_ANSWER, first, other)
        .ifPresent(ratio ->
            parts.add(
                String.format(
                    Locale.ROOT,
                    "all traffic %.1f %% %s",
                    100 * Math.abs(1 - 1 / ratio),
                    ratio >= 1 ? "faster" : "slower")));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            other.label() + " against " + first.label() + ": " + String.join(", ", parts));
  }

  private static Optional<Double> ratio(ComparedMeasure measure, Variant first, Variant other) {
    Optional<Estimate> before = estimate(measure, first);
    Optional<Estimate> after = estimate(measure, other);
    return before.isPresent() && after.isPresent() && after.get().mean() > 0
        ? Optional.of(before.get().mean() / after.get().mean())
        : Optional.empty();
  }

  private static String amount(ComparedMeasure measure, double value) {
    return switch (measure.unit()) {
      case MILLIS -> String.format(Locale.ROOT, "%,.1f", value);
      case SHARE -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
      case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
      case DOLLARS -> String.format(Locale.ROOT, "$%.4f", value);
    };
  }

  @SuppressWarnings("AnnotateFormatMethod") // the formats are this file's own
  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
