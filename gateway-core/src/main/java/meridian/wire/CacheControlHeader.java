package meridian.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.CacheDirectives;

/// Reads a client's `Cache-Control` (RFC 9111, section 5.2.1; `stale-if-error` RFC 5861).
///
/// Unknown directives and values that are no delta-seconds are ignored, the first of two equal
/// names counts, and a number beyond 2^31 counts as 2^31 (RFC 9111, section 1.2.2). The header
/// never makes a request fail.
public final class CacheControlHeader {
  private static final long MAX_SECONDS = 1L << 31;

  private CacheControlHeader() {}

  /// The directives in `text`, several header lines joined by commas.
  public static CacheDirectives parse(String text) {
    boolean noCache = false;
    boolean noStore = false;
    boolean onlyIfCached = false;
    Optional<Duration> maxAge = Optional.empty();
    Optional<Duration> staleIfError = Optional.empty();
    for (String directive : split(text)) {
      int equals = directive.indexOf('=');
      String name = equals < 0 ? directive : directive.substring(0, equals);
      String value = equals < 0 ? "" : directive.substring(equals + 1);
      switch (name.strip().toLowerCase(Locale.ROOT)) {
        case "no-cache" -> noCache = true;
        case "no-store" -> noStore = true;
        case "only-if-cached" -> onlyIfCached = true;
        case "max-age" -> maxAge = maxAge.or(() -> deltaSeconds(value));
        case "stale-if-error" -> staleIfError = staleIfError.or(() -> deltaSeconds(value));
        default -> {
          // min-fresh, max-stale, no-transform, extensions: no meaning here
        }
      }
    }
    return new CacheDirectives(noCache, noStore, onlyIfCached, maxAge, staleIfError);
  }

  /// Splits at commas outside quoted strings.
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    boolean isQuoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && isQuoted) {
        i++;
      } else if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == ',' && !isQuoted) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  /// Digits, bare or in quotes; empty for anything else.
  private static Optional<Duration> deltaSeconds(String value) {
    String digits = value.strip();
    if (digits.length() >= 2 && digits.startsWith("\"") && digits.endsWith("\"")) {
      digits = digits.substring(1, digits.length() - 1);
    }
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    String significant = digits.replaceFirst("^0+(?=.)", "");
    long seconds = significant.length() > 10 ? MAX_SECONDS : Long.parseLong(significant);
    return Optional.of(Duration.ofSeconds(Math.min(seconds, MAX_SECONDS)));
  }
}
