package meridian.provider;

import java.time.Duration;
import meridian.Refusal;

/// What clients are told when a provider fails, modelled or real alike.
public final class ProviderErrors {
  private static final String TYPE = "api_error";

  private ProviderErrors() {}

  /// 504: nothing came in time.
  ///
  /// @param waitedFor what did not come, `the first byte`
  public static Refusal timeout(String target, String waitedFor) {
    return Refusal.passing(
        504,
        TYPE,
        "provider_timeout",
        "provider " + target + ": expected " + waitedFor + " in time, found none; try again");
  }

  /// 502: no connection could be made.
  ///
  /// @param reason why, without addresses or secrets
  public static Refusal unreachable(String target, String reason) {
    return Refusal.passing(
        502,
        TYPE,
        "provider_unreachable",
        "provider " + target + " could not be reached (" + reason + "); try again");
  }

  /// 502: the provider refused the key it was shown. No retry of the client can mend that.
  public static Refusal auth(String target, int status) {
    return Refusal.permanent(
        502,
        TYPE,
        "provider_auth",
        "provider "
            + target
            + " refused its provider key ("
            + status
            + "): your own key is not at fault; who keeps the provider key has to renew it");
  }

  /// 429: the provider's limit is reached.
  public static Refusal rateLimited(String message, Duration retryAfter) {
    return Refusal.passing(429, "rate_limit_error", "rate_limit_exceeded", message)
        .after(retryAfter);
  }

  /// 429: every key of the provider has reached its limit.
  public static Refusal keysLimited(String target, Duration wait) {
    return rateLimited(
        "provider "
            + target
            + ": expected a key with room left, found them all at their limit; try again in "
            + Math.ceilDiv(wait.toMillis(), 1_000L)
            + " s",
        wait);
  }

  /// 502: the provider refused every key there is for it.
  public static Refusal keysRefused(String target, Duration wait) {
    return Refusal.permanent(
            502,
            TYPE,
            "provider_auth",
            "provider "
                + target
                + " refused its provider keys: your own key is not at fault; who keeps the provider"
                + " keys has to renew them")
        .after(wait);
  }

  /// 502: the provider asked to be left alone for a while.
  public static Refusal paused(String target, Duration wait) {
    return Refusal.passing(
            502,
            TYPE,
            "provider_error",
            "provider " + target + " is overloaded and asked for a pause; try again")
        .after(wait);
  }

  /// 502: the provider answered with an error of its own.
  public static Refusal failed(String target, int status) {
    return Refusal.passing(
        502, TYPE, "provider_error", "provider " + target + " failed (" + status + "); try again");
  }

  /// 502: the answer broke off before its end.
  public static Refusal broken(String target, String reason) {
    return Refusal.passing(
        502,
        TYPE,
        "provider_stream_broken",
        "provider " + target + ": the answer broke off (" + reason + "); try again");
  }

  /// 502: the answer is nothing this gateway can read.
  public static Refusal unreadable(String target, String reason) {
    return Refusal.passing(
        502,
        TYPE,
        "provider_malformed",
        "provider " + target + ": expected a chat completion, found " + reason);
  }
}
