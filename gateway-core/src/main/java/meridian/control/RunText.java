package meridian.control;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import meridian.control.config.GatewayConfig;
import meridian.scenario.Bound;
import meridian.scenario.Expectation;
import meridian.scenario.Measure;
import meridian.scenario.Slice;
import meridian.scenario.Span;
import meridian.scenario.StopCondition;
import meridian.simulated.Judge;
import meridian.simulated.RaisedAlarm;
import meridian.telemetry.LatencyFigures;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import meridian.telemetry.RunFigures;

/// A run's result for people.
final class RunText {
  private RunText() {}

  static void print(RunReport report, GatewayConfig config, double wallSeconds, PrintWriter out) {
    RunFigures figures = report.figures();
    line(
        out,
        "%s on %s (pattern %s), seed %d · all times are modelled",
        report.scenario(),
        config.name(),
        config.pattern().label(),
        report.seed());
    line(
        out,
        "%,d requests in %s of its world; %.2f s here, %,.0f requests a second; trace %s",
        report.requests(),
        worldTime(report),
        wallSeconds,
        report.requests() / wallSeconds,
        report.traceHash());
    out.println();
    ways(figures.all(), out);
    out.println();
    pops(figures, out);
    out.println();
    line(
        out,
        "KV: %,d writes, %,d refused; seen elsewhere after p50 %s, p95 %s",
        figures.kvWrites(),
        figures.kvWritesRefused(),
        of(figures.propagation(), Percentiles::p50),
        of(figures.propagation(), Percentiles::p95));
    line(
        out,
        "Money: $%s spent, $%s saved by hits",
        figures.all().spent().toUsdText(),
        figures.all().saved().toUsdText());
    line(
        out,
        "Checkers: %s",
        report.violationCount() == 0
            ? "no violation"
            : String.format(Locale.ROOT, "%,d violations", report.violationCount()));
    report
        .violations()
        .forEach(violation -> line(out, "  %s: %s", violation.checker(), violation.text()));
    report.alarms().forEach(alarm -> alarm(alarm, report.startNanos(), out));
    report
        .stopped()
        .ifPresent(stop ->
            line(
                out,
                "%nSTOPPED after %s: expected %s, found %s",
                time(stop.after()),
                describe(stop.condition()),
                amount(stop.condition().measure(), stop.found())));
    if (!report.findings().isEmpty()) {
      out.println();
      report.findings().forEach(finding -> finding(finding, out));
    }
  }

  private static String worldTime(RunReport report) {
    return report
        .virtual()
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .substring(2)
        .toLowerCase(Locale.ROOT);
  }

  private static void ways(RunFigures.Part part, PrintWriter out) {
    line(
        out,
        "%-12s %9s %10s %10s %10s %12s",
        "answered by",
        "requests",
        "p50",
        "p95",
        "p99",
        "first p95");
    for (RequestPath path : RequestPath.values()) {
      way(path.label(), part.path(path), out);
    }
    way("all answers", part.answered(), out);
    line(
        out,
        "hit rate %s (edge %s) · availability %s · %,d stale · %,d cold starts",
        percent(part.hitRate()),
        percent(part.edgeHitRate()),
        percent(part.availability()),
        part.stale(),
        part.coldStarts());
  }

  private static void way(String label, LatencyFigures figures, PrintWriter out) {
    if (figures.count() > 0) {
      line(
          out,
          "%-12s %,9d %10s %10s %10s %12s",
          label,
          figures.count(),
          of(figures.total(), Percentiles::p50),
          of(figures.total(), Percentiles::p95),
          of(figures.total(), Percentiles::p99),
          of(figures.firstToken(), Percentiles::p95));
    }
  }

  private static void pops(RunFigures figures, PrintWriter out) {
    line(
        out,
        "%-4s %9s %9s %9s %14s %14s",
        "PoP",
        "requests",
        "hit rate",
        "edge",
        "edge hit p95",
        "answers p95");
    for (RunFigures.PopPart pop : figures.pops()) {
      RunFigures.Part part = pop.part();
      line(
          out,
          "%-4s %,9d %9s %9s %14s %14s",
          pop.pop(),
          part.requests(),
          percent(part.hitRate()),
          percent(part.edgeHitRate()),
          of(part.path(RequestPath.EDGE_HIT).total(), Percentiles::p95),
          of(part.answered().total(), Percentiles::p95));
    }
  }

  private static void alarm(RaisedAlarm alarm, long startNanos, PrintWriter out) {
    line(
        out,
        "Alarm from %s%s: %s",
        since(startNanos, alarm.fromNanos()),
        alarm.untilNanos().map(until -> " to " + since(startNanos, until)).orElse(""),
        alarm.text());
  }

  private static String since(long startNanos, long nanos) {
    return time(Duration.ofSeconds((nanos - startNanos) / 1_000_000_000L));
  }

  private static void finding(Judge.Finding finding, PrintWriter out) {
    line(
        out,
        "%s %s%s: found %s",
        finding.isMet() ? "met    " : "NOT MET",
        finding.isSteadyState() ? "steady state, " : "",
        describe(finding.expectation()),
        found(finding));
  }

  private static String found(Judge.Finding finding) {
    OptionalDouble value = finding.found();
    if (value.isEmpty()) {
      return "nothing to measure it by";
    }
    return switch (finding.expectation()) {
      case Expectation.Figure figure -> amount(figure.measure(), value.getAsDouble());
      case Expectation.Alarm _ -> value.getAsDouble() > 0 ? "raised" : "silent";
    };
  }

  /// An expectation in words: `availability at least 99.9 % from 2m to 4m at SIN`.
  static String describe(Expectation expectation) {
    return switch (expectation) {
      case Expectation.Figure figure ->
          describe(figure.measure(), figure.bound()) + during(figure.during()) + of(figure.of());
      case Expectation.Alarm alarm ->
          "alarm "
              + alarm.alarm()
              + (alarm.isRaised() ? " raised" : " silent")
              + during(alarm.during());
    };
  }

  /// A stop condition in words: `availability at least 50 % over 10m`.
  static String describe(StopCondition stop) {
    return describe(stop.measure(), stop.bound()) + " over " + time(stop.over());
  }

  private static String describe(Measure measure, Bound bound) {
    return measure.label()
        + switch (bound) {
          case Bound.AtLeast least -> " at least " + amount(measure, least.limit());
          case Bound.AtMost most -> " at most " + amount(measure, most.limit());
        };
  }

  private static String during(Span span) {
    if (span.equals(Span.ALL)) {
      return "";
    }
    String from = " from " + time(span.from());
    return span.until().equals(Span.END) ? from : from + " to " + time(span.until());
  }

  private static String time(Duration duration) {
    return duration.isZero() ? "0s" : duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  private static String of(Slice slice) {
    StringBuilder text = new StringBuilder();
    if (!slice.pops().isEmpty()) {
      text.append(" at ");
      slice.pops().forEach(pop -> text.append(pop).append(' '));
    }
    slice.project().ifPresent(project -> text.append(" of ").append(project));
    slice
        .way()
        .ifPresent(way ->
            text.append(" by ").append(way.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    return text.toString().stripTrailing();
  }

  private static String amount(Measure measure, double value) {
    return switch (measure.unit()) {
      case SHARE -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
      case SECONDS -> millis((long) (value * 1e9));
      case COUNT -> String.format(Locale.ROOT, "%,.0f", value);
      case RATIO -> String.format(Locale.ROOT, "%.3f", value);
      case DOLLARS -> String.format(Locale.ROOT, "$%.6f", value);
    };
  }

  private static String percent(Optional<Double> share) {
    return share.map(known -> String.format(Locale.ROOT, "%.1f %%", 100 * known)).orElse("–");
  }

  /// One of the percentiles, or a dash when nothing was measured.
  private static String of(Percentiles times, ToLongFunction<Percentiles> which) {
    return times.count() == 0 ? "–" : millis(which.applyAsLong(times));
  }

  private static String millis(long nanos) {
    return nanos >= 10_000_000_000L
        ? String.format(Locale.ROOT, "%.1f s", nanos / 1e9)
        : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the formats are this file's own
  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }
}
