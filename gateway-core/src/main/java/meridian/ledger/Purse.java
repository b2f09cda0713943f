package meridian.ledger;

import meridian.Booking;
import meridian.Money;
import meridian.ProjectId;

/// One project's sums, as its lines make them. Guarded by the ledger it is in.
final class Purse {
  private final ProjectId project;
  private boolean isLimited;
  private Money funded = Money.ZERO;
  private Money moved = Money.ZERO;
  private Money reserved = Money.ZERO;
  private Money spent = Money.ZERO;
  private Money uncovered = Money.ZERO;
  private long openReserves;
  private long unpriced;
  private long unpricedTokens;

  Purse(ProjectId project) {
    this.project = project;
  }

  Purse(Checkpoint.PurseState from) {
    this.project = from.project();
    this.isLimited = from.isLimited();
    this.funded = from.funded();
    this.moved = from.moved();
    this.spent = from.spent();
    this.uncovered = from.uncovered();
    this.unpriced = from.unpriced();
    this.unpricedTokens = from.unpricedTokens();
  }

  /// Everything but what follows from the open bills.
  Checkpoint.PurseState state() {
    return new Checkpoint.PurseState(
        project, isLimited, funded, moved, spent, uncovered, unpriced, unpricedTokens);
  }

  boolean isLimited() {
    return isLimited;
  }

  /// What the operator gave, without moves between regions.
  Money funded() {
    return funded;
  }

  Money available() {
    return funded.plus(moved).minus(reserved).minus(spent);
  }

  void fund(Booking line) {
    isLimited = line.kind() == Booking.Kind.FUND;
    funded = funded.plus(line.amount());
  }

  void move(Money amount) {
    moved = moved.plus(amount);
  }

  void open(Money amount) {
    reserved = reserved.plus(amount);
    openReserves++;
  }

  void close(Money amount) {
    reserved = reserved.minus(amount);
    openReserves--;
  }

  void settle(Booking line) {
    spent = spent.plus(line.amount());
    uncovered = uncovered.plus(line.uncovered());
    if (line.charge().isUnpriced()) {
      unpriced++;
      unpricedTokens += line.charge().usage().total();
    }
  }

  void refund(Booking line) {
    spent = spent.minus(line.amount());
    uncovered = uncovered.minus(line.uncovered());
  }

  Account account() {
    return new Account(
        project,
        isLimited,
        funded.plus(moved),
        reserved,
        spent,
        uncovered,
        openReserves,
        unpriced,
        unpricedTokens);
  }
}
