package meridian.console.keys;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import meridian.control.Tenants;

/// One row of the table of keys.
///
/// @param key what it is
/// @param requests answered since the gateway started; 0 for a key that was not used
/// @param lastUsedHour hours since the epoch; empty for a key that was not used
record KeyLine(Tenants.Key key, long requests, Optional<Long> lastUsedHour) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH':00'", Locale.ROOT);

  /// Its public half as people see it.
  String name() {
    return "mk_" + key.id() + "_…";
  }

  boolean isUsable() {
    return key.state() == Tenants.State.VALID || key.state() == Tenants.State.ROTATING;
  }

  boolean isRevoked() {
    return key.state() == Tenants.State.REVOKED;
  }

  String state(ZoneId zone) {
    return switch (key.state()) {
      case VALID -> "valid";
      case ROTATING ->
          "old secret until " + key.oldUntilNanos().map(at -> text(at, zone)).orElse("?");
      case EXPIRED -> "expired";
      case REVOKED -> "revoked";
    };
  }

  String expires(ZoneId zone) {
    return key.expiresNanos().map(at -> text(at, zone)).orElse("never");
  }

  String lastUsed(ZoneId zone) {
    return lastUsedHour
        .map(hour -> HOUR.format(Instant.ofEpochSecond(hour * 3_600).atZone(zone)))
        .orElse("not since the start");
  }

  private static String text(long nanos, ZoneId zone) {
    return MINUTE.format(Instant.ofEpochSecond(0, nanos).atZone(zone));
  }
}
