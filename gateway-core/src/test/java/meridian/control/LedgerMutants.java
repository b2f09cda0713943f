package meridian.control;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.ledger.Account;
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

  /// A ledger that is asked through.
  private abstract static class Books implements Ledger {
    final Ledger ledger;

    Books(Ledger ledger) {
      this.ledger = ledger;
    }

    @Override
    public void fund(ProjectId project, Optional<Money> balance, long nowNanos) {
      ledger.fund(project, balance, nowNanos);
    }

    @Override
    public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
      return ledger.reserve(bill, request, amount, nowNanos);
    }

    @Override
    public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
      return ledger.settle(bill, request, charge, nowNanos);
    }

    @Override
    public boolean release(Bill bill, RequestId request, long nowNanos) {
      return ledger.release(bill, request, nowNanos);
    }

    @Override
    public boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
      return ledger.moveIn(id, project, amount, nowNanos);
    }

    @Override
    public Money moveOut(String id, ProjectId project, Money atMost, long nowNanos) {
      return ledger.moveOut(id, project, atMost, nowNanos);
    }

    @Override
    public boolean refundIfLater(Bill bill, String otherRegion, long otherNanos, long nowNanos) {
      return ledger.refundIfLater(bill, otherRegion, otherNanos, nowNanos);
    }

    @Override
    public Account account(ProjectId project, long nowNanos) {
      return ledger.account(project, nowNanos);
    }

    @Override
    public List<Account> accounts(long nowNanos) {
      return ledger.accounts(nowNanos);
    }

    @Override
    public List<Booking> history(long afterNumber, int atMost) {
      return ledger.history(afterNumber, atMost);
    }
  }

  private static final class TwiceSettled extends Books {
    TwiceSettled(Ledger ledger) {
      super(ledger);
    }

    @Override
    public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
      super.settle(new Bill(bill.id() + "+", bill.project(), ""), request, charge, nowNanos);
      return super.settle(bill, request, charge, nowNanos);
    }
  }

  private static final class LostSettle extends Books {
    LostSettle(Ledger ledger) {
      super(ledger);
    }

    @Override
    public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
      super.release(bill, request, nowNanos);
      return new Settled(charge.cost().orElse(Money.ZERO), Money.ZERO, false);
    }
  }

  private static final class NeverReleased extends Books {
    NeverReleased(Ledger ledger) {
      super(ledger);
    }

    @Override
    public boolean release(Bill bill, RequestId request, long nowNanos) {
      return true;
    }
  }

  private static final class Unreserved extends Books {
    Unreserved(Ledger ledger) {
      super(ledger);
    }

    @Override
    public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
      return new Reserved.Granted(amount, false);
    }
  }

  private static final class TwiceMoved extends Books {
    TwiceMoved(Ledger ledger) {
      super(ledger);
    }

    @Override
    public boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
      super.moveIn(id + "+", project, amount, nowNanos);
      return super.moveIn(id, project, amount, nowNanos);
    }
  }
}
