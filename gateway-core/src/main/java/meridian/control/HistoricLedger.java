package meridian.control;

import java.util.Optional;
import meridian.Bill;
import meridian.Booking;
import meridian.Json;
import meridian.Money;
import meridian.RequestId;
import meridian.ledger.ForwardingLedger;
import meridian.ledger.Ledger;
import meridian.ledger.Reserved;
import meridian.telemetry.Event;

/// A ledger that has every refused reserve written down: it books no line, so that [Event.Booked]
/// does not tell of it.
///
/// @param inner the ledger
/// @param region whose it is
/// @param lines the history
record HistoricLedger(Ledger inner, String region, JsonLines lines) implements ForwardingLedger {
  /// A line of the books as one of the history.
  static Json.Obj line(Event.Booked booked) {
    Booking of = booked.line();
    return RunHistory.line("ledger", of.kind().label(), of.atNanos())
        .with("region", of.region())
        .with("number", of.number())
        .with("project", of.bill().project().name())
        .with("bill", of.bill().id())
        .with("request", of.request().map(RequestId::text).orElse(""))
        .with("amountMicroUsd", of.amount().microUsd())
        .with("uncoveredMicroUsd", of.uncovered().microUsd())
        .with("availableMicroUsd", money(booked.available()));
  }

  @Override
  public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
    Reserved reserved = inner.reserve(bill, request, amount, nowNanos);
    switch (reserved) {
      case Reserved.Granted _ -> {
        // a line of the books
      }
      case Reserved.Insufficient little ->
          refused(bill, request, amount, nowNanos, "insufficient", Optional.of(little.available()));
      case Reserved.Full _ -> refused(bill, request, amount, nowNanos, "full", Optional.empty());
      case Reserved.OtherSubject _ ->
          refused(bill, request, amount, nowNanos, "other_subject", Optional.empty());
      case Reserved.TooManyAttempts _ ->
          refused(bill, request, amount, nowNanos, "too_many_attempts", Optional.empty());
    }
    return reserved;
  }

  private void refused(
      Bill bill,
      RequestId request,
      Money amount,
      long nowNanos,
      String reason,
      Optional<Money> available) {
    lines.write(
        RunHistory.line("ledger", "refuse", nowNanos)
            .with("region", region)
            .with("project", bill.project().name())
            .with("bill", bill.id())
            .with("request", request.text())
            .with("amountMicroUsd", amount.microUsd())
            .with("reason", reason)
            .with("availableMicroUsd", money(available)));
  }

  private static Json money(Optional<Money> amount) {
    return amount.<Json>map(known -> Json.Num.of(known.microUsd())).orElse(Json.Null.NULL);
  }
}
