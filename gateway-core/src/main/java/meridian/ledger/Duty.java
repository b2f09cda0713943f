package meridian.ledger;

import java.util.Optional;

/// What an origin region does, and since when.
///
/// @param role what it does
/// @param epoch the latest it knows of; each promotion begins a new one, the first is 1
/// @param inheritance whose ledger its own goes on with, when it took over
public record Duty(Role role, long epoch, Optional<Inheritance> inheritance) {
  /// It serves from the start.
  public static final Duty ACTIVE = new Duty(Role.ACTIVE, 1, Optional.empty());

  /// It waits for its promotion.
  public static final Duty STANDBY = new Duty(Role.STANDBY, 1, Optional.empty());

  public Duty {
    if (epoch < 1) {
      throw new IllegalArgumentException("duty: expected epoch 1 or later, found " + epoch);
    }
  }

  /// What a region may do.
  public enum Role {
    /// It serves.
    ACTIVE,
    /// It takes changes in and serves nobody until it is promoted.
    STANDBY,
    /// Another region took over; it serves nobody.
    FENCED
  }

  /// The beginning of a ledger whose region took over.
  ///
  /// @param region whose ledger it goes on with
  /// @param line number of the last line of that ledger that it knew, 0 for none
  public record Inheritance(String region, long line) {}
}
