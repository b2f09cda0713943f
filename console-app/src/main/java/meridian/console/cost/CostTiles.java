package meridian.console.cost;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import meridian.console.format.Figure;
import meridian.console.format.Figures;
import meridian.cost.CostReport;
import meridian.cost.EdgeBill;
import meridian.cost.EdgePrices;
import meridian.cost.Estimate;
import meridian.cost.Forecast;
import meridian.cost.Usd;
import meridian.telemetry.CostFigures;

/// Headline figures of cost; pure.
final class CostTiles {
  /// Rates are those of about the last ten minutes: of whole spans, the newest that are over.
  private static final double RECENT_SECONDS = 600;

  private CostTiles() {}

  /// The newest spans together.
  private record Recent(
      double hours, long requests, double spentUsd, double savedUsd, EdgeBill.Load load) {}

  static Map<CostTile.Kind, CostTile> of(
      CostFigures figures, CostReport report, EdgePrices prices, boolean hasEdge) {
    Recent recent = recent(figures, report.isModelled());
    Map<CostTile.Kind, CostTile> tiles = new EnumMap<>(CostTile.Kind.class);
    String badge = report.isModelled() ? "modelled" : "measured";
    tiles.put(
        CostTile.Kind.SPEND,
        new CostTile(
            perHour(recent, recent.spentUsd()),
            badge,
            sinceStart(report, Usd.of(report.spent()))
                + (report.isMixed() ? ", modelled left out" : ""),
            false));
    tiles.put(
        CostTile.Kind.SAVED,
        new CostTile(
            perHour(recent, recent.savedUsd()),
            badge,
            sinceStart(report, Usd.of(report.saved())),
            false));
    tiles.put(
        CostTile.Kind.SAVED_SHARE,
        new CostTile(
            report
                .savedShare()
                .map(share -> new Figure(Figures.percent(share), report.requests()))
                .orElse(Figure.ABSENT),
            badge,
            report.requests() == 0 ? CostWords.NOTHING : "of cost without caches",
            false));
    tiles.put(
        CostTile.Kind.UNPRICED,
        new CostTile(
            report.requests() == 0
                ? Figure.ABSENT
                : new Figure(Figures.count(report.unpriced()), Figures.ENOUGH),
            badge,
            report.requests() == 0
                ? CostWords.NOTHING
                : report.unpriced() == 0
                    ? "every answer has a price"
                    : "in no sum: give them a price",
            report.unpriced() > 0));
    tiles.put(CostTile.Kind.EDGE, edge(recent, report, prices, hasEdge));
    tiles.put(CostTile.Kind.FORECAST, forecast(report, badge));
    return tiles;
  }

  private static String sinceStart(CostReport report, Usd amount) {
    return report.requests() == 0 ? CostWords.NOTHING : amount.text() + " since the start";
  }

  private static CostTile edge(
      Recent recent, CostReport report, EdgePrices prices, boolean hasEdge) {
    return hasEdge
        ? new CostTile(
            perHour(recent, EdgeBill.marginal(recent.load(), prices).total().amount()),
            "quoted",
            recent.requests() == 0
                ? CostWords.NOTHING
                : report.edgeUse().total().text() + " since the start",
            false)
        : new CostTile(Figure.ABSENT, "", "no edge with pattern 1", false);
  }

  private static CostTile forecast(CostReport report, String badge) {
    return report
        .forecast()
        .map(month ->
            new CostTile(
                new Figure(brief(month.spent().value()), month.requests()),
                badge,
                brief(month.spent().low())
                    + " to "
                    + brief(month.spent().high())
                    + " · n "
                    + Figures.count(month.requests()),
                false))
        .orElse(new CostTile(Figure.ABSENT, "", CostWords.NO_MONTH, false));
  }

  /// Without cents where they say nothing.
  private static String brief(double usd) {
    return usd >= 1_000 ? "$" + Figures.count(Math.round(usd)) : new Usd(usd).text();
  }

  static String range(Estimate of) {
    return new Usd(of.low()).text() + " to " + new Usd(of.high()).text();
  }

  private static Figure perHour(Recent recent, double usd) {
    return recent.requests() == 0
        ? Figure.ABSENT
        : new Figure(new Usd(usd / recent.hours()).text() + "/h", recent.requests());
  }

  private static Recent recent(CostFigures figures, boolean isModelled) {
    double seconds = figures.sliceNanos() / 1e9;
    List<CostFigures.Slice> over =
        figures.slices().subList(0, Math.max(0, figures.slices().size() - 1));
    int from = Math.max(0, over.size() - (int) Math.max(1, Math.round(RECENT_SECONDS / seconds)));
    while (from < over.size() && over.get(from).requests() == 0) {
      from++;
    }
    long requests = 0;
    long spent = 0;
    long saved = 0;
    long reads = 0;
    long writes = 0;
    long deletes = 0;
    for (CostFigures.Slice slice : over.subList(from, over.size())) {
      requests += slice.requests();
      spent += (isModelled ? slice.modelledSpent() : slice.spent()).microUsd();
      saved += (isModelled ? slice.modelledSaved() : slice.saved()).microUsd();
      reads += slice.kvReads();
      writes += slice.kvWrites();
      deletes += slice.kvDeletes();
    }
    return new Recent(
        (over.size() - from) * seconds / 3_600,
        requests,
        spent / 1e6,
        saved / 1e6,
        new EdgeBill.Load(requests, reads, writes, deletes));
  }

  /// How many KV writes a day there would be as in the last minutes; 0 without any traffic.
  static double writesPerDay(CostFigures figures) {
    Recent recent = recent(figures, true);
    return recent.hours() == 0 ? 0 : recent.load().writes() / recent.hours() * 24;
  }

  /// What a month would be written, for its label.
  static String month(Forecast month) {
    return range(month.edge());
  }
}
