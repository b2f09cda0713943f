package meridian.origin;

import java.time.Duration;
import java.util.Optional;
import meridian.telemetry.Breaker;

/// How one provider target has done lately, and whether it should be asked.
///
/// [#FAILURES] failures in a row and it rests: nobody is sent there for [#FIRST_REST]. Then one
/// request is its probe, while all others go on elsewhere; if that one fails too, the target rests
/// twice as long as before, [#LONGEST_REST] at most, and if it succeeds, all is well. Guarded by
/// the lock of its [RegionHealth].
final class TargetHealth {
  /// Enough that an unlucky row at a target that fails one call in three is a rarity (1 in 243).
  static final int FAILURES = 5;

  static final Duration FIRST_REST = Duration.ofSeconds(10);
  static final Duration LONGEST_REST = Duration.ofSeconds(80);

  private int failures;
  private boolean isResting;
  private boolean isProbed;
  private long restNanos;
  private long restsUntilNanos;

  /// As what a call goes to the target.
  enum Turn {
    /// The target is well, as far as is known.
    USUAL,
    /// To see whether it is well again.
    PROBE,
    /// It rests, and there is nobody else to ask.
    LAST_RESORT
  }

  /// Whether a call at `nowNanos` may go there because it is well.
  boolean isWell() {
    return !isResting;
  }

  /// Makes the caller's call the probe; false when the target need not or may not be probed now.
  boolean beginProbe(long nowNanos) {
    boolean isDue = isResting && !isProbed && nowNanos >= restsUntilNanos;
    isProbed |= isDue;
    return isDue;
  }

  /// A call was answered: says how the breaker stands from now on, when that changed. A call that
  /// began before the rest says nothing of now.
  Optional<Breaker> succeeded(Turn turn) {
    if (isResting && turn == Turn.USUAL) {
      return Optional.empty();
    }
    Optional<Breaker> change = isResting ? Optional.of(Breaker.CLOSED) : Optional.empty();
    failures = 0;
    isResting = false;
    isProbed = false;
    return change;
  }

  /// A call failed: likewise.
  Optional<Breaker> failed(Turn turn, long nowNanos) {
    if (turn == Turn.PROBE) {
      isProbed = false;
      rest(Math.min(2 * restNanos, LONGEST_REST.toNanos()), nowNanos);
      return Optional.of(Breaker.OPEN);
    }
    failures++;
    if (isResting || failures < FAILURES) {
      return Optional.empty();
    }
    rest(FIRST_REST.toNanos(), nowNanos);
    return Optional.of(Breaker.OPEN);
  }

  /// A call ended and says nothing of the target, because its client left or had too little time:
  /// likewise.
  Optional<Breaker> undecided(Turn turn) {
    if (turn != Turn.PROBE) {
      return Optional.empty();
    }
    isProbed = false;
    return isResting ? Optional.of(Breaker.OPEN) : Optional.empty();
  }

  private void rest(long nanos, long nowNanos) {
    isResting = true;
    restNanos = nanos;
    restsUntilNanos = nowNanos + nanos;
  }
}
