package meridian.control;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import meridian.Json;
import meridian.control.config.GatewayConfig;
import meridian.scenario.Expectation;
import meridian.simulated.Judge;
import meridian.simulated.RaisedAlarm;
import meridian.telemetry.LatencyFigures;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import meridian.telemetry.RunFigures;

/// A run's result as JSON, for machines: rates as shares of 1, times in milliseconds, money in
/// dollars as text. What is modelled is every time but `wallSeconds`.
final class RunJson {
  private static final MathContext DIGITS = new MathContext(6);

  private RunJson() {}

  static Json.Obj of(RunReport report, GatewayConfig config, double wallSeconds) {
    List<Json> pops = new ArrayList<>();
    for (RunFigures.PopPart pop : report.figures().pops()) {
      pops.add(part(Json.Obj.of("pop", new Json.Text(pop.pop().code())), pop.part()));
    }
    List<Json> findings = new ArrayList<>();
    report.findings().forEach(finding -> findings.add(finding(finding)));
    Json.Obj head =
        Json.Obj.of("scenario", new Json.Text(report.scenario()))
            .with("config", config.name())
            .with("pattern", config.pattern().label())
            .with("seed", report.seed())
            .with("traceHash", report.traceHash())
            .with("requests", report.requests())
            .with("wallSeconds", number(wallSeconds))
            .with("requestsPerSecond", number(report.requests() / wallSeconds))
            .with("virtualSeconds", number(report.virtual().toNanos() / 1e9))
            .with("events", report.figures().events())
            .with("handOffs", report.handOffs());
    return part(head, report.figures().all())
        .with("kvWrites", report.figures().kvWrites())
        .with("kvWritesRefused", report.figures().kvWritesRefused())
        .with("kvReadMs", percentiles(report.figures().kvRead()))
        .with("kvPropagationMs", percentiles(report.figures().propagation()))
        .with("fingerprintMismatches", report.figures().mismatches())
        .with("pops", new Json.Arr(pops))
        .with("expectations", new Json.Arr(findings))
        .with("stopped", stopped(report))
        .with("alarms", new Json.Arr(alarms(report)))
        .with("violations", report.violationCount())
        .with("violationTexts", new Json.Arr(violations(report)))
        .with("isPassed", new Json.Bool(report.isPassed()));
  }

  private static Json stopped(RunReport report) {
    return report
        .stopped()
        .<Json>map(stop ->
            Json.Obj.of("condition", new Json.Text(RunText.describe(stop.condition())))
                .with("found", number(stop.found()))
                .with("afterSeconds", number(stop.after().toNanos() / 1e9)))
        .orElse(Json.Null.NULL);
  }

  private static List<Json> alarms(RunReport report) {
    List<Json> alarms = new ArrayList<>();
    for (RaisedAlarm each : report.alarms()) {
      alarms.add(
          Json.Obj.of("alarm", new Json.Text(each.alarm()))
              .with("pop", each.subject())
              .with("text", each.text())
              .with("fromSeconds", number((each.fromNanos() - report.startNanos()) / 1e9))
              .with(
                  "untilSeconds",
                  each.untilNanos()
                      .<Json>map(until -> number((until - report.startNanos()) / 1e9))
                      .orElse(Json.Null.NULL)));
    }
    return alarms;
  }

  private static List<Json> violations(RunReport report) {
    List<Json> texts = new ArrayList<>();
    report
        .violations()
        .forEach(each -> texts.add(new Json.Text(each.checker() + ": " + each.text())));
    return texts;
  }

  static Json.Obj part(Json.Obj to, RunFigures.Part part) {
    Json.Obj ways = Json.Obj.empty();
    for (RequestPath path : RequestPath.values()) {
      LatencyFigures figures = part.path(path);
      if (figures.count() > 0) {
        ways = ways.with(path.name().toLowerCase(java.util.Locale.ROOT), latency(figures));
      }
    }
    return to.with("finished", part.requests())
        .with("refused", part.refused())
        .with("failed", part.failed())
        .with("left", part.left())
        .with("stale", part.stale())
        .with("coldStarts", part.coldStarts())
        .with("hitRate", share(part.hitRate()))
        .with("edgeHitRate", share(part.edgeHitRate()))
        .with("availability", share(part.availability()))
        .with("answered", latency(part.answered()))
        .with("byPath", ways)
        .with("spentUsd", part.spent().toUsdText())
        .with("savedUsd", part.saved().toUsdText());
  }

  private static Json.Obj latency(LatencyFigures figures) {
    return Json.Obj.of("count", Json.Num.of(figures.count()))
        .with("firstTokenMs", percentiles(figures.firstToken()))
        .with("totalMs", percentiles(figures.total()));
  }

  private static Json.Obj percentiles(Percentiles of) {
    return Json.Obj.of("p50", number(of.p50() / 1e6))
        .with("p90", number(of.p90() / 1e6))
        .with("p95", number(of.p95() / 1e6))
        .with("p99", number(of.p99() / 1e6))
        .with("max", number(of.max() / 1e6));
  }

  private static Json.Obj finding(Judge.Finding finding) {
    Expectation expectation = finding.expectation();
    return Json.Obj.of("expectation", new Json.Text(RunText.describe(expectation)))
        .with("isSteadyState", new Json.Bool(finding.isSteadyState()))
        .with("found", found(finding.found()))
        .with("isMet", new Json.Bool(finding.isMet()));
  }

  private static Json found(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : Json.Null.NULL;
  }

  private static Json share(Optional<Double> share) {
    return share.<Json>map(RunJson::number).orElse(Json.Null.NULL);
  }

  static Json number(double value) {
    return new Json.Num(new BigDecimal(value, DIGITS).toPlainString());
  }
}
