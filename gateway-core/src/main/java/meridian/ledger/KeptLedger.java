package meridian.ledger;

import java.util.Optional;
import meridian.Bill;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;

/// A ledger that gives no answer before its lines are kept.
///
/// `inner` decides and hands its lines to `lines` in their order; here each call waits until they
/// are on disk. Calls that come together wait for one write. After a crash the lines are a
/// beginning of what was booked: what is missing was promised to nobody.
///
/// @param inner decides, in memory
/// @param lines has been given every line of `inner`
public record KeptLedger(Ledger inner, Lines lines) implements ForwardingLedger {
  @Override
  public void fund(ProjectId project, Optional<Money> balance, long nowNanos) {
    inner.fund(project, balance, nowNanos);
    lines.sync();
  }

  @Override
  public Reserved reserve(Bill bill, RequestId request, Money amount, long nowNanos) {
    lines.requireUp();
    return kept(inner.reserve(bill, request, amount, nowNanos));
  }

  @Override
  public Settled settle(Bill bill, RequestId request, Charge charge, long nowNanos) {
    return kept(inner.settle(bill, request, charge, nowNanos));
  }

  @Override
  public boolean release(Bill bill, RequestId request, long nowNanos) {
    return kept(inner.release(bill, request, nowNanos));
  }

  @Override
  public boolean refundIfLater(Bill bill, String otherRegion, long otherNanos, long nowNanos) {
    return kept(inner.refundIfLater(bill, otherRegion, otherNanos, nowNanos));
  }

  @Override
  public boolean moveIn(String id, ProjectId project, Money amount, long nowNanos) {
    return kept(inner.moveIn(id, project, amount, nowNanos));
  }

  @Override
  public Money moveOut(String id, ProjectId project, Money atMost, long nowNanos) {
    return kept(inner.moveOut(id, project, atMost, nowNanos));
  }

  private <T> T kept(T answer) {
    lines.sync();
    return answer;
  }
}
