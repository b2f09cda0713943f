package meridian.console.world;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import meridian.console.format.Figure;
import meridian.console.format.Figures;
import meridian.telemetry.Percentiles;
import meridian.telemetry.Snapshot;

/// The columns of the per-PoP table: what each shows, sorts by and copies; pure.
@SuppressWarnings("ImmutableEnumChecker") // Its functions keep no state.
enum PopTable {
  /// Requests of the window.
  REQUESTS(
      "Requests",
      "finished in the window",
      row -> new Figure(Figures.count(row.requests()), many(row.requests())),
      row -> (double) row.requests()),
  /// Rate of the window.
  RATE(
      "Req/s",
      "finished per second in the window",
      row ->
          row.requests() == 0
              ? Figure.ABSENT
              : new Figure(Figures.number(row.requestsPerSecond()), Figures.ENOUGH),
      Snapshot.PopRow::requestsPerSecond),
  /// Hits of any layer.
  HIT_RATE(
      "Hit rate",
      "hits of any layer / (hits + misses)",
      row ->
          new Figure(Figures.percent(row.hitRate()), row.hitRate().isEmpty() ? 0 : row.requests()),
      row -> row.hitRate().orElse(-1.0)),
  /// Hits at this PoP.
  EDGE_HIT_RATE(
      "At edge",
      "hits at this PoP / (hits + misses)",
      row ->
          new Figure(
              Figures.percent(row.edgeHitRate()), row.edgeHitRate().isEmpty() ? 0 : row.requests()),
      row -> row.edgeHitRate().orElse(-1.0)),
  /// Median of all answers.
  P50(
      "p50",
      "total time of answered requests, half are faster",
      row -> Figures.percentile(row.total(), Percentiles::p50),
      row -> sort(row.total(), row.total().p50())),
  /// 95th percentile of all answers.
  P95(
      "p95",
      "total time of answered requests, 19 of 20 are faster",
      row -> Figures.percentile(row.total(), Percentiles::p95),
      row -> sort(row.total(), row.total().p95())),
  /// 95th percentile of edge hits.
  EDGE_P95(
      "Edge p95",
      "total time of edge hits, 19 of 20 are faster",
      row -> Figures.percentile(row.edgeHit(), Percentiles::p95),
      row -> sort(row.edgeHit(), row.edgeHit().p95())),
  /// Edge misses that the origin knew.
  BLIND(
      "Origin knew",
      "share of edge misses the origin's exact cache could answer: high means propagation",
      row ->
          new Figure(
              Figures.percent(row.edgeMissOriginHit()),
              row.edgeMissOriginHit().isEmpty() ? 0 : row.requests()),
      row -> row.edgeMissOriginHit().orElse(-1.0)),
  /// Stages over budget.
  BREACHES(
      "Breaches",
      "stages over their budget in edge hits of the window",
      row ->
          row.edgeHit().count() == 0
              ? Figure.ABSENT
              : new Figure(Figures.count(row.budgetBreaches()), Figures.ENOUGH),
      row -> (double) row.budgetBreaches()),
  /// Requests that waited for a start.
  COLD(
      "Cold starts",
      "requests that waited for a cold start in the window",
      row ->
          row.requests() == 0
              ? Figure.ABSENT
              : new Figure(Figures.count(row.coldStarts()), Figures.ENOUGH),
      row -> (double) row.coldStarts());

  private final String title;
  private final String meaning;
  private final Function<Snapshot.PopRow, Figure> figure;
  private final Function<Snapshot.PopRow, Double> order;

  PopTable(
      String title,
      String meaning,
      Function<Snapshot.PopRow, Figure> figure,
      Function<Snapshot.PopRow, Double> order) {
    this.title = title;
    this.meaning = meaning;
    this.figure = figure;
    this.order = order;
  }

  String title() {
    return title;
  }

  /// What the column says, for its tooltip.
  String meaning() {
    return meaning;
  }

  /// What it shows of `row`.
  Figure figure(Snapshot.PopRow row) {
    return figure.apply(row);
  }

  /// What it sorts by; no data sorts below everything.
  double order(Snapshot.PopRow row) {
    return order.apply(row);
  }

  /// `lines` as comma-separated values (RFC 4180), raw: milliseconds, shares of 0 to 1, empty for
  /// no data.
  static String csv(List<PopLine> lines) {
    StringBuilder text = new StringBuilder();
    text.append("pop,city,country,requests,requests_per_second,hit_rate,edge_hit_rate,");
    text.append(
        "p50_ms,p95_ms,edge_hit_p95_ms,edge_miss_origin_hit,budget_breaches,cold_starts\r\n");
    for (PopLine line : lines) {
      Snapshot.PopRow row = line.row();
      text.append(line.pop()).append(',');
      text.append('"').append(line.site().place().city().replace("\"", "\"\"")).append("\",");
      text.append(line.site().place().country()).append(',');
      text.append(row.requests()).append(',');
      text.append(plain(row.requestsPerSecond())).append(',');
      text.append(row.hitRate().map(PopTable::plain).orElse("")).append(',');
      text.append(row.edgeHitRate().map(PopTable::plain).orElse("")).append(',');
      text.append(millis(row.total(), row.total().p50())).append(',');
      text.append(millis(row.total(), row.total().p95())).append(',');
      text.append(millis(row.edgeHit(), row.edgeHit().p95())).append(',');
      text.append(row.edgeMissOriginHit().map(PopTable::plain).orElse("")).append(',');
      text.append(row.budgetBreaches()).append(',').append(row.coldStarts()).append("\r\n");
    }
    return text.toString();
  }

  private static long many(long count) {
    return count == 0 ? 0 : Figures.ENOUGH;
  }

  private static double sort(Percentiles of, long nanos) {
    return of.count() == 0 ? -1 : nanos;
  }

  private static String millis(Percentiles of, long nanos) {
    return of.count() == 0 ? "" : plain(nanos / 1e6);
  }

  private static String plain(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
