package meridian.wire;

import meridian.KeyId;
import meridian.Refusal;

/// Why a key that exists is let in no more, in the same words wherever it is found out: at a PoP or
/// at the origin.
public final class KeyRefusals {
  private KeyRefusals() {}

  /// It was revoked.
  public static Refusal revokedKey(KeyId id) {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "revoked_api_key",
        "The API key mk_"
            + id
            + "_… has been revoked. Use another key of the project, or create a new one.");
  }

  /// Its secret is the one before the rotation, past the overlap.
  public static Refusal retiredSecret(KeyId id) {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "retired_api_key",
        "The API key mk_"
            + id
            + "_… was rotated, and its old secret is accepted no more. Use the secret that was"
            + " shown when it was rotated.");
  }

  /// Its time is over.
  public static Refusal expiredKey(KeyId id) {
    return Refusal.permanent(
        401,
        "invalid_request_error",
        "expired_api_key",
        "The API key mk_"
            + id
            + "_… has expired. Use another key of the project, or have its expiry put off.");
  }
}
