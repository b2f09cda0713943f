package meridian.live;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import meridian.wire.SessionSigner;
import meridian.wire.SessionVerifier;

/// The two halves of the key that session tokens are signed with: origins sign, PoPs verify. It
/// lives as long as the process and is written nowhere: after a restart every client shows its API
/// key once more.
///
/// @param signer for origins
/// @param verifier for PoPs
public record SessionKeys(SessionSigner signer, SessionVerifier verifier) {
  /// Keys that nobody can guess.
  public static SessionKeys fresh() {
    return of(new SecureRandom());
  }

  /// Keys for a simulated world: the same from the same `seed`, which whoever knows it can make
  /// too.
  public static SessionKeys repeatable(long seed) {
    return of(new Repeating(seed));
  }

  private static SessionKeys of(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, random);
      KeyPair pair = generator.generateKeyPair();
      return new SessionKeys(
          new SessionSigner(pair.getPrivate()), new SessionVerifier(pair.getPublic()));
    } catch (GeneralSecurityException cannot) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", cannot);
    }
  }

  /// Says the same bytes again and again.
  private static final class Repeating extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final long seed;

    Repeating(long seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (seed >>> (8 * (i % Long.BYTES)));
      }
    }
  }
}
