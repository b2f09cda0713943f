package meridian;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// An API key as a client sends it, reduced to what may be kept: its public half, and the digest of
/// the whole.
///
/// A key is 48 characters of ASCII: `mk_`, 12 of a-z and 0-9 (the [KeyId]), `_`, and 32 of a-z and
/// 2-7 (160 random bits in lower-case base32). The length is chosen so that SHA-256 needs one
/// block: every request pays for it.
///
/// @param id the public half
/// @param digest SHA-256 of all 48 characters
public record KeyText(KeyId id, KeyDigest digest) {
  /// What every key begins with.
  public static final String PREFIX = "mk_";

  /// How many characters a key has.
  public static final int LENGTH = 48;

  private static final int SECRET_FROM = 16;
  private static final MessageDigest SHA_256 = sha256();

  /// Reads a key; empty when `text` has not exactly the form of one, whatever its length.
  public static Optional<KeyText> parse(String text) {
    if (!hasForm(text)) {
      return Optional.empty();
    }
    byte[] digest = fresh().digest(text.getBytes(StandardCharsets.US_ASCII));
    return Optional.of(new KeyText(new KeyId(text.substring(3, 15)), new KeyDigest(digest)));
  }

  private static boolean hasForm(String text) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX) || text.charAt(15) != '_') {
      return false;
    }
    for (int i = 3; i < 15; i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) {
        return false;
      }
    }
    for (int i = SECRET_FROM; i < LENGTH; i++) {
      char c = text.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'))) {
        return false;
      }
    }
    return true;
  }

  /// A copy of the unused prototype: cheaper than a provider look-up per request.
  private static MessageDigest fresh() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException provider) {
      return sha256();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException jdk) {
      throw new IllegalStateException(
          "every JDK has SHA-256, this one has not: use another JDK", jdk);
    }
  }
}
