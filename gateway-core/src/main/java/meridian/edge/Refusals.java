package meridian.edge;

import java.math.BigDecimal;
import java.time.Duration;
import meridian.Refusal;

/// The PoP's own errors, each saying what was expected, what was found and what to do.
final class Refusals {
  private Refusals() {}

  static Refusal missingKey() {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "missing_api_key",
        "Expected one API key, as 'Authorization: Bearer mk_…' or as 'x-api-key: mk_…'; found none,"
            + " or two that differ.");
  }

  static Refusal malformedKey() {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "invalid_api_key",
        "The API key is malformed: expected mk_<12 characters>_<secret>. Copy the whole key as it"
            + " was shown when it was created.");
  }

  static Refusal unknownKey() {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "invalid_api_key",
        "Incorrect API key provided: no key with this secret exists. Check it, or create a new one"
            + " with 'meridian keys create'.");
  }

  static Refusal unknownSession() {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "invalid_session",
        "The session token was not made by this gateway, or it was restarted since: send the API"
            + " key again.");
  }

  static Refusal endedSession() {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "session_ended",
        "The session has ended: send the API key again, and take the token of the answer.");
  }

  static Refusal unconfirmedKey(String reason) {
    return Refusal.passing(
            503,
            "server_error",
            "key_unconfirmed",
            "This PoP cannot confirm the API key now ("
                + reason
                + "). Nothing is wrong with the request: try again.")
        .after(Duration.ofSeconds(1));
  }

  static Refusal tooManyUnknownKeys() {
    return Refusal.passing(
            429,
            "rate_limit_error",
            "too_many_unknown_keys",
            "This PoP is asked for too many keys it does not know. Try again in a second.")
        .after(Duration.ofSeconds(1));
  }

  static Refusal rateLimited(long waitNanos, double perSecond) {
    Duration wait = Duration.ofMillis(Math.ceilDiv(waitNanos, 1_000_000L));
    return Refusal.passing(
            429,
            "rate_limit_error",
            "rate_limit_exceeded",
            "Rate limit of this key at this PoP reached ("
                + BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString()
                + " requests per second). Try again in "
                + wait.toMillis()
                + " ms.")
        .after(wait);
  }

  static Refusal originUnreachable(String reason) {
    return Refusal.passing(
        502,
        "server_error",
        "origin_unreachable",
        "The PoP could not get an answer from the origin ("
            + reason
            + ") and holds no entry that may be served instead.");
  }

  static Refusal originTooSlow() {
    return Refusal.passing(
        504,
        "server_error",
        "origin_timeout",
        "The origin did not answer in time. Try again, or ask for fewer tokens.");
  }

  static Refusal internal() {
    return Refusal.passing(
        500,
        "server_error",
        "internal_error",
        "The gateway failed at this request; its log says why under the request id.");
  }
}
