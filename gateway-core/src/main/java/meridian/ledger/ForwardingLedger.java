package meridian.ledger;

import java.util.List;
import java.util.Optional;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;

/// A ledger that asks another one, for those who change a few of its answers.
public interface ForwardingLedger extends Ledger {
  /// Who is asked.
  Ledger inner();

  @Override
  default void fund(ProjectId project, Optional<Money> balance, long nowNanos) {
    inner().fund(project, balance, nowNanos);
  }

  @Override
  default Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
    return inner().reserve(bill, request, amount, nowNanos);
  }

  @Override
  default Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
    return inner().settle(bill, request, charge, nowNanos);
  }

  @Override
  default boolean release(Bill bill, RequestId request, long nowNanos) {
    return inner().release(bill, request, nowNanos);
  }

  @Override
  default boolean refundIfLater(Bill bill, String otherRegion, long otherNanos, long nowNanos) {
    return inner().refundIfLater(bill, otherRegion, otherNanos, nowNanos);
  }

  @Override
  default boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
    return inner().moveIn(id, project, amount, nowNanos);
  }

  @Override
  default Money moveOut(String id, ProjectId project, Money atMost, long nowNanos) {
    return inner().moveOut(id, project, atMost, nowNanos);
  }

  @Override
  default Account account(ProjectId project, long nowNanos) {
    return inner().account(project, nowNanos);
  }

  @Override
  default List<Account> accounts(long nowNanos) {
    return inner().accounts(nowNanos);
  }

  @Override
  default List<Booking> history(long afterNumber, int atMost) {
    return inner().history(afterNumber, atMost);
  }
}
