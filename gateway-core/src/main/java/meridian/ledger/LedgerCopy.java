package meridian.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import meridian.Bill;
import meridian.Booking;
import meridian.ProjectId;

/// What another region's ledger comes to, as far as its lines have arrived. Lines that came before
/// are passed over, so that sending again does no harm. Safe for several threads.
public final class LedgerCopy {
  private final Balances balances;
  private long applied;
  private long missing;

  /// A copy that has seen no line yet.
  ///
  /// @param settings bounds of the ledger it copies
  public LedgerCopy(LedgerSettings settings) {
    this.balances = new Balances(settings);
  }

  /// A copy that has followed the ledger kept at `lines` up to line `upTo`, 0 for none.
  public static LedgerCopy of(Lines lines, long upTo, LedgerSettings settings) {
    LedgerCopy copy = new LedgerCopy(settings);
    if (upTo == 0) {
      return copy;
    }
    lines.checkpoint().filter(checkpoint -> checkpoint.number() <= upTo).ifPresent(copy::startFrom);
    lines.replay(
        copy.applied,
        line -> {
          if (line.number() <= upTo) {
            copy.apply(line);
          }
        });
    return copy;
  }

  private void startFrom(Checkpoint checkpoint) {
    balances.startFrom(checkpoint);
    applied = checkpoint.number();
  }

  /// Follows `line`; false when it came before. Lines skipped over are counted as missing.
  public synchronized boolean apply(Booking line) {
    if (line.number() <= applied) {
      return false;
    }
    missing += line.number() - applied - 1;
    applied = line.number();
    balances.apply(line);
    return true;
  }

  /// The number of the newest line it follows, 0 before the first.
  public synchronized long applied() {
    return applied;
  }

  /// How many lines never came.
  public synchronized long missing() {
    return missing;
  }

  /// When the region settled `bill` first; empty when it did not, as far as is known here, or gave
  /// it back.
  public synchronized OptionalLong settledNanos(Bill bill) {
    Optional<Tab> tab =
        balances.tab(bill).filter(known -> known.isSettled() && !known.isRefunded());
    return tab.isPresent() ? OptionalLong.of(tab.get().settledNanos()) : OptionalLong.empty();
  }

  /// How a project stands there, as far as is known here.
  public synchronized Account account(ProjectId project) {
    Optional<Purse> purse = balances.purse(project);
    return purse.map(Purse::account).orElseGet(() -> Account.empty(project));
  }

  /// How every project stands there, by name.
  public synchronized List<Account> accounts() {
    return balances.accounts();
  }

  /// The state itself, for the ledger that goes on with it; nothing may be applied here afterwards.
  Balances balances() {
    return balances;
  }
}
