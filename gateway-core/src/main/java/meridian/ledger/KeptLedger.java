package meridian.ledger;

import java.util.List;
import java.util.Optional;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;

/// A ledger that gives no answer before its lines are kept.
///
/// `books` decides and hands its lines to `lines` in their order; here each call waits until they
/// are on disk. Calls that come together wait for one write. After a crash the lines are a
/// beginning of what was booked: what is missing was promised to nobody.
///
/// @param books decides, in memory
/// @param lines has been given every line of `books`
public record KeptLedger(Ledger books, Lines lines) implements Ledger {
  @Override
  public void fund(ProjectId project, Optional<Money> balance, long nowNanos) {
    books.fund(project, balance, nowNanos);
    lines.sync();
  }

  @Override
  public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
    lines.requireUp();
    return kept(books.reserve(bill, request, amount, nowNanos));
  }

  @Override
  public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
    return kept(books.settle(bill, request, charge, nowNanos));
  }

  @Override
  public boolean release(Bill bill, RequestId request, long nowNanos) {
    return kept(books.release(bill, request, nowNanos));
  }

  @Override
  public boolean refundIfLater(Bill bill, String otherRegion, long otherNanos, long nowNanos) {
    return kept(books.refundIfLater(bill, otherRegion, otherNanos, nowNanos));
  }

  @Override
  public boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
    return kept(books.moveIn(id, project, amount, nowNanos));
  }

  @Override
  public Money moveOut(String id, ProjectId project, Money atMost, long nowNanos) {
    return kept(books.moveOut(id, project, atMost, nowNanos));
  }

  @Override
  public Account account(ProjectId project, long nowNanos) {
    return books.account(project, nowNanos);
  }

  @Override
  public List<Account> accounts(long nowNanos) {
    return books.accounts(nowNanos);
  }

  @Override
  public List<Booking> history(long afterNumber, int atMost) {
    return books.history(afterNumber, atMost);
  }

  private <T> T kept(T answer) {
    lines.sync();
    return answer;
  }
}
