package meridian.control;

import java.util.ArrayList;
import java.util.List;
import meridian.Json;
import meridian.cost.Advice;
import meridian.cost.BreakEven;
import meridian.cost.CostReport;
import meridian.cost.EdgeBill;
import meridian.cost.Estimate;
import meridian.cost.Forecast;
import meridian.telemetry.CostFigures;

/// What a run cost and advises, as JSON: booked money in dollars as text, computed money and shares
/// as numbers.
final class AdviceJson {
  private AdviceJson() {}

  static Json.Obj of(
      Staged staged, long seed, CostFigures figures, CostReport report, List<Advice> advice) {
    List<Json> rows = new ArrayList<>();
    figures.rows().forEach(row -> rows.add(row(row)));
    List<Json> items = new ArrayList<>();
    for (EdgeBill.Line line : report.edgeUse().lines()) {
      items.add(
          Json.Obj.of("item", new Json.Text(line.item()))
              .with("count", RunJson.number(line.count()))
              .with("usd", RunJson.number(line.amount().amount())));
    }
    List<Json> models = new ArrayList<>();
    report.models().forEach(model -> models.add(model(model)));
    List<Json> advised = new ArrayList<>();
    advice.forEach(each -> advised.add(advice(each)));
    return Json.Obj.of("scenario", new Json.Text(staged.scenario().name()))
        .with("config", staged.config().name())
        .with("pattern", staged.config().pattern().label())
        .with("seed", seed)
        .with("isModelled", new Json.Bool(report.isModelled()))
        .with("spentUsd", report.spent().toUsdText())
        .with("savedUsd", report.saved().toUsdText())
        .with("unpriced", report.unpriced())
        .with("rows", new Json.Arr(rows))
        .with("edge", new Json.Arr(items))
        .with("edgeUsd", RunJson.number(report.edgeUse().total().amount()))
        .with("month", report.forecast().<Json>map(AdviceJson::month).orElse(Json.Null.NULL))
        .with("models", new Json.Arr(models))
        .with("advice", new Json.Arr(advised));
  }

  private static Json row(CostFigures.Row row) {
    return Json.Obj.of(
            "project",
            new Json.Text(row.project().map(each -> each.name()).orElse(CostFigures.OTHER)))
        .with("model", row.model())
        .with("isModelled", new Json.Bool(row.isModelled()))
        .with("requests", row.requests())
        .with("calls", row.calls())
        .with("hits", row.hits())
        .with("unpriced", row.unpriced())
        .with("spentUsd", row.spent().toUsdText())
        .with("savedUsd", row.saved().toUsdText());
  }

  private static Json month(Forecast month) {
    return Json.Obj.of("requests", Json.Num.of(month.requests()))
        .with("spans", month.spans())
        .with("spentUsd", estimate(month.spent()))
        .with("savedUsd", estimate(month.saved()))
        .with("edgeUsd", estimate(month.edge()));
  }

  private static Json estimate(Estimate of) {
    return Json.Obj.of("value", RunJson.number(of.value()))
        .with("low", RunJson.number(of.low()))
        .with("high", RunJson.number(of.high()));
  }

  private static Json model(CostReport.Model model) {
    Json breakEven = Json.Null.NULL;
    if (model.breakEven().isPresent()) {
      BreakEven even = model.breakEven().get();
      breakEven =
          even.hitRate().isPresent()
              ? RunJson.number(even.hitRate().getAsDouble())
              : Json.Null.NULL;
    }
    return Json.Obj.of("model", new Json.Text(model.model()))
        .with("requests", model.requests())
        .with("hits", model.hits())
        .with("spentUsd", model.spent().toUsdText())
        .with("breakEvenHitRate", breakEven);
  }

  private static Json advice(Advice advice) {
    List<Json> steps = new ArrayList<>();
    for (Advice.Step step : advice.arithmetic()) {
      steps.add(
          Json.Obj.of("what", new Json.Text(step.what()))
              .with("formula", step.formula())
              .with("result", step.result())
              .with("basis", step.basis().label()));
    }
    List<Json> tables = new ArrayList<>();
    advice.tables().forEach(table -> tables.add(table(table)));
    return Json.Obj.of(
            "topic", new Json.Text(advice.topic().name().toLowerCase(java.util.Locale.ROOT)))
        .with("verdict", advice.verdict())
        .with("isConclusive", new Json.Bool(advice.isConclusive()))
        .with("samples", advice.samples())
        .with("confidence", advice.confidence())
        .with("arithmetic", new Json.Arr(steps))
        .with("tables", new Json.Arr(tables))
        .with("wouldChange", advice.wouldChange());
  }

  private static Json table(Advice.Table table) {
    List<Json> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(texts(row)));
    return Json.Obj.of("title", new Json.Text(table.title()))
        .with("columns", texts(table.columns()))
        .with("rows", new Json.Arr(rows))
        .with("marked", table.marked());
  }

  private static Json texts(List<String> texts) {
    return new Json.Arr(texts.stream().<Json>map(Json.Text::new).toList());
  }
}
