package meridian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class KeyTextTest {
  private static final String KEY = "mk_demo00000001_abcdefghijklmnopqrstuvwxyz234567";

  @Test
  void a_key_is_reduced_to_its_id_and_the_sha256_of_all_of_it() {
    KeyText kept = KeyText.parse(KEY).orElseThrow();
    assertThat(kept.id().text()).isEqualTo("demo00000001");
    // printf %s KEY | sha256sum
    assertThat(kept.digest().hex())
        .isEqualTo("c4d4479d7076b1393f3b54eec8213b1f448150c3adc35f82707ff522ddcd1ea6");
  }

  @Test
  void anything_of_another_form_is_no_key() {
    String[] others = {
      "",
      "mk_",
      "sk-demo",
      KEY.substring(1),
      KEY + "a",
      KEY.toUpperCase(Locale.ROOT),
      KEY.replace("mk_", "mk-"),
      KEY.replace("1_", "1-"),
      KEY.replace("demo", "Demo"),
      KEY.replace("demo", "dem_"),
      KEY.replace('a', '1'),
      KEY.replace('a', '8'),
      KEY.replace('a', 'é'),
      KEY.replace('7', '\n'),
      "x".repeat(1_000_000)
    };
    for (String other : others) {
      assertThat(KeyText.parse(other)).as(other).isEmpty();
    }
  }

  @Test
  void another_secret_has_another_digest() {
    KeyText kept = KeyText.parse(KEY).orElseThrow();
    KeyText other = KeyText.parse(KEY.replace('7', '6')).orElseThrow();
    assertThat(other.id()).isEqualTo(kept.id());
    assertThat(other.digest().matches(kept.digest())).isFalse();
  }
}
