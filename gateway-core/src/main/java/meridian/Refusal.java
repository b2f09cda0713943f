package meridian;

import java.time.Duration;
import java.util.Optional;

/// An answer that is an error: what the client's protocol shape is filled with.
///
/// @param status HTTP status, 400 to 599
/// @param type the OpenAI error type, such as `invalid_request_error`
/// @param code a machine-readable code of the gateway or the provider, such as `invalid_api_key`
/// @param message what was expected, what was found, what to do; never a secret, never prompt text
/// @param param the request field at fault, when one is
/// @param retryAfter how long to wait before a retry can help, when known
/// @param mayRetry whether the same request can succeed later; false renders `x-should-retry:
///   false`
public record Refusal(
    int status,
    String type,
    String code,
    String message,
    Optional<String> param,
    Optional<Duration> retryAfter,
    boolean mayRetry) {

  public Refusal {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException(
          "refusal: expected a status of 400 to 599, found " + status);
    }
  }

  /// 400: the request itself is wrong in field `param`.
  public static Refusal badRequest(String code, String message, String param) {
    return new Refusal(
        400, "invalid_request_error", code, message, Optional.of(param), Optional.empty(), false);
  }

  /// Any client error that a retry of the same request cannot mend.
  public static Refusal permanent(int status, String type, String code, String message) {
    return new Refusal(status, type, code, message, Optional.empty(), Optional.empty(), false);
  }

  /// Any error that may be gone when the client tries again.
  public static Refusal passing(int status, String type, String code, String message) {
    return new Refusal(status, type, code, message, Optional.empty(), Optional.empty(), true);
  }

  /// This refusal with a `Retry-After`.
  public Refusal after(Duration wait) {
    return new Refusal(status, type, code, message, param, Optional.of(wait), mayRetry);
  }
}
