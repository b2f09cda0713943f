package meridian.kv;

import java.util.List;
import meridian.scenario.Reach;

/// What is wrong with a modelled store: an immutable value, replaced as a whole.
///
/// @param lags windows in which writes are slow to be seen, those that are over included: a write
///   of then may still be hidden elsewhere
/// @param failures what fails now
public record KvTrouble(List<Lag> lags, List<Failure> failures) {
  /// All is well.
  public static final KvTrouble NONE = new KvTrouble(List.of(), List.of());

  public KvTrouble {
    lags = List.copyOf(lags);
    failures = List.copyOf(failures);
  }

  /// A window in which writes are slow to be seen.
  ///
  /// @param reach at which PoPs
  /// @param lagNanos how late, from the moment the home has the write
  /// @param fromNanos when the window begins, nanoseconds since the epoch
  /// @param untilNanos when it ends, and with it all waiting; [Long#MAX_VALUE] as long as it holds
  public record Lag(Reach reach, long lagNanos, long fromNanos, long untilNanos) {
    boolean catches(long homeNanos) {
      return homeNanos >= fromNanos && homeNanos < untilNanos;
    }

    long releaseNanos(long homeNanos) {
      return Math.min(homeNanos + lagNanos, untilNanos);
    }
  }

  /// A share of calls that fails.
  ///
  /// @param reach at which PoPs reads fail, and from which places writes do
  /// @param readShare 0 to 1
  /// @param writeShare 0 to 1
  /// @param isSilent whether there is no answer at all, so that a client waits for its time-out
  public record Failure(Reach reach, double readShare, double writeShare, boolean isSilent) {}

  /// From when on a write that the home has at `homeNanos` can be seen at `place`: then, or later.
  long visibleNanos(long homeNanos, String place) {
    long visible = homeNanos;
    for (Lag lag : lags) {
      if (lag.catches(homeNanos) && lag.reach().covers(place)) {
        visible = Math.max(visible, lag.releaseNanos(homeNanos));
      }
    }
    return visible;
  }

  /// Whether a write that the home has at `homeNanos` is hidden somewhere at `nowNanos`.
  boolean isHiddenSomewhere(long homeNanos, long nowNanos) {
    for (Lag lag : lags) {
      if (lag.catches(homeNanos) && lag.releaseNanos(homeNanos) > nowNanos) {
        return true;
      }
    }
    return false;
  }
}
