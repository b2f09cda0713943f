package meridian.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import meridian.telemetry.CostFigures;

/// What a month would come to if it went on as observed.
///
/// The observed time is cut into equal spans; the month is their mean times the spans of a month,
/// and the interval is that of the mean. It knows sampling noise alone: that nights are quieter, or
/// that tomorrow is different, nothing in the observed time can tell, so a forecast from ten
/// minutes of an afternoon is that of a month of such afternoons. Time before the first request is
/// left out.
///
/// @param requests finished in the observed time
/// @param spans how many it was cut into
/// @param seconds how long it was
/// @param spent a month's charges in dollars
/// @param saved what a month's hits would have cost
/// @param load a month's use of the edge
/// @param edge a month's edge bill; its interval is that of the requests
public record Forecast(
    long requests,
    int spans,
    double seconds,
    Estimate spent,
    Estimate saved,
    EdgeBill.Load load,
    Estimate edge) {
  /// Hours of a mean month: 365 days / 12.
  public static final double MONTH_HOURS = 730;

  /// Fewer requests say nothing about a month.
  public static final int ENOUGH_REQUESTS = 30;

  /// Fewer spans have no interval worth showing.
  static final int ENOUGH_SPANS = 8;

  private static final double MONTH_SECONDS = MONTH_HOURS * 3_600;

  /// The forecast from `figures`, for money of one kind; empty when there is not enough traffic
  /// yet.
  ///
  /// @param isModelled whether modelled money is meant, or real
  /// @param hasEdge whether there is an edge that is billed
  static Optional<Forecast> of(
      CostFigures figures, boolean isModelled, boolean hasEdge, EdgePrices prices) {
    List<CostFigures.Slice> spans = observed(figures);
    long requests = spans.stream().mapToLong(CostFigures.Slice::requests).sum();
    if (requests < ENOUGH_REQUESTS || spans.size() < ENOUGH_SPANS) {
      return Optional.empty();
    }
    double width = figures.sliceNanos() / 1e9;
    double seconds = spans.size() * width;
    Estimate ofRequests = monthly(spans, width, CostFigures.Slice::requests);
    EdgeBill.Load load =
        new EdgeBill.Load(
                requests,
                sum(spans, CostFigures.Slice::kvReads),
                sum(spans, CostFigures.Slice::kvWrites),
                sum(spans, CostFigures.Slice::kvDeletes))
            .times(MONTH_SECONDS / seconds);
    Estimate edge =
        ofRequests.map(count ->
            hasEdge
                ? EdgeBill.ofMonth(load.times(Math.max(0, count) / ofRequests.value()), prices)
                    .total()
                    .amount()
                : 0);
    return Optional.of(
        new Forecast(
            requests,
            spans.size(),
            seconds,
            atLeastNothing(monthly(spans, width, slice -> usd(spent(slice, isModelled)))),
            atLeastNothing(monthly(spans, width, slice -> usd(saved(slice, isModelled)))),
            load,
            edge));
  }

  /// The spans that are over, from the first with a request on.
  static List<CostFigures.Slice> observed(CostFigures figures) {
    List<CostFigures.Slice> spans = new ArrayList<>();
    int over = Math.max(0, figures.slices().size() - 1);
    for (CostFigures.Slice slice : figures.slices().subList(0, over)) {
      if (!spans.isEmpty() || slice.requests() > 0) {
        spans.add(slice);
      }
    }
    return spans;
  }

  private static Estimate monthly(
      List<CostFigures.Slice> spans, double width, ToDoubleFunction<CostFigures.Slice> what) {
    return Estimate.mean(
        spans.stream().map(slice -> what.applyAsDouble(slice) * MONTH_SECONDS / width).toList());
  }

  private static Estimate atLeastNothing(Estimate of) {
    return of.map(value -> Math.max(0, value));
  }

  private static double sum(
      List<CostFigures.Slice> spans, ToDoubleFunction<CostFigures.Slice> what) {
    return spans.stream().mapToDouble(what).sum();
  }

  static meridian.Money spent(CostFigures.Slice slice, boolean isModelled) {
    return isModelled ? slice.modelledSpent() : slice.spent();
  }

  static meridian.Money saved(CostFigures.Slice slice, boolean isModelled) {
    return isModelled ? slice.modelledSaved() : slice.saved();
  }

  private static double usd(meridian.Money money) {
    return money.microUsd() / 1e6;
  }
}
