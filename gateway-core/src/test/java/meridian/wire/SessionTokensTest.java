package meridian.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.ProjectId;
import meridian.SessionText;
import meridian.live.SessionKeys;
import org.junit.jupiter.api.Test;

/// Session tokens between who signs and who verifies: what comes through, and what does not.
final class SessionTokensTest {
  private static final SessionKeys KEYS = SessionKeys.fresh();
  private static final KeyTerms OWN =
      new KeyTerms(
          Optional.empty(),
          Optional.empty(),
          Optional.of(KeyTerms.CacheUse.READ_ONLY),
          Optional.of(KeyTerms.StaleUse.REFUSE),
          Optional.of("eu"),
          Optional.of(60L),
          Optional.of(Long.MAX_VALUE));

  private static SessionToken token(KeyTerms terms) {
    KeyRecord key =
        new KeyRecord(
            new KeyId("demokey00001"),
            KeyDigest.ofHex("0f".repeat(32)),
            new ProjectId("a-project-with-a-name"),
            false,
            1_000,
            terms);
    return new SessionToken(key, 1_000, 1_001);
  }

  @Test
  void what_is_signed_comes_through_whole() {
    for (KeyTerms terms : new KeyTerms[] {KeyTerms.PLAIN, OWN}) {
      SessionText text = KEYS.signer().sign(token(terms));
      assertThat(KEYS.verifier().verify(text.text())).contains(token(terms));
      assertThat(text.lifeNanos()).isEqualTo(1);
      assertThat(text.text()).startsWith("ms1_").hasSizeLessThanOrEqualTo(Credentials.MAX_LENGTH);
      assertThat(KEYS.signer().sign(token(terms)).text()).as("repeatable").isEqualTo(text.text());
    }
  }

  /// Every character by every kind of other one, and none or one more anywhere.
  @Test
  void a_token_that_was_changed_anywhere_is_refused() {
    String good = KEYS.signer().sign(token(OWN)).text();
    for (int i = 0; i < good.length(); i++) {
      for (char other : new char[] {'A', 'B', 'g', '_', '.', '=', ' '}) {
        if (good.charAt(i) != other) {
          String changed = good.substring(0, i) + other + good.substring(i + 1);
          assertThat(KEYS.verifier().verify(changed)).as("at %d: %s", i, other).isEmpty();
        }
      }
      assertThat(KEYS.verifier().verify(good.substring(0, i) + good.substring(i + 1))).isEmpty();
      assertThat(KEYS.verifier().verify(good.substring(0, i) + "A" + good.substring(i))).isEmpty();
      assertThat(KEYS.verifier().verify(good.substring(0, i))).isEmpty();
    }
    assertThat(KEYS.verifier().verify(good)).isPresent();
  }

  /// Each bit of what was signed and of the signature.
  @Test
  void a_token_with_one_bit_changed_is_refused() {
    String good = KEYS.signer().sign(token(KeyTerms.PLAIN)).text();
    int point = good.indexOf('.');
    byte[] body = Base64.getUrlDecoder().decode(good.substring(4, point));
    byte[] signature = Base64.getUrlDecoder().decode(good.substring(point + 1));
    for (byte[] part : new byte[][] {body, signature}) {
      for (int bit = 0; bit < part.length * 8; bit++) {
        part[bit / 8] ^= (byte) (1 << bit % 8);
        assertThat(KEYS.verifier().verify(text(body, signature))).as("bit %d", bit).isEmpty();
        part[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
    assertThat(KEYS.verifier().verify(text(body, signature))).isPresent();
  }

  private static String text(byte[] body, byte[] signature) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "ms1_" + base64.encodeToString(body) + "." + base64.encodeToString(signature);
  }

  @Test
  void another_origins_signature_is_none() {
    String theirs = SessionKeys.fresh().signer().sign(token(OWN)).text();
    assertThat(KEYS.verifier().verify(theirs)).isEmpty();
    String seeded = SessionKeys.repeatable(7).signer().sign(token(OWN)).text();
    assertThat(SessionKeys.repeatable(7).verifier().verify(seeded)).isPresent();
    assertThat(SessionKeys.repeatable(8).verifier().verify(seeded)).isEmpty();
  }

  @Test
  void what_is_no_token_at_all_is_refused_without_an_exception() {
    for (String text :
        new String[] {"", "ms1_", "ms1_.", "ms1_..", "ms1_a.b", "mk_demokey00001_x", "ms1_💥.💥"}) {
      assertThat(KEYS.verifier().verify(text)).as(text).isEmpty();
    }
    assertThatThrownBy(() -> new SessionToken(token(OWN).key(), 5, 5))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothing_prints_a_token_or_a_key() {
    SessionText text = KEYS.signer().sign(token(OWN));
    assertThat(text.toString() + KEYS).doesNotContain(text.text().substring(4, 30), "@");
  }
}
