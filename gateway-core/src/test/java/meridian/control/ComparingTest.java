package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.control.Comparing.Entry;
import org.junit.jupiter.api.Test;

final class ComparingTest {
  private static final Entry CENTRAL = new Entry("one", Optional.of("1"), List.of());
  private static final Entry EDGE = new Entry("two", Optional.of("2"), List.of());

  @Test
  void every_variant_answers_the_same_trace_and_the_edge_makes_hits_faster() throws Exception {
    Comparison result = compare(List.of(CENTRAL, EDGE), List.of(1L, 2L));
    Comparison.Variant one = result.variants().get(0);
    Comparison.Variant two = result.variants().get(1);
    assertThat(two.figures().all().requests()).isEqualTo(one.figures().all().requests());
    assertThat(two.figures().places()).hasSameSizeAs(one.figures().places());
    Comparison.Interval difference =
        ComparisonText.estimate(ComparedMeasure.HIT_P50, two)
            .orElseThrow()
            .difference()
            .orElseThrow();
    assertThat(difference.mean()).isNegative();
    assertThat(result.truth(two)).get().asString().contains("hits").contains("faster");
  }

  @Test
  void the_first_variant_has_no_difference_and_a_twin_of_it_has_none_but_zero() throws Exception {
    Comparison result =
        compare(List.of(EDGE, new Entry("twin", Optional.of("2"), List.of())), List.of(1L, 2L));
    assertThat(result.variants().getFirst().measures())
        .allSatisfy(estimate -> assertThat(estimate.difference()).isEmpty());
    assertThat(result.variants().getLast().measures())
        .allSatisfy(estimate -> assertThat(estimate.difference().orElseThrow().mean()).isZero());
  }

  @Test
  void slots_hold_every_request() throws Exception {
    Comparison.Variant variant = compare(List.of(EDGE), List.of(1L)).variants().getFirst();
    long inSlots =
        variant.slots().stream().mapToLong(slot -> slot.answered() + slot.failed()).sum();
    assertThat(inSlots).isEqualTo(variant.figures().all().requests());
  }

  @Test
  void a_cancelled_comparison_has_no_result() throws Exception {
    Comparing comparing =
        new Comparing(SimulatedRun.scenario(Duration.ofSeconds(20), 2, List.of()), List.of(EDGE));
    assertThat(comparing.run(List.of(1L), (_, _) -> {}, () -> true)).isEmpty();
  }

  @Test
  void intervals_are_those_of_students_t() {
    Comparison.Interval interval = StudentT.interval95(List.of(1.0, 2.0, 3.0, 4.0, 5.0));
    assertThat(interval.mean()).isEqualTo(3);
    // standard deviation 1.5811, standard error 0.7071, t(4) = 2.776
    assertThat(interval.low()).isCloseTo(3 - 1.963, within(0.001));
    assertThat(interval.high()).isCloseTo(3 + 1.963, within(0.001));
    assertThat(StudentT.interval95(List.of(7.0)).isSignificant()).isFalse();
  }

  @Test
  void the_command_prints_variants_side_by_side() {
    CommandRun run =
        CommandRun.of(
            "compare", "calm-day", "--patterns", "1,2", "--seeds", "1", "--duration", "60s");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("pattern 1").contains("pattern 2 against pattern 1: hits");
  }

  private static Comparison compare(List<Entry> entries, List<Long> seeds) throws Exception {
    return new Comparing(SimulatedRun.scenario(Duration.ofMinutes(2), 3, List.of()), entries)
        .run(seeds, (_, _) -> {}, () -> false)
        .orElseThrow();
  }
}
