package meridian.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.ProjectId;
import meridian.Refusal;
import meridian.live.SessionKeys;
import meridian.network.Delivery;
import meridian.wire.SessionToken;
import org.junit.jupiter.api.Test;

final class SessionsTest {
  private static final SessionKeys KEYS = SessionKeys.repeatable(1);
  private static final KeyDigest SHOWN = KeyDigest.ofHex("aa".repeat(32));
  private static final KeyDigest OTHER = KeyDigest.ofHex("bb".repeat(32));
  private static final KeyRecord KEY =
      new KeyRecord(new KeyId("demokey00001"), SHOWN, new ProjectId("demo"), false, 10);

  private final Sessions sessions = new Sessions(KEYS.signer(), Duration.ofNanos(100));

  private SessionToken opened(KeyRecord key, KeyDigest shown, long now) {
    Delivery.Session answer = sessions.open(Optional.of(key), shown, now);
    return KEYS.verifier().verify(answer.token().orElseThrow().text()).orElseThrow();
  }

  private String refused(Optional<KeyRecord> key, KeyDigest shown, long now) {
    Delivery.Session answer = sessions.open(key, shown, now);
    assertThat(answer.token()).isEmpty();
    return answer.refusal().map(Refusal::code).orElseThrow();
  }

  @Test
  void a_good_key_is_let_in_for_a_life() {
    SessionToken token = opened(KEY, SHOWN, 50);
    assertThat(token.issuedNanos()).isEqualTo(50);
    assertThat(token.expiresNanos()).isEqualTo(150);
    assertThat(token.key().id()).isEqualTo(KEY.id());
    assertThat(token.key().digest()).isEqualTo(SHOWN);
  }

  @Test
  void a_session_ends_with_its_key_to_the_nanosecond() {
    KeyRecord ending = KEY.on(KeyTerms.PLAIN.expiring(Optional.of(60L)), 10);
    assertThat(opened(ending, SHOWN, 50).expiresNanos()).isEqualTo(60);
    assertThat(opened(ending, SHOWN, 59).lifeNanos()).isEqualTo(1);
    assertThat(refused(Optional.of(ending), SHOWN, 60)).isEqualTo("expired_api_key");
  }

  @Test
  void the_session_of_an_old_secret_ends_with_it() {
    KeyRecord rotated = KEY.rotatedTo(OTHER, 70, 20);
    assertThat(opened(rotated, SHOWN, 50).expiresNanos()).isEqualTo(70);
    assertThat(opened(rotated, SHOWN, 50).key().digest()).isEqualTo(SHOWN);
    assertThat(opened(rotated, OTHER, 50).expiresNanos()).isEqualTo(150);
    assertThat(refused(Optional.of(rotated), SHOWN, 70)).isEqualTo("retired_api_key");
  }

  @Test
  void nobody_else_is_let_in() {
    assertThat(refused(Optional.empty(), SHOWN, 50)).isEqualTo("invalid_api_key");
    assertThat(refused(Optional.of(KEY), OTHER, 50)).isEqualTo("invalid_api_key");
    Optional<KeyRecord> revoked = Optional.of(KEY.revokedAt(40));
    assertThat(refused(revoked, SHOWN, 50)).isEqualTo("revoked_api_key");
    assertThat(sessions.open(revoked, SHOWN, 50).revokedNanos()).contains(40L);
    assertThat(refused(revoked, OTHER, 50))
        .as("a guess learns nothing")
        .isEqualTo("invalid_api_key");
  }
}
