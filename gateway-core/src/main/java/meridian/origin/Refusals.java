package meridian.origin;

import java.time.Duration;
import meridian.Money;
import meridian.ProjectId;
import meridian.Refusal;
import meridian.ledger.Ledger;

/// The origin's own errors.
final class Refusals {
  private Refusals() {}

  static Refusal unknownKey() {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "invalid_api_key",
        "Incorrect API key provided: the origin knows no such key. Create a new one with 'meridian"
            + " keys create'.");
  }

  static Refusal notCached() {
    return Refusal.permanent(
        504,
        "server_error",
        "not_cached",
        "The request says 'Cache-Control: only-if-cached' and no cache holds its answer. Leave the"
            + " directive out to have a provider answer.");
  }

  static Refusal flightTooSlow() {
    return Refusal.passing(
        504,
        "server_error",
        "origin_timeout",
        "An identical request is still being answered by the provider. Try again.");
  }

  static Refusal insufficientBalance(ProjectId project, Money expected, Money available) {
    return Refusal.permanent(
        402,
        "insufficient_quota",
        "insufficient_balance",
        "This request is expected to cost $%s, and the project %s has $%s left to spend. Raise its balance, or ask for fewer tokens (max_tokens)."
            .formatted(expected.toUsdText(), project, available.toUsdText()));
  }

  static Refusal balanceOutOfReach(ProjectId project) {
    return Refusal.passing(
            503,
            "server_error",
            "balance_out_of_reach",
            "This region's share of the balance of project "
                + project
                + " is used up, and regions that may have some left cannot be reached. Try again"
                + " shortly.")
        .after(Duration.ofSeconds(5));
  }

  static Refusal limitReached(
      String unit, String holder, long perMinute, long asked, Duration wait) {
    return Refusal.passing(
            429,
            unit,
            "rate_limit_exceeded",
            "Rate limit reached for %s: %d %s per minute, this request needs %d. Try again in %d ms."
                .formatted(holder, perMinute, unit, asked, wait.toMillis()))
        .after(wait);
  }

  static Refusal largerThanLimit(String unit, String holder, long perMinute, long asked) {
    return Refusal.permanent(
        429,
        unit,
        "rate_limit_exceeded",
        "This request is expected to take %d %s, and %s may take %d per minute. Ask for fewer tokens (max_tokens), or raise the limit."
            .formatted(asked, unit, holder, perMinute));
  }

  static Refusal ledgerFull(int bound) {
    return Refusal.passing(
            503,
            "server_error",
            "ledger_full",
            "The ledger keeps at most "
                + bound
                + " calls or projects open and all are taken. Try again shortly.")
        .after(Duration.ofSeconds(1));
  }

  static Refusal ledgerDown() {
    return Refusal.passing(
            503,
            "server_error",
            "ledger_unavailable",
            "The ledger cannot be written, so that no call can be paid for. Answers from the cache"
                + " still come. Try again shortly.")
        .after(Duration.ofSeconds(5));
  }

  static Refusal idempotencyKeyReused() {
    return Refusal.permanent(
        409,
        "invalid_request_error",
        "idempotency_key_reused",
        "The Idempotency-Key was used for another request of this key. Use a new one for each"
            + " request, and the same one only to repeat it.");
  }

  static Refusal tooManyAttempts() {
    return Refusal.permanent(
        409,
        "invalid_request_error",
        "idempotency_key_spent",
        "The request was tried "
            + Ledger.MAX_ATTEMPTS
            + " times under this Idempotency-Key, as often as one is billed for. Use a new key.");
  }

  static Refusal emptyAnswer(String target) {
    return Refusal.passing(
        502,
        "server_error",
        "provider_empty_answer",
        "The provider " + target + " ended its answer without content. Try again.");
  }

  static Refusal internal() {
    return Refusal.passing(
        500,
        "server_error",
        "internal_error",
        "The origin failed at this request; its log says why under the request id.");
  }
}
