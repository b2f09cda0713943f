package meridian.ledger;

import meridian.Booking;
import meridian.Money;

/// What a line of another region's ledger means for one's own.
public final class Foreign {
  private Foreign() {}

  /// Follows `line` of another region in `own`, the ledger of `region`: a move to here is booked
  /// in, if its answer had not come; a bill that was settled there first is refunded here. Says
  /// whether anything was booked.
  public static boolean follow(Booking line, String region, Ledger own, long nowNanos) {
    return switch (line.kind()) {
      case MOVE ->
          line.amount().microUsd() < 0
              && Escrow.isMoveTo(region, line.bill().id())
              && own.moveIn(
                  line.bill().id(),
                  line.bill().project(),
                  Money.ZERO.minus(line.amount()),
                  nowNanos);
      case SETTLE -> own.refundIfLater(line.bill(), line.region(), line.atNanos(), nowNanos);
      case FUND, UNLIMIT, RESERVE, RELEASE, EXPIRE, REFUND -> false;
    };
  }
}
