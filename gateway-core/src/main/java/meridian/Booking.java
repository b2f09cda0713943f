package meridian;

import java.util.Locale;
import java.util.Optional;

/// One line of a ledger. Lines are only ever added; everything a ledger knows follows from its
/// lines in order.
///
/// @param region whose ledger booked it; with `number` its name in the whole gateway
/// @param number counts the lines of that ledger from 1, without gaps
/// @param kind what happened
/// @param bill what it is for; for deposits and moves it carries their own id
/// @param request the request that caused it, absent for deposits, moves and expiries
/// @param amount what the line puts into the account (deposits; negative takes out), sets aside
///   (reserve), takes (settle) or gives back (release, expire, refund)
/// @param uncovered part of a settled cost that the balance did not cover: the operator's loss, 0
///   or more
/// @param charge tokens and cost that a settle adds to its bill; nothing for other kinds
/// @param untilNanos when a reserve expires, nanoseconds since the epoch; 0 for other kinds
/// @param atNanos when it was booked, nanoseconds since the epoch
public record Booking(
    String region,
    long number,
    Kind kind,
    Bill bill,
    Optional<RequestId> request,
    Money amount,
    Money uncovered,
    Charge charge,
    long untilNanos,
    long atNanos) {

  /// What a line does.
  public enum Kind {
    /// The operator changed the balance to spend from.
    FUND,
    /// The operator lifted the project's limit.
    UNLIMIT,
    /// Money came from another region's ledger, or went there when negative.
    MOVE,
    /// Money was set aside before a provider call; 0 when a retry shares an open reserve.
    RESERVE,
    /// The bill's cost was taken, and its reserve ended.
    SETTLE,
    /// A call failed, and its reserve was given back; 0 when another attempt still holds it.
    RELEASE,
    /// Nobody settled a reserve in time, and it was given back.
    EXPIRE,
    /// A bill was given back because another region had settled it first; `uncovered` says what of
    /// it had not been covered.
    REFUND;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The name in metrics and histories: `reserve`.
    public String label() {
      return label;
    }
  }
}
