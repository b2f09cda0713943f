package meridian.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import meridian.Allowance;
import meridian.Allowances;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.limits.Admission.Granted;
import meridian.limits.Admission.Limit;
import meridian.limits.Admission.Refused;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

final class BucketLimiterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = 20_000 * 86_400 * SECOND;
  private static final KeyId FIRST = new KeyId("first0000001");
  private static final KeyId SECOND_KEY = new KeyId("second000001");

  private final BucketLimiter limiter = new BucketLimiter(100);

  @Test
  void all_keys_of_a_project_share_its_limit_and_each_has_its_own() {
    TenantLimits limits = new TenantLimits(requests(3), requests(2));
    assertThat(limiter.admit(claim(FIRST, limits, 1), NOW)).isInstanceOf(Granted.class);
    assertThat(limiter.admit(claim(FIRST, limits, 1), NOW)).isInstanceOf(Granted.class);
    assertThat(limit(limiter.admit(claim(FIRST, limits, 1), NOW))).isEqualTo(Limit.KEY_REQUESTS);
    assertThat(limiter.admit(claim(SECOND_KEY, limits, 1), NOW)).isInstanceOf(Granted.class);
    assertThat(limit(limiter.admit(claim(SECOND_KEY, limits, 1), NOW)))
        .as("a refused request took nothing from the project's bucket before")
        .isEqualTo(Limit.PROJECT_REQUESTS);
  }

  @Test
  void who_waits_as_long_as_told_is_let_through() {
    TenantLimits limits = new TenantLimits(requests(6), RateLimits.NONE);
    for (int i = 0; i < 6; i++) {
      assertThat(limiter.admit(claim(FIRST, limits, 0), NOW)).isInstanceOf(Granted.class);
    }
    Refused refused = (Refused) limiter.admit(claim(FIRST, limits, 0), NOW);
    assertThat(refused.waitNanos()).isEqualTo(10 * SECOND);
    long early = NOW + refused.waitNanos() - 1;
    assertThat(limiter.admit(claim(FIRST, limits, 0), early)).isInstanceOf(Refused.class);
    assertThat(limiter.admit(claim(FIRST, limits, 0), early + 1)).isInstanceOf(Granted.class);
  }

  @Test
  void tokens_are_corrected_to_those_taken_up_and_down() {
    TenantLimits limits = new TenantLimits(tokens(1_000), RateLimits.NONE);
    Claim first = claim(FIRST, limits, 600);
    assertThat(limiter.admit(first, NOW)).isInstanceOf(Granted.class);
    assertThat(limit(limiter.admit(first, NOW))).isEqualTo(Limit.PROJECT_TOKENS);
    limiter.settle(first, 100, NOW);
    assertThat(limiter.left(first, NOW).tokens().map(Allowance::remaining)).contains(900L);
    assertThat(limiter.admit(first, NOW)).isInstanceOf(Granted.class);
    limiter.settle(first, 1_500, NOW);
    assertThat(limiter.left(first, NOW)).isEqualTo(left(new Allowance(1_000, 0, 96 * SECOND)));
    Claim one = claim(FIRST, limits, 1);
    assertThat(((Refused) limiter.admit(one, NOW)).waitNanos())
        .as("600 tokens of debt and one more, at 1,000 a minute")
        .isEqualTo(601 * 60 * SECOND / 1_000);
  }

  @Test
  void a_call_that_brought_nothing_gives_its_tokens_back_and_stays_a_request() {
    TenantLimits limits =
        new TenantLimits(new RateLimits(Optional.of(2L), Optional.of(1_000L)), RateLimits.NONE);
    Claim claim = claim(FIRST, limits, 1_000);
    limiter.admit(claim, NOW);
    limiter.settle(claim, 0, NOW);
    Allowances left = limiter.left(claim, NOW);
    assertThat(left.tokens().map(Allowance::remaining)).contains(1_000L);
    assertThat(left.requests().map(Allowance::remaining)).contains(1L);
  }

  @Test
  void giving_back_never_makes_more_than_a_full_bucket() {
    TenantLimits limits = new TenantLimits(tokens(1_000), RateLimits.NONE);
    Claim claim = claim(FIRST, limits, 1_000);
    limiter.admit(claim, NOW);
    long later = NOW + 60 * SECOND;
    limiter.settle(claim, 0, later);
    assertThat(limiter.admit(claim, later)).isInstanceOf(Granted.class);
    assertThat(limiter.admit(claim(FIRST, limits, 1), later)).isInstanceOf(Refused.class);
  }

  @Test
  void a_request_larger_than_the_whole_limit_is_told_that_no_wait_helps() {
    TenantLimits limits = new TenantLimits(RateLimits.NONE, tokens(1_000));
    Refused refused = (Refused) limiter.admit(claim(FIRST, limits, 1_001), NOW);
    assertThat(refused.isTooLarge()).isTrue();
    assertThat(limiter.admit(claim(FIRST, limits, 1_000), NOW)).isInstanceOf(Granted.class);
  }

  @Test
  void attempts_under_one_idempotency_key_count_once_with_the_tokens_of_the_largest() {
    TenantLimits limits =
        new TenantLimits(new RateLimits(Optional.of(1L), Optional.of(1_000L)), RateLimits.NONE);
    Claim attempt = new Claim(project(), FIRST, limits, 500, Optional.of("bill"));
    assertThat(limiter.admit(attempt, NOW)).isInstanceOf(Granted.class);
    assertThat(limiter.admit(attempt, NOW)).isInstanceOf(Granted.class);
    limiter.settle(attempt, 200, NOW);
    limiter.settle(attempt, 300, NOW);
    assertThat(limiter.admit(attempt, NOW)).isInstanceOf(Granted.class);
    limiter.settle(attempt, 0, NOW);
    assertThat(limiter.left(attempt, NOW).tokens().map(Allowance::remaining)).contains(700L);
    assertThat(limiter.admit(claim(FIRST, limits, 1), NOW)).isInstanceOf(Refused.class);
  }

  @Test
  void without_limits_nothing_is_refused_kept_or_said() {
    Claim claim = claim(FIRST, TenantLimits.NONE, 1_000_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(limiter.admit(claim, NOW)).isInstanceOf(Granted.class);
    }
    assertThat(limiter.left(claim, NOW)).isEqualTo(Allowances.NONE);
  }

  @Test
  void the_key_used_longest_ago_is_forgotten_at_the_bound() {
    BucketLimiter small = new BucketLimiter(1);
    TenantLimits limits = new TenantLimits(RateLimits.NONE, requests(1));
    small.admit(claim(FIRST, limits, 0), NOW);
    small.admit(claim(SECOND_KEY, limits, 0), NOW);
    assertThat(small.admit(claim(SECOND_KEY, limits, 0), NOW)).isInstanceOf(Refused.class);
    assertThat(small.admit(claim(FIRST, limits, 0), NOW)).isInstanceOf(Granted.class);
  }

  @Test
  void in_any_time_no_more_than_the_limit_and_its_refill_get_through() {
    Dice dice = new Dice(7);
    TenantLimits limits = new TenantLimits(requests(30), RateLimits.NONE);
    long[] granted = new long[10_000];
    int count = 0;
    long now = NOW;
    for (int i = 0; i < 10_000; i++) {
      now += (long) (dice.nextDouble() * SECOND);
      if (limiter.admit(claim(FIRST, limits, 0), now) instanceof Granted) {
        granted[count++] = now;
      }
    }
    assertThat(count).isGreaterThan(2_000);
    for (int from = 0; from < count; from++) {
      for (int to = from; to < Math.min(count, from + 200); to++) {
        double most = 30 + 30.0 * (granted[to] - granted[from]) / (60 * SECOND);
        assertThat(to - from + 1.0).isLessThanOrEqualTo(most + 1e-6);
      }
    }
  }

  @Test
  void shares_add_up_to_no_more_than_the_limit_where_there_is_one_for_each() {
    TenantLimits third = new TenantLimits(requests(100), tokens(2)).share(3);
    assertThat(third.project().requests()).contains(33L);
    assertThat(third.key().tokens()).as("never to nothing").contains(1L);
  }

  private static Limit limit(Admission admission) {
    return ((Refused) admission).limit();
  }

  private static Allowances left(Allowance tokens) {
    return new Allowances(Optional.empty(), Optional.of(tokens));
  }

  private static Claim claim(KeyId key, TenantLimits limits, long tokens) {
    return new Claim(project(), key, limits, tokens, Optional.empty());
  }

  private static ProjectId project() {
    return new ProjectId("demo");
  }

  private static RateLimits requests(long limit) {
    return new RateLimits(Optional.of(limit), Optional.empty());
  }

  private static RateLimits tokens(long limit) {
    return new RateLimits(Optional.empty(), Optional.of(limit));
  }
}
