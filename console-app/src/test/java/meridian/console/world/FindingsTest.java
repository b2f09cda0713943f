package meridian.console.world;

import static org.assertj.core.api.Assertions.assertThat;

import meridian.LatencyBudget;
import meridian.console.sample.SampleSnapshots;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  @Test
  void a_stage_over_its_budget_at_one_pop_is_named_with_its_percentile_and_n() {
    assertThat(Findings.of(LatencyBudget.ARTICLE, SampleSnapshots.busy()))
        .anySatisfy(finding -> {
          assertThat(finding.text())
              .matches("BOM edge_kv p95 \\S+ ms over its 30 ms budget \\(n \\d+\\)");
          assertThat(finding.pop().map(Object::toString)).contains("BOM");
        });
  }

  @Test
  void a_gateway_without_traffic_is_accused_of_nothing() {
    assertThat(Findings.of(LatencyBudget.ARTICLE, SampleSnapshots.quiet())).isEmpty();
  }

  @Test
  void few_samples_make_no_finding() {
    assertThat(Findings.of(LatencyBudget.ARTICLE, SampleSnapshots.sparse()))
        .noneMatch(finding -> finding.text().contains(" p95 "));
  }

  @Test
  void the_worst_comes_first() {
    assertThat(Findings.of(LatencyBudget.ARTICLE, SampleSnapshots.busy()))
        .isSortedAccordingTo(
            java.util.Comparator.comparing(Finding::severity)
                .thenComparingDouble(Finding::weight)
                .reversed());
  }

  @Test
  void propagation_is_found_exactly_while_its_alarm_is_raised() {
    assertThat(Findings.of(LatencyBudget.ARTICLE, SampleSnapshots.busy()))
        .noneMatch(finding -> finding.text().contains("KV propagation"));
    assertThat(Findings.of(LatencyBudget.ARTICLE, SampleSnapshots.alarmed()))
        .filteredOn(finding -> finding.text().contains("KV propagation"))
        .extracting(Finding::text)
        .containsExactly(
            "SIN: the origin already held 27.0 % of what the edge missed: KV propagation, not new"
                + " questions");
  }
}
