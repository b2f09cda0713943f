package meridian.control;

import java.util.List;
import java.util.function.UnaryOperator;
import meridian.Bill;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.ledger.ForwardingLedger;
import meridian.ledger.Ledger;
import meridian.ledger.Reserved;
import meridian.ledger.Settled;

/// Bugs of the ledgers.
final class LedgerMutants {
  private LedgerMutants() {}

  static List<Mutant> all() {
    return List.of(
        ledger("a settlement is booked twice", TwiceSettled::new),
        ledger("a settlement is lost", LostSettle::new),
        ledger("a reserve is never released", NeverReleased::new),
        ledger("a call is granted without a reserve", Unreserved::new),
        ledger("money from another region is booked in twice", TwiceMoved::new).with("3"));
  }

  private static Mutant ledger(String name, UnaryOperator<Ledger> bug) {
    return new Mutant(
        name,
        "ledger",
        () ->
            new Parts() {
              @Override
              public Ledger ledger(String region, Ledger ledger) {
                return bug.apply(ledger);
              }
            });
  }

  private record TwiceSettled(Ledger inner) implements ForwardingLedger {
    @Override
    public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
      inner.settle(new Bill(bill.id() + "+", bill.project(), ""), request, charge, nowNanos);
      return inner.settle(bill, request, charge, nowNanos);
    }
  }

  private record LostSettle(Ledger inner) implements ForwardingLedger {
    @Override
    public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
      inner.release(bill, request, nowNanos);
      return new Settled(charge.cost().orElse(Money.ZERO), Money.ZERO, false);
    }
  }

  private record NeverReleased(Ledger inner) implements ForwardingLedger {
    @Override
    public boolean release(Bill bill, RequestId request, long nowNanos) {
      return true;
    }
  }

  private record Unreserved(Ledger inner) implements ForwardingLedger {
    @Override
    public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
      return new Reserved.Granted(amount, false);
    }
  }

  private record TwiceMoved(Ledger inner) implements ForwardingLedger {
    @Override
    public boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
      inner.moveIn(id + "+", project, amount, nowNanos);
      return inner.moveIn(id, project, amount, nowNanos);
    }
  }
}
