package meridian.origin;

import java.util.Optional;
import meridian.ledger.Duty;
import meridian.ledger.Ties;

/// Whether a region serves: it does, it stands by, or another took over from it.
///
/// Epochs number the primaries one after the other; whoever hears of a later one than its own
/// serves no more. Regions that all serve share one epoch for ever. Safe for several threads.
public final class Standing {
  private final Ties ties;
  private Duty duty;

  private Standing(Duty duty, Ties ties) {
    this.duty = duty;
    this.ties = ties;
  }

  /// One that serves, and has nobody to tell.
  public static Standing alone() {
    return new Standing(Duty.ACTIVE, Ties.NOWHERE);
  }

  /// A region that does what it did last, or `atFirst` when it is new.
  ///
  /// @param ties are told of each change
  public static Standing of(Duty atFirst, Ties ties) {
    return new Standing(ties.duty().orElse(atFirst), ties);
  }

  /// What the region does now.
  public synchronized Duty duty() {
    return duty;
  }

  /// Whether it serves.
  public synchronized boolean isServing() {
    return duty.role() == Duty.Role.ACTIVE;
  }

  /// The latest epoch it knows.
  public synchronized long epoch() {
    return duty.epoch();
  }

  /// Makes a standby serve, in a new epoch, with the ledger it inherited; false when it is none.
  public synchronized boolean promote(Duty.Inheritance inheritance) {
    if (duty.role() != Duty.Role.STANDBY) {
      return false;
    }
    takeUp(new Duty(Duty.Role.ACTIVE, duty.epoch() + 1, Optional.of(inheritance)));
    return true;
  }

  /// Takes note of another region's epoch; says whether it fenced this one just now.
  public synchronized boolean hears(long otherEpoch) {
    if (otherEpoch <= duty.epoch()) {
      return false;
    }
    boolean isFencedNow = duty.role() == Duty.Role.ACTIVE;
    Duty.Role role = isFencedNow ? Duty.Role.FENCED : duty.role();
    takeUp(new Duty(role, otherEpoch, duty.inheritance()));
    return isFencedNow;
  }

  private void takeUp(Duty next) {
    duty = next;
    ties.takesUp(next);
  }
}
