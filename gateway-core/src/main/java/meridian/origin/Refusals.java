package meridian.origin;

import meridian.KeyId;
import meridian.Refusal;

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

  static Refusal revokedKey(KeyId id) {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "revoked_api_key",
        "The API key mk_"
            + id
            + "_… has been revoked. Use another key of the project, or create a new one.");
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
