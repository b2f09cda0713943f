package meridian.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Money;
import meridian.telemetry.CostFigures;

/// What observed traffic comes to in money. Of real and modelled money it speaks of one kind, the
/// real one when there is any: the two are never added up.
///
/// @param isModelled whether the money here is that of modelled providers
/// @param isMixed whether there is money of the other kind too, which is left out here
/// @param spent charged
/// @param saved what hits would have cost
/// @param requests booked
/// @param unpriced answers whose cost or saving nobody knows; they are in no sum
/// @param edgeUse the edge's bill so far at marginal prices, none included
/// @param forecast a month; empty while there is not enough traffic
/// @param models each model with its break-even rate, most spent first
public record CostReport(
    boolean isModelled,
    boolean isMixed,
    Money spent,
    Money saved,
    long requests,
    long unpriced,
    EdgeBill edgeUse,
    Optional<Forecast> forecast,
    List<Model> models) {
  public CostReport {
    models = List.copyOf(models);
  }

  /// One model over all projects.
  ///
  /// @param model as asked for
  /// @param requests booked
  /// @param hits of these answered by a cache
  /// @param pricedCalls answers of a provider whose cost is known
  /// @param spent what they cost
  /// @param breakEven empty while no priced answer was observed
  public record Model(
      String model,
      long requests,
      long hits,
      long pricedCalls,
      Money spent,
      Optional<BreakEven> breakEven) {
    /// Share of requests that a cache answered; 0 without any.
    public double hitShare() {
      return requests == 0 ? 0 : (double) hits / requests;
    }

    /// The same with its interval; at least one request must be booked.
    public Estimate hitEstimate() {
      return Estimate.share(hits, requests);
    }
  }

  /// The report on `figures`.
  ///
  /// @param hasEdge whether an edge platform is billed
  public static CostReport of(CostFigures figures, boolean hasEdge, EdgePrices prices) {
    boolean hasReal = figures.rows().stream().anyMatch(row -> !row.isModelled());
    boolean hasModelled = figures.rows().stream().anyMatch(CostFigures.Row::isModelled);
    boolean isModelled = hasModelled && !hasReal;
    Money spent = Money.ZERO;
    Money saved = Money.ZERO;
    long requests = 0;
    long unpriced = 0;
    Map<String, List<CostFigures.Row>> byModel = new LinkedHashMap<>();
    for (CostFigures.Row row : figures.rows()) {
      if (row.isModelled() != isModelled) {
        continue;
      }
      spent = spent.plus(row.spent());
      saved = saved.plus(row.saved());
      requests += row.requests();
      unpriced += row.unpriced();
      byModel.computeIfAbsent(row.model(), _ -> new ArrayList<>()).add(row);
    }
    List<Model> models = new ArrayList<>();
    byModel.forEach((name, rows) -> models.add(model(name, rows, figures.edge(), prices)));
    models.sort((a, b) -> b.spent().compareTo(a.spent()));
    return new CostReport(
        isModelled,
        hasReal && hasModelled,
        spent,
        saved,
        requests,
        unpriced,
        EdgeBill.marginal(hasEdge ? load(figures.edge()) : NO_LOAD, prices),
        Forecast.of(figures, isModelled, hasEdge, prices),
        models);
  }

  private static final EdgeBill.Load NO_LOAD = new EdgeBill.Load(0, 0, 0, 0);

  private static EdgeBill.Load load(CostFigures.EdgeUse use) {
    return new EdgeBill.Load(use.requests(), use.reads(), use.writes(), use.deletes());
  }

  private static Model model(
      String name, List<CostFigures.Row> rows, CostFigures.EdgeUse use, EdgePrices prices) {
    long requests = 0;
    long hits = 0;
    long priced = 0;
    Money spent = Money.ZERO;
    for (CostFigures.Row row : rows) {
      requests += row.requests();
      hits += row.hits();
      // An unpriced hit makes this fewer than there are: the value of a hit is then too high by it.
      priced += Math.max(0, row.calls() - row.unpriced());
      spent = spent.plus(row.spent());
    }
    Optional<BreakEven> breakEven =
        priced == 0 || spent.microUsd() == 0
            ? Optional.empty()
            : Optional.of(breakEven(Usd.of(spent).times(1.0 / priced), use, prices));
    return new Model(name, requests, hits, priced, spent, breakEven);
  }

  private static BreakEven breakEven(Usd value, CostFigures.EdgeUse use, EdgePrices prices) {
    double reads = use.requests() == 0 ? 2 : (double) use.reads() / use.requests();
    return new BreakEven(value, prices.perRequest(reads), prices.write().of(1), writtenShare(use));
  }

  /// How many of the answers that might be written are.
  private static double writtenShare(CostFigures.EdgeUse use) {
    long offered = use.writes() + use.writesSkipped() + use.writesRefused();
    return offered == 0 ? 1 : (double) use.writes() / offered;
  }

  /// Saved / (spent + saved); empty when nothing was.
  public Optional<Double> savedShare() {
    long all = spent.microUsd() + saved.microUsd();
    return all == 0 ? Optional.empty() : Optional.of((double) saved.microUsd() / all);
  }
}
