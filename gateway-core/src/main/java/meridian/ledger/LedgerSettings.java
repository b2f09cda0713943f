package meridian.ledger;

import java.time.Duration;

/// Bounds of a ledger.
///
/// @param maxOpen most reserves open at once; a further call is refused
/// @param reserveFor how long money stays set aside for a call that nobody settles
/// @param maxProjects most accounts; a call of a further project is refused
/// @param maxClosed bills and moves remembered after their end, for retries; the oldest is
///   forgotten beyond it and would be booked anew
/// @param maxHistory lines kept for [Ledger#history]; the oldest is dropped beyond it
public record LedgerSettings(
    int maxOpen, Duration reserveFor, int maxProjects, int maxClosed, int maxHistory) {
  /// Ten thousand calls in flight, ten minutes each.
  public static final LedgerSettings DEFAULT =
      new LedgerSettings(10_000, Duration.ofMinutes(10), 10_000, 100_000, 100_000);

  public LedgerSettings {
    if (maxOpen < 1 || maxProjects < 1 || maxClosed < 1 || maxHistory < 1) {
      throw new IllegalArgumentException(
          "ledger: expected bounds of 1 or more, found %d, %d, %d, %d"
              .formatted(maxOpen, maxProjects, maxClosed, maxHistory));
    }
    if (reserveFor.isNegative() || reserveFor.isZero()) {
      throw new IllegalArgumentException(
          "ledger: expected reserves to last longer than 0, found " + reserveFor);
    }
  }
}
