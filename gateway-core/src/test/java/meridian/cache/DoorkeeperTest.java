package meridian.cache;

import static org.assertj.core.api.Assertions.assertThat;

import meridian.cache.Doorkeeper.Sighting;
import org.junit.jupiter.api.Test;

final class DoorkeeperTest {
  private final Doorkeeper doorkeeper = new Doorkeeper(2);

  @Test
  void a_second_sighting_is_told_from_those_after_it() {
    assertThat(sight(1)).isEqualTo(Sighting.FIRST);
    assertThat(sight(1)).isEqualTo(Sighting.SECOND);
    assertThat(sight(1)).isEqualTo(Sighting.LATER);
    assertThat(sight(1)).isEqualTo(Sighting.LATER);
  }

  /// Two generations of two: after four others the first is forgotten.
  @Test
  void what_was_not_seen_for_long_is_new_again() {
    sight(1);
    sight(2);
    assertThat(sight(1)).isEqualTo(Sighting.SECOND);
    for (int other = 3; other <= 6; other++) {
      sight(other);
    }
    assertThat(sight(1)).isEqualTo(Sighting.FIRST);
  }

  @Test
  void forgotten_is_forgotten() {
    sight(1);
    doorkeeper.forget();
    assertThat(sight(1)).isEqualTo(Sighting.FIRST);
  }

  private Sighting sight(int question) {
    return doorkeeper.sight(FreshnessTest.entry("project:demo", question, 10).fingerprint());
  }
}
