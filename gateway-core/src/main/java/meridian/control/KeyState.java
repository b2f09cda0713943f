package meridian.control;

import java.time.Instant;
import java.util.Locale;
import meridian.live.keys.Moments;
import meridian.live.keys.StoredKey;

/// What a key of the keys file is at a moment.
enum KeyState {
  /// Accepted.
  VALID,
  /// Accepted, and its old secret too.
  ROTATING,
  /// Refused: its time is over.
  EXPIRED,
  /// Refused for good.
  REVOKED;

  private final String label = name().toLowerCase(Locale.ROOT);

  /// The name in JSON: `rotating`.
  String label() {
    return label;
  }

  static KeyState of(StoredKey key, Instant now) {
    long nowNanos = Moments.nanos(now);
    if (key.revoked().isPresent()) {
      return REVOKED;
    }
    if (key.record(nowNanos).isExpired(nowNanos)) {
      return EXPIRED;
    }
    return key.terms().old().filter(old -> nowNanos < old.untilNanos()).isPresent()
        ? ROTATING
        : VALID;
  }

  /// For people: `valid until 2026-12-22T14:00:00Z`.
  static String text(StoredKey key, Instant now) {
    return switch (of(key, now)) {
      case VALID ->
          key.terms()
              .expiresNanos()
              .map(at -> "valid until " + Moments.instant(at))
              .orElse("valid");
      case ROTATING ->
          "valid, old secret until "
              + Moments.instant(key.terms().old().orElseThrow().untilNanos());
      case EXPIRED -> "expired " + Moments.instant(key.terms().expiresNanos().orElseThrow());
      case REVOKED -> "revoked " + key.revoked().orElseThrow();
    };
  }
}
