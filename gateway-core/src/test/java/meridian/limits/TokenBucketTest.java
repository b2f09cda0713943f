package meridian.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import meridian.Allowance;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void a_burst_passes_at_once_and_the_next_waits_one_interval() {
    TokenBucket bucket = new TokenBucket(10, 2);

    assertThat(bucket.take(SECOND)).isZero();
    assertThat(bucket.take(SECOND)).isZero();
    assertThat(bucket.take(SECOND)).isEqualTo(SECOND / 10);
    assertThat(bucket.take(SECOND + SECOND / 10)).isZero();
  }

  @Test
  void it_says_what_is_left_and_when_it_is_full_again() {
    TokenBucket bucket = new TokenBucket(10, 5);
    bucket.take(SECOND);
    assertThat(bucket.allowance()).isEqualTo(new Allowance(5, 4, 100_000_000));
    for (int i = 0; i < 9; i++) {
      bucket.take(SECOND);
    }
    assertThat(bucket.allowance()).isEqualTo(new Allowance(5, 0, 500_000_000));
    bucket.take(10 * SECOND);
    assertThat(bucket.allowance()).isEqualTo(new Allowance(5, 4, 100_000_000));
  }

  @Test
  void a_caller_that_was_overtaken_is_judged_at_the_newest_moment() {
    TokenBucket bucket = new TokenBucket(10, 2);
    long heldUp = SECOND;

    assertThat(bucket.take(heldUp + 5 * SECOND)).isZero();

    assertThat(bucket.take(heldUp)).isZero();
    assertThat(bucket.take(heldUp)).isEqualTo(SECOND / 10);
  }

  @Test
  void who_is_turned_away_together_is_told_to_come_back_one_after_the_other_and_succeeds() {
    TokenBucket bucket = new TokenBucket(20, 60);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      long wait = bucket.take(SECOND);
      if (wait > 0) {
        waits.add(wait);
      }
    }

    assertThat(waits).hasSize(30).doesNotHaveDuplicates().isSorted();
    assertThat(waits).allSatisfy(wait -> assertThat(bucket.take(SECOND + wait)).isZero());
  }

  @Test
  void who_ignores_the_wait_pushes_the_others_away_no_further_than_a_burst() {
    TokenBucket bucket = new TokenBucket(20, 60);
    for (int i = 0; i < 10_000; i++) {
      assertThat(bucket.take(SECOND)).isBetween(0L, 59 * SECOND / 20);
    }
  }

  @Test
  void promises_are_forgotten_once_their_moment_has_passed() {
    TokenBucket bucket = new TokenBucket(1, 1);

    assertThat(bucket.take(0)).isZero();
    assertThat(bucket.take(0)).isEqualTo(SECOND);
    assertThat(bucket.take(10 * SECOND)).isZero();
    assertThat(bucket.take(10 * SECOND)).isEqualTo(SECOND);
  }
}
