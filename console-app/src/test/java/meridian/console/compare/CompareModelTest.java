package meridian.console.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.console.chart.Ridges;
import meridian.console.session.Comparer;
import meridian.control.Scenarios;
import meridian.scenario.Scenario;
import org.junit.jupiter.api.Test;

final class CompareModelTest {
  private static final List<Scenario> ALL = Scenarios.samples();

  private final HandComparer comparer = new HandComparer();
  private long now;
  private final List<Runnable> handed = new ArrayList<>();
  private final CompareModel model = new CompareModel(comparer, handed::add, () -> now);

  /// A comparer that a test answers for.
  static final class HandComparer implements Comparer {
    final List<List<Long>> started = new ArrayList<>();
    final List<Listener> listeners = new ArrayList<>();
    int cancels;

    @Override
    public List<Scenario> scenarios() {
      return ALL;
    }

    @Override
    public List<String> variants() {
      return List.of("pattern 1", "pattern 2");
    }

    @Override
    public Running start(
        Scenario scenario, List<String> variants, List<Long> seeds, Listener listener) {
      started.add(seeds);
      listeners.add(listener);
      return () -> cancels++;
    }
  }

  private void hand() {
    handed.forEach(Runnable::run);
    handed.clear();
  }

  @Test
  void nothing_starts_without_a_scenario_and_two_variants() {
    model.start();
    assertThat(model.obstacle()).contains("Choose a scenario");
    model.offer(ALL);
    model.chosen().remove("pattern 1");
    model.start();
    assertThat(model.obstacle()).contains("Choose two variants or more");
    assertThat(comparer.started).isEmpty();
  }

  @Test
  void a_comparison_runs_with_its_seeds_and_shows_what_came_of_it() {
    model.offer(ALL);
    model.seedsProperty().set(2);
    model.start();
    model.start();
    assertThat(comparer.started).containsExactly(List.of(1L, 2L));

    now = 3_000_000_000L;
    comparer.listeners.getFirst().progress(1, 4);
    hand();
    assertThat(model.stateProperty().get())
        .isEqualTo(new CompareState.Running(1, 4, Optional.of(Duration.ofSeconds(9))));
    comparer.listeners.getFirst().done(SampleComparison.of(2));
    hand();
    assertThat(model.shown()).contains(SampleComparison.of(2));
  }

  @Test
  void what_was_given_up_says_nothing_more() {
    model.offer(ALL);
    model.start();
    model.cancel();
    comparer.listeners.getFirst().done(SampleComparison.of(2));
    hand();
    assertThat(comparer.cancels).isEqualTo(1);
    assertThat(model.stateProperty().get()).isEqualTo(new CompareState.Idle());
  }

  @Test
  void hits_and_all_traffic_stand_in_one_sentence_with_the_interval() {
    assertThat(Truth.of(SampleComparison.of(3)))
        .containsExactly(
            "Pattern 2 against pattern 1: hits 4.8× faster, all traffic 2.90 % faster (2.10 % to"
                + " 3.70 %). 3 seeds, 95 % intervals.");
  }

  @Test
  void one_seed_says_that_it_may_be_chance() {
    assertThat(Truth.of(SampleComparison.of(1)).getFirst())
        .contains("hits 4.8× faster, all traffic 2.90 % faster.")
        .endsWith("One seed: a difference may be chance.");
  }

  @Test
  void a_difference_that_its_interval_cannot_tell_from_none_is_not_claimed() {
    assertThat(Truth.of(SampleComparison.unsure()).getFirst())
        .contains("hits no faster that these seeds could show")
        .contains("all traffic no faster that these seeds could show (−1.00 % to 3.00 %)");
  }

  @Test
  void the_file_has_every_figure_of_every_variant() {
    String csv = CompareCsv.of(SampleComparison.of(3));
    assertThat(csv.lines().toList())
        .anyMatch(line -> line.startsWith("\"pattern 2\",,,mean_answer,"))
        .anyMatch(line -> line.startsWith("\"pattern 2\",FRA,edge hit,p95_nanos,"));
    assertThat(csv.lines().map(line -> line.split(",", -1).length).distinct()).containsExactly(9);
  }

  @Test
  void the_places_with_most_answers_are_pictured_after_all_together() {
    List<Ridges.Group> groups = Pictures.ridges(SampleComparison.of(3));
    assertThat(groups).hasSize(5);
    assertThat(groups.getFirst().name()).isEqualTo("everywhere");
    assertThat(groups.get(1).ridges())
        .extracting(Ridges.Ridge::name)
        .containsExactly("pattern 1", "pattern 2");
    assertThat(groups.get(1).ridges().getLast().layers()).hasSize(3);
  }
}
