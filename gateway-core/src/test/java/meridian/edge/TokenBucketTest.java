package meridian.edge;

import static org.assertj.core.api.Assertions.assertThat;

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
  void a_caller_that_was_overtaken_is_judged_at_the_newest_moment() {
    TokenBucket bucket = new TokenBucket(10, 2);
    long heldUp = SECOND;

    assertThat(bucket.take(heldUp + 5 * SECOND)).isZero();

    assertThat(bucket.take(heldUp)).isZero();
    assertThat(bucket.take(heldUp)).isEqualTo(SECOND / 10);
  }
}
