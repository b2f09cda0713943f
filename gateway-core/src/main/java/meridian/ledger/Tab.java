package meridian.ledger;

import meridian.Bill;
import meridian.Booking;
import meridian.Money;

/// What a ledger remembers of one bill. Guarded by the ledger it is in.
final class Tab {
  private final Bill bill;
  private Money reserved = Money.ZERO;
  private Money cost = Money.ZERO;
  private Money charged = Money.ZERO;
  private Money uncovered = Money.ZERO;
  private long settledNanos;
  private boolean isRefunded;
  private long untilNanos;
  private int attempts;
  private int holders;
  private boolean isOpen;
  private boolean isSettled;

  Tab(Bill bill) {
    this.bill = bill;
  }

  /// @param isOpen whether its reserve is open
  Tab(Checkpoint.TabState from, boolean isOpen) {
    this.bill = from.bill();
    this.reserved = from.reserved();
    this.cost = from.cost();
    this.charged = from.charged();
    this.uncovered = from.uncovered();
    this.settledNanos = from.settledNanos();
    this.untilNanos = from.untilNanos();
    this.attempts = from.attempts();
    this.holders = from.holders();
    this.isOpen = isOpen;
    this.isSettled = from.isSettled();
    this.isRefunded = from.isRefunded();
  }

  Checkpoint.TabState state() {
    return new Checkpoint.TabState(
        bill,
        reserved,
        cost,
        charged,
        uncovered,
        settledNanos,
        untilNanos,
        attempts,
        holders,
        isSettled,
        isRefunded);
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

  void settle(Booking line) {
    settledNanos = isSettled ? settledNanos : line.atNanos();
    isSettled = true;
    cost = cost.plus(line.charge().cost().orElse(Money.ZERO));
    charged = charged.plus(line.amount());
    uncovered = uncovered.plus(line.uncovered());
  }

  void refund() {
    isRefunded = true;
    charged = Money.ZERO;
    uncovered = Money.ZERO;
  }

  /// Whether another region is paid for it: nothing more is taken here.
  boolean isRefunded() {
    return isRefunded;
  }

  /// What its settles took and nobody gave back.
  Money charged() {
    return charged;
  }

  /// What of its cost was not covered.
  Money uncovered() {
    return uncovered;
  }

  /// When it was first settled.
  long settledNanos() {
    return settledNanos;
  }
}
