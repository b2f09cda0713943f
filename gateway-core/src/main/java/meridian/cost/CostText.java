package meridian.cost;

import java.util.Locale;
import meridian.telemetry.CostFigures;

/// A cost report as plain text, for a terminal or a file.
public final class CostText {
  private CostText() {}

  /// The money of `report` and the use of the edge in `figures`, without advice.
  public static String of(CostReport report, CostFigures figures, EdgePrices prices) {
    StringBuilder text = new StringBuilder();
    String kind = report.isModelled() ? "modelled" : "measured";
    line(
        text,
        "Spent %s, saved %s%s on %,d booked requests  [%s]",
        Usd.of(report.spent()).text(),
        Usd.of(report.saved()).text(),
        report.savedShare().map(share -> " (" + Wording.percent(share) + " of both)").orElse(""),
        report.requests(),
        kind);
    if (report.isMixed()) {
      line(text, "Modelled money is left out: it is never added to real money.");
    }
    if (report.unpriced() > 0) {
      line(text, "%,d answers have no price and are in no sum", report.unpriced());
    }
    text.append('\n');
    line(
        text,
        "%-10s %-28s %9s %9s %9s %9s %12s %12s",
        "project",
        "model",
        "requests",
        "calls",
        "hits",
        "unpriced",
        "spent",
        "saved");
    for (CostFigures.Row row : figures.rows()) {
      line(
          text,
          "%-10s %-28s %,9d %,9d %,9d %,9d %12s %12s  [%s]",
          row.project().map(project -> project.name()).orElse(CostFigures.OTHER),
          row.model(),
          row.requests(),
          row.calls(),
          row.hits(),
          row.unpriced(),
          Usd.of(row.spent()).text(),
          Usd.of(row.saved()).text(),
          row.isModelled() ? "modelled" : "measured");
    }
    text.append('\n');
    line(text, "Edge at list prices of %s, none included  [quoted]", prices.taken());
    for (EdgeBill.Line each : report.edgeUse().lines()) {
      line(
          text,
          "  %-16s %,14.0f × %6s per million = %12s",
          each.item(),
          each.count(),
          Usd.of(each.rate().perMillion()).text(),
          each.amount().text());
    }
    line(text, "  together %48s", report.edgeUse().total().text());
    text.append('\n');
    forecast(text, report, kind);
    text.append('\n');
    breakEven(text, report, kind);
    return text.toString();
  }

  private static void forecast(StringBuilder text, CostReport report, String kind) {
    if (report.forecast().isEmpty()) {
      line(text, "A month like this: not enough traffic yet");
      return;
    }
    Forecast month = report.forecast().get();
    line(
        text,
        "A month like this, from %,d requests in %d spans of %s  [%s]",
        month.requests(),
        month.spans(),
        Wording.nanos(Math.round(month.seconds() / month.spans() * 1e9)),
        kind);
    line(text, "  spent %s", Wording.usd(month.spent()));
    line(text, "  saved %s", Wording.usd(month.saved()));
    line(text, "  edge %s, less what is included", Wording.usd(month.edge()));
  }

  private static void breakEven(StringBuilder text, CostReport report, String kind) {
    line(text, "Break-even exact-hit rate: (f + a·w) / (v + a·w)  [%s, prices quoted]", kind);
    for (CostReport.Model model : report.models()) {
      if (model.breakEven().isEmpty() || model.requests() == 0) {
        line(text, "  %-28s no priced answer yet", model.model());
        continue;
      }
      BreakEven even = model.breakEven().get();
      line(
          text,
          "  %-28s v %s, f %s, a·w %s → %s; observed %s",
          model.model(),
          even.value().text(),
          even.perRequest().text(),
          even.perWrite().times(even.writtenShare()).text(),
          even.hitRate().isPresent()
              ? Wording.percent(even.hitRate().getAsDouble())
              : "never: the edge costs more than an answer",
          Wording.percent(model.hitEstimate()));
    }
  }

  @SuppressWarnings("AnnotateFormatMethod") // the formats are this file's own
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
