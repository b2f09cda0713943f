package meridian.wire;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import meridian.SessionText;

/// Tells the tokens of one [SessionSigner] from all others, and can make none itself: all that a
/// PoP is given. Safe for several threads.
///
/// A token has one text: what decodes to the same bytes and is written otherwise is refused. That
/// it has not expired is the PoP's to see, by its clocks.
public final class SessionVerifier {
  private final PublicKey key;

  /// A verifier with an Ed25519 key.
  public SessionVerifier(PublicKey key) {
    this.key = key;
  }

  /// What `text` says, when the signer said it.
  public Optional<SessionToken> verify(String text) {
    int point = text.indexOf('.');
    if (!text.startsWith(SessionText.PREFIX) || point < 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = decoded(text.substring(SessionText.PREFIX.length(), point));
      byte[] signed = decoded(text.substring(point + 1));
      Signature signature = Signature.getInstance(SessionSigner.ALGORITHM);
      signature.initVerify(key);
      signature.update(SessionSigner.PURPOSE);
      signature.update(bytes);
      return signature.verify(signed) ? SessionToken.of(bytes) : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /// The key is public; who signs with it is nobody's to read from a log.
  @Override
  public String toString() {
    return "session verifier";
  }

  /// Java's decoder takes bits that mean nothing; a token with such bits is not the one that was
  /// signed.
  private static byte[] decoded(String base64) {
    byte[] bytes = Base64.getUrlDecoder().decode(base64);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64)) {
      throw new IllegalArgumentException("expected the one text of these bytes");
    }
    return bytes;
  }
}
