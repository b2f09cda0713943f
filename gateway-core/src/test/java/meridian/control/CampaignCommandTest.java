package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CampaignCommandTest {
  /// The subset that every build plays, 15 seeds of each pattern; `meridian campaign --seeds 10000`
  /// plays more.
  @Test
  void random_faults_break_no_invariant_with_any_pattern() {
    CommandRun run = CommandRun.of("campaign", "--seeds", "60", "--json");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("\"seeds\":60").contains("\"violations\":0");
  }

  /// A campaign found that a revocation whose KV write failed was never written again.
  @Test
  void a_revocation_that_the_kv_refused_reaches_it_later() {
    CommandRun run =
        CommandRun.of("campaign", "--pattern", "2", "--from", "1084", "--seeds", "1", "--json");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
  }

  @Test
  void a_pattern_that_does_not_exist_is_refused() {
    CommandRun run = CommandRun.of("campaign", "--pattern", "4");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("expected one of [1, 2, 2.5, 3] or all, found '4'");
  }

  @Test
  void no_seed_at_all_is_refused() {
    CommandRun run = CommandRun.of("campaign", "--seeds", "0");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("expected 1 or more");
  }
}
