package meridian;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of a whole API key: all that is ever stored or replicated of its secret.
///
/// Keys carry 160 bits of randomness, so a plain digest cannot be reversed by guessing.
public final class KeyDigest {
  private final byte[] sha256;

  /// A digest of exactly 32 bytes, which the caller must not change afterwards.
  public KeyDigest(byte[] sha256) {
    if (sha256.length != 32) {
      throw new IllegalArgumentException("key digest: expected 32 bytes, found " + sha256.length);
    }
    this.sha256 = sha256;
  }

  /// A digest from its 64 hex digits.
  public static KeyDigest ofHex(String hex) {
    return new KeyDigest(HexFormat.of().parseHex(hex));
  }

  /// Whether both are the same, in a time that does not depend on where they differ.
  public boolean matches(KeyDigest other) {
    return MessageDigest.isEqual(sha256, other.sha256);
  }

  /// All 64 lower-case hex digits.
  public String hex() {
    return HexFormat.of().formatHex(sha256);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyDigest digest && matches(digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sha256);
  }

  /// Nothing of the digest: logs need none of it.
  @Override
  public String toString() {
    return "digest";
  }
}
