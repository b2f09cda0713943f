package meridian.ledger;

import java.util.List;
import java.util.Optional;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;

/// The books of one region: balances, money set aside, money spent.
///
/// Every method is one transaction: all of it happens or nothing, and it may wait for a store. Each
/// is idempotent by the name of its bill or move: said twice, it is booked once. For every project,
/// at any moment, `available + reserved + spent = deposits`, to the micro-dollar; a project without
/// a balance may spend without limit and is booked all the same.
///
/// Money set aside for a call that nobody settles comes back by itself when its time is over. A
/// settle that comes later still is booked, from what is available then.
public interface Ledger {
  /// How often one bill may be tried: a first time, and the two retries that SDKs make.
  int MAX_ATTEMPTS = 3;

  /// Sets the project's balance, from which everything it ever spent is taken; empty lifts the
  /// limit. A balance below what is already spent refuses every further call.
  void fund(ProjectId project, Optional<Money> balance, long nowNanos);

  /// Sets `amount` aside for `bill` until the reserve's time is over.
  ///
  /// A bill that is known is not reserved again: see [Reserved.Granted#isRepeat()].
  ///
  /// @param amount expected cost, 0 or more
  Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos);

  /// Takes the cost of `bill` and ends its reserve: from the reserve first, then from what is
  /// available; the rest is uncovered. An attempt that cost no more than an earlier one takes
  /// nothing; a dearer one takes the difference. An unpriced charge takes nothing and is counted.
  Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos);

  /// Gives the reserve of `bill` back: the call failed and cost nothing. False when it holds none,
  /// or another attempt still needs it.
  boolean release(Bill bill, RequestId request, long nowNanos);

  /// Gives back what `bill` took if `otherRegion` settled it first, at `otherNanos`: a request that
  /// two regions answered is paid once, and nothing more is taken for it here. At equal times the
  /// region whose name comes first keeps it. False when this ledger took nothing, or was first.
  boolean refundIfLater(Bill bill, String otherRegion, long otherNanos, long nowNanos);

  /// Puts `amount` that another region gave away into the account; false when the move `id` has
  /// been booked already.
  boolean moveIn(String id, ProjectId project, Money amount, long nowNanos);

  /// Takes up to `atMost` of what is available out of the account, for another region. Says how
  /// much; said twice under one `id`, the same again.
  Money moveOut(String id, ProjectId project, Money atMost, long nowNanos);

  /// How a project stands.
  Account account(ProjectId project, long nowNanos);

  /// How every project stands that ever had a balance or a booking, by name.
  List<Account> accounts(long nowNanos);

  /// Lines with a number above `afterNumber`, oldest first. A first number above `afterNumber + 1`
  /// says that older ones are no longer kept.
  ///
  /// @param atMost most lines, 1 or more
  List<Booking> history(long afterNumber, int atMost);
}
