package meridian.telemetry;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.Booking;
import meridian.Money;
import meridian.ProjectId;

/// The metrics of the books: lines of ledgers, usage records, and the money in both. Confined to
/// the meter's one writer.
final class BookMetrics {
  final Family<Family.Tally> unpriced =
      Family.counter(
          "meridian_unpriced_requests_total",
          "Requests whose model has no price.",
          Family.FEW,
          "model");
  final Family<Family.Tally> bookings =
      Family.counter(
          "meridian_ledger_bookings_total",
          "Lines booked by ledgers.",
          Family.FEW,
          "kind",
          "region");
  final Family<Family.Tally> usages =
      Family.counter(
          "meridian_usage_events_total",
          "Records of served requests; lost ones found a full spool.",
          Family.FEW,
          "result");

  private Money charged = Money.ZERO;
  private Money uncovered = Money.ZERO;
  private final Map<ProjectId, Money> overspent = new TreeMap<>();

  void unpriced(String model) {
    unpriced.of(model).add(1);
  }

  void booked(Booking line) {
    bookings.of(line.kind().label(), line.region()).add(1);
    charged = charged.plus(line.kind() == Booking.Kind.SETTLE ? line.amount() : Money.ZERO);
    uncovered = uncovered.plus(line.uncovered());
  }

  void usage(String result) {
    usages.of(result).add(1);
  }

  void overspent(Event.Overspent over) {
    overspent.put(over.project(), over.by());
  }

  /// What ledgers took and did not get, in US dollars.
  List<Totals.Metric> sums() {
    return List.of(
        Totals.value(
            "meridian_charged_usd_total",
            "What ledgers took from balances, in US dollars.",
            Totals.Type.COUNTER,
            "",
            charged.toUsdText()),
        Totals.value(
            "meridian_uncovered_usd_total",
            "Cost that no balance covered, in US dollars.",
            Totals.Type.COUNTER,
            "",
            uncovered.toUsdText()),
        Totals.value(
            "meridian_overspent_usd",
            "What regions together spent above balances, in US dollars.",
            Totals.Type.GAUGE,
            "",
            overspent.values().stream().reduce(Money.ZERO, Money::plus).toUsdText()));
  }
}
