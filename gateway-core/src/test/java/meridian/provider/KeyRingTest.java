package meridian.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import meridian.provider.KeyRing.Turn;
import org.junit.jupiter.api.Test;

final class KeyRingTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private static Turn use(int key) {
    return new Turn.Use(key);
  }

  private static Turn limited(long seconds) {
    return new Turn.Resting(Duration.ofSeconds(seconds), false);
  }

  @Test
  void one_key_is_used_until_it_is_refused_and_then_the_next_stays_in_use() {
    KeyRing ring = new KeyRing(3);
    assertThat(ring.turn(0)).isEqualTo(use(0));
    assertThat(ring.turn(1)).isEqualTo(use(0));
    ring.limited(0, Optional.of(Duration.ofSeconds(5)), 0);
    assertThat(ring.turn(2)).isEqualTo(use(1));
    assertThat(ring.turn(6 * SECOND))
        .as("the first is well again, the second warm")
        .isEqualTo(use(1));
    ring.refused(1, 6 * SECOND);
    ring.refused(2, 6 * SECOND);
    assertThat(ring.turn(6 * SECOND)).isEqualTo(use(0));
  }

  @Test
  void when_all_rest_the_first_to_be_well_again_says_how_long() {
    KeyRing ring = new KeyRing(2);
    ring.refused(0, 0);
    ring.limited(1, Optional.of(Duration.ofSeconds(7)), 0);
    assertThat(ring.turn(2 * SECOND)).isEqualTo(limited(5));
    assertThat(ring.turn(7 * SECOND - 1)).isInstanceOf(Turn.Resting.class);
    assertThat(ring.turn(7 * SECOND)).isEqualTo(use(1));
  }

  @Test
  void a_sole_key_that_was_refused_rests_long_and_says_so() {
    KeyRing ring = new KeyRing(1);
    ring.refused(0, 0);
    assertThat(ring.turn(0)).isEqualTo(new Turn.Resting(KeyRing.REFUSED, true));
    assertThat(ring.turn(KeyRing.REFUSED.toNanos())).isEqualTo(use(0));
  }

  @Test
  void a_403_rests_shortly_for_it_may_be_about_the_request() {
    KeyRing ring = new KeyRing(1);
    ring.forbidden(0, 0);
    assertThat(ring.turn(0)).isEqualTo(new Turn.Resting(KeyRing.FORBIDDEN, true));
  }

  @Test
  void a_wait_has_a_usual_length_and_a_bound() {
    KeyRing ring = new KeyRing(1);
    ring.limited(0, Optional.empty(), 0);
    assertThat(ring.turn(0)).isEqualTo(limited(KeyRing.USUAL_WAIT.toSeconds()));
    ring.limited(0, Optional.of(Duration.ofDays(1)), 0);
    assertThat(ring.turn(0)).isEqualTo(limited(KeyRing.LONGEST_WAIT.toSeconds()));
  }

  @Test
  void a_late_refusal_never_shortens_a_rest() {
    KeyRing ring = new KeyRing(1);
    ring.refused(0, 0);
    ring.limited(0, Optional.of(Duration.ofSeconds(1)), 0);
    assertThat(ring.turn(0)).isEqualTo(new Turn.Resting(KeyRing.REFUSED, true));
    ring.limited(0, Optional.of(Duration.ZERO), KeyRing.REFUSED.toNanos());
    assertThat(ring.turn(KeyRing.REFUSED.toNanos())).isEqualTo(use(0));
  }

  @Test
  void a_pause_is_for_all_keys_and_bounded() {
    KeyRing ring = new KeyRing(2);
    ring.paused(Duration.ofSeconds(3), 0);
    ring.paused(Duration.ofSeconds(1), 0);
    assertThat(ring.turn(SECOND)).isEqualTo(new Turn.Paused(Duration.ofSeconds(2)));
    assertThat(ring.turn(3 * SECOND)).isEqualTo(use(0));
    ring.paused(Duration.ofDays(1), 3 * SECOND);
    assertThat(ring.turn(3 * SECOND)).isEqualTo(new Turn.Paused(KeyRing.LONGEST_WAIT));
  }

  @Test
  void a_ring_without_keys_is_refused() {
    assertThatThrownBy(() -> new KeyRing(0)).hasMessageContaining("expected 1 key or more");
  }
}
