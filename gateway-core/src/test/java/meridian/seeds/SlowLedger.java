package meridian.seeds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
import meridian.ledger.StorageDown;
import meridian.time.WorldClock;

/// A ledger that takes its time, as one on a disk would.
final class SlowLedger implements Ledger {
  private final Ledger inner;
  private final WorldClock clock;
  private Duration each = Duration.ZERO;
  private boolean isDown;

  SlowLedger(Ledger inner, WorldClock clock) {
    this.inner = inner;
    this.clock = clock;
  }

  /// From now on it takes no reserve, as one whose disk is full, or takes them again.
  void down(boolean isNowDown) {
    isDown = isNowDown;
  }

  void take(Duration time) {
    each = time;
  }

  private void work() {
    if (each.isPositive()) {
      clock.sleepUntil(clock.nanos() + each.toNanos());
    }
  }

  @Override
  public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
    if (isDown) {
      throw new StorageDown("no space left");
    }
    work();
    return inner.reserve(bill, request, amount, nowNanos);
  }

  @Override
  public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
    work();
    return inner.settle(bill, request, charge, nowNanos);
  }

  @Override
  public boolean release(Bill bill, RequestId request, long nowNanos) {
    work();
    return inner.release(bill, request, nowNanos);
  }

  @Override
  public void fund(ProjectId project, Optional<Money> balance, long nowNanos) {
    inner.fund(project, balance, nowNanos);
  }

  @Override
  public boolean refundIfLater(Bill bill, String otherRegion, long otherNanos, long nowNanos) {
    return inner.refundIfLater(bill, otherRegion, otherNanos, nowNanos);
  }

  @Override
  public boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
    return inner.moveIn(id, project, amount, nowNanos);
  }

  @Override
  public Money moveOut(String id, ProjectId project, Money atMost, long nowNanos) {
    return inner.moveOut(id, project, atMost, nowNanos);
  }

  @Override
  public Account account(ProjectId project, long nowNanos) {
    return inner.account(project, nowNanos);
  }

  @Override
  public List<Account> accounts(long nowNanos) {
    return inner.accounts(nowNanos);
  }

  @Override
  public List<Booking> history(long afterNumber, int atMost) {
    return inner.history(afterNumber, atMost);
  }
}
