package meridian.origin;

/// Whether a region serves: it does, it stands by, or another took over from it.
///
/// Epochs number the primaries one after the other; whoever hears of a later one than its own
/// serves no more. Regions that all serve share one epoch for ever. Safe for several threads.
public final class Standing {
  /// What a region does.
  public enum Role {
    /// It serves.
    ACTIVE,
    /// It takes changes in and serves nobody until it is promoted.
    STANDBY,
    /// Another region took over; it serves nobody.
    FENCED
  }

  private Role role;
  private long epoch;

  private Standing(Role role, long epoch) {
    this.role = role;
    this.epoch = epoch;
  }

  /// One that serves from the start, in epoch 1.
  public static Standing active() {
    return new Standing(Role.ACTIVE, 1);
  }

  /// One that waits for its promotion.
  public static Standing standby() {
    return new Standing(Role.STANDBY, 1);
  }

  /// What the region does now.
  public synchronized Role role() {
    return role;
  }

  /// Whether it serves.
  public synchronized boolean isServing() {
    return role == Role.ACTIVE;
  }

  /// The latest epoch it knows.
  public synchronized long epoch() {
    return epoch;
  }

  /// Makes a standby serve, in a new epoch; false when it is none.
  public synchronized boolean promote() {
    if (role != Role.STANDBY) {
      return false;
    }
    role = Role.ACTIVE;
    epoch++;
    return true;
  }

  /// Takes note of another region's epoch; says whether it fenced this one just now.
  public synchronized boolean hears(long otherEpoch) {
    boolean isFencedNow = otherEpoch > epoch && role == Role.ACTIVE;
    epoch = Math.max(epoch, otherEpoch);
    role = isFencedNow ? Role.FENCED : role;
    return isFencedNow;
  }
}
