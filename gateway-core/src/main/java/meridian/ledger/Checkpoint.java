package meridian.ledger;

import java.util.List;
import meridian.Bill;
import meridian.Money;
import meridian.ProjectId;

/// What a ledger's lines come to, up to one of them: who has it need not read the lines before.
///
/// Its size is bounded as the ledger is: accounts, open reserves, and the bills and moves that are
/// remembered after their end.
///
/// @param number of the last line in it, 1 or more
/// @param purses accounts by name
/// @param open bills with an open reserve, by name
/// @param closed bills that ended, the oldest first
/// @param moves between regions, the oldest first
public record Checkpoint(
    long number,
    List<PurseState> purses,
    List<TabState> open,
    List<TabState> closed,
    List<MoveState> moves) {
  public Checkpoint {
    if (number < 1) {
      throw new IllegalArgumentException("checkpoint: expected line 1 or later, found " + number);
    }
    purses = List.copyOf(purses);
    open = List.copyOf(open);
    closed = List.copyOf(closed);
    moves = List.copyOf(moves);
  }

  /// One project's sums; what is set aside follows from the open bills.
  public record PurseState(
      ProjectId project,
      boolean isLimited,
      Money funded,
      Money moved,
      Money spent,
      Money uncovered,
      long unpriced,
      long unpricedTokens) {}

  /// What is remembered of one bill.
  ///
  /// @param reserved what is set aside for it, 0 when it is not open
  /// @param cost of its dearest attempt
  /// @param untilNanos when its reserve expires
  /// @param holders attempts that need the reserve
  public record TabState(
      Bill bill,
      Money reserved,
      Money cost,
      Money charged,
      Money uncovered,
      long settledNanos,
      long untilNanos,
      int attempts,
      int holders,
      boolean isSettled,
      boolean isRefunded) {}

  /// One move of money, as its line has it: negative when it went away.
  public record MoveState(ProjectId project, String id, Money amount) {}
}
