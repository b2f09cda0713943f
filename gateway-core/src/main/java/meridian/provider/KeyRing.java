package meridian.provider;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Which of a target's keys is used next, and which rest because the provider refused them.
///
/// One key is used until it is refused, so that the provider's prompt cache, which belongs to a
/// key's account, stays warm; then the next that does not rest. A key rests
/// - [#REFUSED] after a 401 or 402, or an exhausted quota: only the operator can mend that, and a
///   reload forgets all rests;
/// - [#FORBIDDEN] after a 403, which may be about the request as well;
/// - as long as `Retry-After` asks after a 429, at most [#LONGEST_WAIT], or [#USUAL_WAIT].
///
/// The target as a whole rests when it says so with a 503 and `Retry-After`. Safe for several
/// threads; it knows keys by their number only.
public final class KeyRing {
  /// How long a key rests that was refused.
  public static final Duration REFUSED = Duration.ofMinutes(10);

  /// How long a key rests after a 403.
  public static final Duration FORBIDDEN = Duration.ofSeconds(30);

  /// How long a key rests after a 429 that names no time.
  public static final Duration USUAL_WAIT = Duration.ofSeconds(2);

  /// The longest `Retry-After` that is kept to: who asks for more is asked again before.
  public static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final long[] restsUntilNanos;
  private final boolean[] isRefused;
  private long pausedUntilNanos = Long.MIN_VALUE;
  private int current;

  /// A ring whose keys are all well.
  ///
  /// @param keys how many there are, 1 or more
  public KeyRing(int keys) {
    if (keys < 1) {
      throw new IllegalArgumentException("key ring: expected 1 key or more, found " + keys);
    }
    this.restsUntilNanos = new long[keys];
    this.isRefused = new boolean[keys];
    Arrays.fill(restsUntilNanos, Long.MIN_VALUE);
  }

  /// What a call may do now.
  public sealed interface Turn {
    /// It goes with the key of this number, from 0.
    record Use(int key) implements Turn {}

    /// All keys rest.
    ///
    /// @param rest until the first of them may be used
    /// @param isRefused whether that one was refused, rather than limited
    record Resting(Duration rest, boolean isRefused) implements Turn {}

    /// The provider wants to be left alone.
    ///
    /// @param rest until it may be asked
    record Paused(Duration rest) implements Turn {}
  }

  /// What a call at `nowNanos` may do.
  public synchronized Turn turn(long nowNanos) {
    if (nowNanos < pausedUntilNanos) {
      return new Turn.Paused(Duration.ofNanos(pausedUntilNanos - nowNanos));
    }
    int first = current;
    for (int i = 0; i < restsUntilNanos.length; i++) {
      int key = (current + i) % restsUntilNanos.length;
      if (nowNanos >= restsUntilNanos[key]) {
        current = key;
        return new Turn.Use(key);
      }
      first = restsUntilNanos[key] < restsUntilNanos[first] ? key : first;
    }
    return new Turn.Resting(Duration.ofNanos(restsUntilNanos[first] - nowNanos), isRefused[first]);
  }

  /// Whether `key` rests at `nowNanos`.
  public synchronized boolean isResting(int key, long nowNanos) {
    return nowNanos < restsUntilNanos[key];
  }

  /// The provider refused `key` itself.
  public void refused(int key, long nowNanos) {
    rest(key, REFUSED, true, nowNanos);
  }

  /// The provider forbade something to `key`.
  public void forbidden(int key, long nowNanos) {
    rest(key, FORBIDDEN, true, nowNanos);
  }

  /// `key` has no room left.
  ///
  /// @param retryAfter what the provider asked for
  public void limited(int key, Optional<Duration> retryAfter, long nowNanos) {
    rest(key, retryAfter.map(KeyRing::bounded).orElse(USUAL_WAIT), false, nowNanos);
  }

  /// The provider as a whole asks to be left alone for `retryAfter`.
  public synchronized void paused(Duration retryAfter, long nowNanos) {
    pausedUntilNanos = Math.max(pausedUntilNanos, nowNanos + bounded(retryAfter).toNanos());
  }

  /// A late answer to an earlier call never shortens a rest.
  private synchronized void rest(int key, Duration wait, boolean wasRefused, long nowNanos) {
    long until = nowNanos + wait.toNanos();
    if (until > restsUntilNanos[key]) {
      restsUntilNanos[key] = until;
      isRefused[key] = wasRefused;
    }
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
