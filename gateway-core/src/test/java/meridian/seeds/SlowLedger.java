package meridian.seeds;

import java.time.Duration;
import meridian.Bill;
import meridian.Charge;
import meridian.Money;
import meridian.RequestId;
import meridian.ledger.ForwardingLedger;
import meridian.ledger.Ledger;
import meridian.ledger.Reserved;
import meridian.ledger.Settled;
import meridian.ledger.StorageDown;
import meridian.time.WorldClock;

/// A ledger that takes its time, as one on a disk would.
final class SlowLedger implements ForwardingLedger {
  private final Ledger inner;
  private final WorldClock clock;
  private Duration each = Duration.ZERO;
  private boolean isDown;

  SlowLedger(Ledger inner, WorldClock clock) {
    this.inner = inner;
    this.clock = clock;
  }

  @Override
  public Ledger inner() {
    return inner;
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
}
