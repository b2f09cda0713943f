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

  /// A false alarm of a checker, found by a campaign: an answer that broke off for a follower while
  /// the provider still wrote it.
  @Test
  void an_answer_that_breaks_off_before_its_provider_ended_is_no_violation() {
    CommandRun run =
        CommandRun.of("campaign", "--pattern", "2.5", "--from", "4192", "--seeds", "1");
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
