package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import meridian.simulated.checks.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each checker can fail: bugs are planted between the gateway's parts, and found.
final class MutantsTest {
  private static final long MOST_SEEDS = 1_000;

  static Stream<Mutant> mutants() {
    return Mutants.all().stream();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void a_planted_bug_is_found_within_a_thousand_seeds(Mutant mutant) throws Exception {
    for (long seed = mutant.from(); seed <= MOST_SEEDS; seed++) {
      RunReport report =
          RandomStory.draw(seed, mutant.pattern())
              .play(SimulatedRun.ATLAS, List.of(), mutant.parts().get());
      boolean isFound =
          report.violations().stream().map(Violation::checker).anyMatch(mutant.checker()::equals);
      if (isFound) {
        return;
      }
    }
    assertThat(mutant.name()).as("found within %d seeds", MOST_SEEDS).isEmpty();
  }

  @Test
  void without_a_bug_the_same_seeds_show_no_violation() throws Exception {
    assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(15);
    for (long seed = 1; seed <= 5; seed++) {
      RunReport report =
          RandomStory.draw(seed, "2").play(SimulatedRun.ATLAS, List.of(), Parts.PLAIN);
      assertThat(report.violations()).as("seed %d", seed).isEmpty();
    }
  }
}
