package meridian.console.keys;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
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

  String state() {
    return switch (key.state()) {
      case VALID -> "valid";
      case ROTATING -> "valid, 2 secrets";
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

  /// All of it in words, for who wants more than its columns show.
  String whole(ZoneId zone) {
    List<String> parts = new ArrayList<>();
    parts.add(name() + " of " + key.project());
    parts.add(state());
    key.oldUntilNanos()
        .filter(_ -> key.state() == Tenants.State.ROTATING)
        .ifPresent(at -> parts.add("the old secret is accepted until " + text(at, zone)));
    parts.add(key.expiresNanos().map(at -> "expires " + text(at, zone)).orElse("never expires"));
    if (!key.own().isEmpty()) {
      parts.add(key.own());
    }
    return String.join("\n", parts);
  }

  private static String text(long nanos, ZoneId zone) {
    return MINUTE.format(Instant.ofEpochSecond(0, nanos).atZone(zone));
  }
}
