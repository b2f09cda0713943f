package meridian.live;

import static org.assertj.core.api.Assertions.assertThat;

import meridian.KeyText;
import org.junit.jupiter.api.Test;

final class SecretsTest {
  private final Secrets secrets = new Secrets();

  @Test
  void a_new_key_has_the_form_of_a_key() {
    Secrets.NewKey key = secrets.newKey();
    assertThat(key.text()).matches("mk_[a-z0-9]{12}_[a-z2-7]{32}");
    assertThat(KeyText.parse(key.text())).contains(key.kept());
  }

  @Test
  void no_two_keys_are_alike() {
    assertThat(secrets.newKey().text()).isNotEqualTo(secrets.newKey().text());
  }

  @Test
  void a_new_key_does_not_print_its_secret() {
    Secrets.NewKey key = secrets.newKey();
    assertThat(key.toString()).contains(key.kept().id().text());
    assertThat(key.toString()).doesNotContain(key.text().substring(16));
  }
}
