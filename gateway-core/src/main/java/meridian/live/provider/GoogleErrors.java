package meridian.live.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.Json;

/// What Google's errors say in their `details` (google.rpc.ErrorInfo and RetryInfo).
final class GoogleErrors {
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(\\.\\d{1,9})?s");

  private GoogleErrors() {}

  /// Whether the gateway's own key is at fault, which Google says with a 400.
  static boolean isKeyInvalid(Json.Obj error) {
    return error.items("details").stream()
        .anyMatch(item ->
            item instanceof Json.Obj detail
                && detail.text("reason").equals(Optional.of("API_KEY_INVALID")));
  }

  /// How long to wait, in whole seconds, rounded up.
  static Optional<Duration> retryDelay(Json.Obj error) {
    for (Json item : error.items("details")) {
      if (item instanceof Json.Obj detail && detail.text("retryDelay").isPresent()) {
        Matcher matcher = SECONDS.matcher(detail.text("retryDelay").get());
        if (matcher.matches()) {
          long more = matcher.group(2) == null ? 0 : 1;
          return Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)) + more));
        }
      }
    }
    return Optional.empty();
  }
}
