package meridian;

import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of a request's canonical form: two requests with one fingerprint have one answer.
public final class Fingerprint {
  /// Length of a fingerprint in bytes.
  public static final int BYTES = 32;

  private final byte[] sha256;
  private String shortHex = ""; // written once or, by threads that race, twice alike

  /// A fingerprint of exactly 32 bytes, which the caller must not change afterwards.
  public Fingerprint(byte[] sha256) {
    if (sha256.length != BYTES) {
      throw new IllegalArgumentException("fingerprint: expected 32 bytes, found " + sha256.length);
    }
    this.sha256 = sha256;
  }

  /// What another release of the canonical form might compute in its place: any other value, always
  /// the same one. For faults only.
  public Fingerprint skewed() {
    byte[] other = sha256.clone();
    for (int i = 0; i < BYTES; i++) {
      other[i] = (byte) ~other[i];
    }
    return new Fingerprint(other);
  }

  /// All 64 lower-case hex digits.
  public String hex() {
    return HexFormat.of().formatHex(sha256);
  }

  /// The first 12 hex digits, for headers and screens.
  public String shortHex() {
    if (shortHex.isEmpty()) {
      shortHex = HexFormat.of().formatHex(sha256, 0, 6);
    }
    return shortHex;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint fingerprint && Arrays.equals(sha256, fingerprint.sha256);
  }

  @Override
  public int hashCode() {
    return (sha256[0] & 0xff) << 24
        | (sha256[1] & 0xff) << 16
        | (sha256[2] & 0xff) << 8
        | (sha256[3] & 0xff);
  }

  @Override
  public String toString() {
    return shortHex();
  }
}
