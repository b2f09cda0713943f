package meridian.ledger;

import meridian.Bill;
import meridian.Money;

/// What a ledger remembers of one bill. Guarded by the ledger it is in.
final class Tab {
  private final Bill bill;
  private Money reserved = Money.ZERO;
  private Money cost = Money.ZERO;
  private long untilNanos;
  private int attempts;
  private int holders;
  private boolean isOpen;
  private boolean isSettled;

  Tab(Bill bill) {
    this.bill = bill;
  }

  Bill bill() {
    return bill;
  }

  Money reserved() {
    return reserved;
  }

  /// The dearest attempt so far.
  Money cost() {
    return cost;
  }

  /// When its reserve expires, while it is open.
  long untilNanos() {
    return untilNanos;
  }

  int attempts() {
    return attempts;
  }

  boolean isOpen() {
    return isOpen;
  }

  boolean isSettled() {
    return isSettled;
  }

  /// Whether only one attempt needs the reserve.
  boolean isHeldByOne() {
    return holders == 1;
  }

  void open(Money amount, long until) {
    reserved = amount;
    untilNanos = until;
    isOpen = true;
    holders = 0;
  }

  void attempt() {
    attempts++;
    if (isOpen) {
      holders++;
    }
  }

  void leave() {
    holders--;
  }

  void close() {
    isOpen = false;
    reserved = Money.ZERO;
    holders = 0;
  }

  void settle(Money added) {
    isSettled = true;
    cost = cost.plus(added);
  }
}
