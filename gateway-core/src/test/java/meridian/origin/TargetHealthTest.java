package meridian.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meridian.origin.TargetHealth.Turn;
import meridian.telemetry.Breaker;
import org.junit.jupiter.api.Test;

final class TargetHealthTest {
  private static final long REST = TargetHealth.FIRST_REST.toNanos();
  private final TargetHealth health = new TargetHealth();

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      health.failed(Turn.USUAL, 0);
    }
  }

  @Test
  void failures_count_only_in_a_row() {
    fail(TargetHealth.FAILURES - 1);
    assertThat(health.succeeded(Turn.USUAL)).isEmpty();
    fail(TargetHealth.FAILURES - 1);
    assertThat(health.isWell()).isTrue();
    assertThat(health.failed(Turn.USUAL, 0)).contains(Breaker.OPEN);
    assertThat(health.isWell()).isFalse();
  }

  @Test
  void the_rest_ends_with_one_probe_and_not_a_moment_earlier() {
    fail(TargetHealth.FAILURES);
    assertThat(health.beginProbe(REST - 1)).isFalse();
    assertThat(health.beginProbe(REST)).isTrue();
    assertThat(health.beginProbe(REST)).as("a second one").isFalse();
    assertThat(health.succeeded(Turn.PROBE)).contains(Breaker.CLOSED);
    assertThat(health.isWell()).isTrue();
  }

  @Test
  void each_failed_probe_doubles_the_rest_up_to_a_bound() {
    fail(TargetHealth.FAILURES);
    long now = REST;
    for (long rest = 2 * REST; rest < 1_000 * REST; rest *= 2) {
      assertThat(health.beginProbe(now)).isTrue();
      assertThat(health.failed(Turn.PROBE, now)).contains(Breaker.OPEN);
      long expected = Math.min(rest, TargetHealth.LONGEST_REST.toNanos());
      assertThat(health.beginProbe(now + expected - 1)).isFalse();
      now += expected;
    }
  }

  @Test
  void a_probe_that_says_nothing_makes_room_for_the_next() {
    fail(TargetHealth.FAILURES);
    assertThat(health.beginProbe(REST)).isTrue();
    assertThat(health.undecided(Turn.USUAL)).isEmpty();
    assertThat(health.beginProbe(REST)).as("the first is under way").isFalse();
    assertThat(health.undecided(Turn.PROBE)).contains(Breaker.OPEN);
    assertThat(health.beginProbe(REST)).isTrue();
  }

  @Test
  void a_probe_that_says_nothing_of_a_target_that_is_well_again_changes_nothing() {
    fail(TargetHealth.FAILURES);
    assertThat(health.beginProbe(REST)).isTrue();
    assertThat(health.succeeded(Turn.LAST_RESORT)).contains(Breaker.CLOSED);
    assertThat(health.undecided(Turn.PROBE)).isEmpty();
    assertThat(health.isWell()).isTrue();
  }

  @Test
  void calls_that_began_before_the_rest_change_nothing() {
    fail(TargetHealth.FAILURES);
    assertThat(health.succeeded(Turn.USUAL)).isEmpty();
    assertThat(health.failed(Turn.USUAL, Duration.ofHours(1).toNanos())).isEmpty();
    assertThat(health.beginProbe(REST)).as("the rest was not prolonged").isTrue();
  }

  @Test
  void repetitions_are_a_share_of_calls() {
    RetryBudget budget = new RetryBudget();
    for (int i = 0; i < RetryBudget.MOST; i++) {
      assertThat(budget.take()).isTrue();
    }
    assertThat(budget.take()).isFalse();
    for (int i = 0; i < 6; i++) {
      budget.earn();
    }
    assertThat(budget.take()).isTrue();
    assertThat(budget.take()).isFalse();
  }
}
