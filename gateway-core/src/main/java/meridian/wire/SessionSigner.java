package meridian.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import meridian.SessionText;

/// Signs session tokens, by Ed25519 (RFC 8032): one signature for one content, so that simulated
/// runs repeat. At origins only. Safe for several threads.
public final class SessionSigner {
  /// Goes before what is signed, so that no signature of this key means anything else.
  static final byte[] PURPOSE = "meridian session 1\n".getBytes(StandardCharsets.US_ASCII);

  static final String ALGORITHM = "Ed25519";

  private final PrivateKey key;

  /// A signer with an Ed25519 key.
  public SessionSigner(PrivateKey key) {
    this.key = key;
  }

  /// `token`, signed: `ms1_`, its bytes, a point, the signature; both in Base64 for URLs.
  public SessionText sign(SessionToken token) {
    byte[] bytes = token.bytes();
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(PURPOSE);
      signature.update(bytes);
      Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
      return new SessionText(
          SessionText.PREFIX
              + base64.encodeToString(bytes)
              + "."
              + base64.encodeToString(signature.sign()),
          token.lifeNanos());
    } catch (GeneralSecurityException cannot) {
      throw new IllegalStateException("every JDK since 15 signs with Ed25519", cannot);
    }
  }

  /// Nothing of the key.
  @Override
  public String toString() {
    return "session signer";
  }
}
