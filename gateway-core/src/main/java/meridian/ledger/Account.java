package meridian.ledger;

import meridian.Money;
import meridian.ProjectId;

/// How one project stands in one ledger.
///
/// @param project who
/// @param isLimited whether it has a balance at all
/// @param deposits balance and moves together: everything it could ever spend here
/// @param reserved set aside for calls in flight, 0 or more
/// @param spent taken for answers, 0 or more
/// @param uncovered cost that the balance did not cover, 0 or more; not part of `spent`
/// @param openReserves how many calls in flight it has money set aside for
/// @param unpriced answers whose price nobody knew
/// @param unpricedTokens tokens of those
public record Account(
    ProjectId project,
    boolean isLimited,
    Money deposits,
    Money reserved,
    Money spent,
    Money uncovered,
    long openReserves,
    long unpriced,
    long unpricedTokens) {

  /// What may still be reserved; below 0 when the operator lowered the balance under what was
  /// spent. Without a limit it has no meaning.
  public Money available() {
    return deposits.minus(reserved).minus(spent);
  }

  /// An account that nothing happened in.
  public static Account empty(ProjectId project) {
    return new Account(project, false, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 0, 0, 0);
  }
}
