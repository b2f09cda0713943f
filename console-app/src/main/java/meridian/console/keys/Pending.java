package meridian.console.keys;

import meridian.KeyId;

/// What the operator is about to do, until it is done or given up.
sealed interface Pending {
  /// Nothing.
  record Nothing() implements Pending {}

  /// Make a key.
  record Create() implements Pending {}

  /// Give a key another secret.
  record Rotate(KeyId key) implements Pending {}

  /// Change when a key expires.
  record Expire(KeyId key) implements Pending {}

  /// Revoke a key.
  record Revoke(KeyId key) implements Pending {}
}
