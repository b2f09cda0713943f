package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import meridian.scenario.Bound;
import meridian.scenario.Expectation;
import meridian.scenario.Measure;
import meridian.scenario.Scenario;
import meridian.scenario.Slice;
import meridian.scenario.Span;
import meridian.telemetry.RequestPath;
import meridian.telemetry.RunFigures;
import org.junit.jupiter.api.Test;

final class SimulationTest {
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

  @Test
  void one_seed_gives_one_run_and_another_seed_another() {
    Scenario scenario = SimulatedRun.scenario(TWO_MINUTES, 5, List.of());
    RunReport first = SimulatedRun.run(SimulatedRun.config("prism-mumbai"), scenario, 7);
    RunReport again = SimulatedRun.run(SimulatedRun.config("prism-mumbai"), scenario, 7);
    RunReport other = SimulatedRun.run(SimulatedRun.config("prism-mumbai"), scenario, 8);
    assertThat(again).isEqualTo(first);
    assertThat(other.traceHash()).isNotEqualTo(first.traceHash());
  }

  @Test
  void every_request_that_is_sent_ends_and_repeats_are_answered_nearby() {
    RunReport report =
        SimulatedRun.run(
            SimulatedRun.config("prism-mumbai"),
            SimulatedRun.scenario(TWO_MINUTES, 5, List.of()),
            7);
    RunFigures.Part all = report.figures().all();
    assertThat(report.requests()).isBetween(500L, 700L);
    assertThat(all.requests()).isEqualTo(report.requests());
    assertThat(all.count(RequestPath.EDGE_HIT)).isGreaterThan(100);
    assertThat(all.count(RequestPath.ORIGIN_HIT)).isGreaterThan(10);
    assertThat(all.path(RequestPath.EDGE_HIT).total().p50())
        .isLessThan(all.path(RequestPath.ORIGIN_HIT).total().p50());
    assertThat(all.availability()).hasValue(1.0);
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void pattern_one_answers_no_request_at_the_edge() {
    RunReport report =
        SimulatedRun.run(
            SimulatedRun.config("single-region"),
            SimulatedRun.scenario(TWO_MINUTES, 2, List.of()),
            7);
    assertThat(report.figures().all().count(RequestPath.EDGE_HIT)).isZero();
    assertThat(report.figures().all().count(RequestPath.ORIGIN_HIT)).isGreaterThan(10);
    assertThat(report.figures().pops()).hasSize(1);
  }

  @Test
  void a_scenario_passes_or_fails_by_what_clients_saw() {
    Expectation met =
        new Expectation.Figure(Measure.AVAILABILITY, new Bound.AtLeast(0.99), Span.ALL, Slice.ALL);
    Expectation unmet =
        new Expectation.Figure(Measure.TOTAL_P95, new Bound.AtMost(0.010), Span.ALL, Slice.ALL);
    RunReport report =
        SimulatedRun.run(
            SimulatedRun.config("prism-mumbai"),
            SimulatedRun.scenario(Duration.ofMinutes(1), 2, List.of(met, unmet)),
            7);
    assertThat(report.findings())
        .extracting(finding -> finding.isMet())
        .containsExactly(true, false);
    assertThat(report.isPassed()).isFalse();
  }

  @Test
  void an_expectation_without_a_request_to_look_at_is_not_met() {
    Expectation.Figure elsewhere =
        new Expectation.Figure(
            Measure.AVAILABILITY,
            new Bound.AtLeast(0),
            new Span(Duration.ofMinutes(5), Duration.ofMinutes(6)),
            Slice.ALL);
    RunReport report =
        SimulatedRun.run(
            SimulatedRun.config("prism-mumbai"),
            SimulatedRun.scenario(Duration.ofMinutes(1), 2, List.of(elsewhere)),
            7);
    assertThat(report.findings().getFirst().found()).isEmpty();
    assertThat(report.isPassed()).isFalse();
  }

  @Test
  void a_real_network_is_refused_with_what_to_do() {
    Scenario scenario = SimulatedRun.scenario(TWO_MINUTES, 1, List.of());
    assertThatThrownBy(() ->
            SimulatedRun.run(
                SimulatedRun.config("prism-mumbai", "network.model=real"), scenario, 1))
        .hasMessageContaining("--set network.model=modelled");
  }
}
