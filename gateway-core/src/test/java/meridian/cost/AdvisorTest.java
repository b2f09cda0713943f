package meridian.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import meridian.telemetry.CostFigures;
import meridian.telemetry.CostFigures.ClientPlace;
import meridian.telemetry.CostFigures.Ghost;
import org.junit.jupiter.api.Test;

final class AdvisorTest {
  private static final long MINUTE = 60 * Observed.SECOND;

  @Test
  void below_ten_percent_from_abroad_pattern_1_is_enough() {
    Advice advice =
        new Observed()
            .places(new ClientPlace("DEL", 980, 900, 900), new ClientPlace("FRA", 20, 18, 18))
            .advice(Advice.Topic.PATTERN);
    assertThat(advice.verdict()).startsWith("Go to pattern 1");
    assertThat(advice.isConclusive()).isTrue();
    assertThat(advice.samples()).isEqualTo(1_000);
    assertThat(results(advice)).anyMatch(text -> text.startsWith("2.0 % (95 % interval 1.3 %"));
  }

  @Test
  void above_ten_percent_from_abroad_pattern_2_pays() {
    Advice advice = abroad(400).advice(Advice.Topic.PATTERN);
    assertThat(advice.verdict()).startsWith("Stay on pattern 2");
    // 40 % in Frankfurt: 120 ms to Mumbai against 2 ms to the PoP.
    assertThat(results(advice)).contains("118 ms");
  }

  /// 10 of 100 is 10 %, and its interval reaches from 5.5 to 17.4 %.
  @Test
  void an_interval_over_the_threshold_decides_nothing() {
    Advice advice =
        new Observed()
            .places(new ClientPlace("DEL", 90, 80, 80), new ClientPlace("FRA", 10, 9, 9))
            .advice(Advice.Topic.PATTERN);
    assertThat(advice.isConclusive()).isFalse();
    assertThat(advice.verdict()).contains("do not say");
  }

  @Test
  void a_hundred_thousand_dollars_a_month_worldwide_are_worth_pattern_3() {
    // A request a second for a month, nine of ten called at 5 cents: about $118,000.
    Advice advice = abroad(400).perCall(50_000).advice(Advice.Topic.PATTERN);
    assertThat(advice.verdict()).startsWith("Go to pattern 3");
    assertThat(new Observed().perCall(50_000).advice(Advice.Topic.PATTERN).verdict())
        .startsWith("Go to pattern 1"); // the same spend at home
  }

  @Test
  void a_need_above_one_region_is_a_standby() {
    Assumptions strict = needing(0.9999, false);
    assertThat(abroad(400).advice(Observed.MUMBAI, strict).getFirst().verdict())
        .startsWith("Go to pattern 2.5");
    assertThat(abroad(400).advice(Observed.MUMBAI, needing(0.99, true)).getFirst().verdict())
        .startsWith("Go to pattern 3");
  }

  @Test
  void with_few_samples_nothing_is_advised() {
    List<Advice> all = new Observed().requests(20).advice(Observed.MUMBAI, Assumptions.DEFAULT);
    assertThat(all).hasSize(5);
    assertThat(all).noneMatch(Advice::isConclusive);
  }

  @Test
  void users_and_provider_in_one_region_draw_the_origin_there() {
    Advice advice =
        new Observed().places(new ClientPlace("IAD", 1_000, 900, 900)).advice(Advice.Topic.ORIGIN);
    assertThat(advice.verdict()).startsWith("Move the origin to us-east-1, Ashburn");
    // From Mumbai: 190 there and 190 back to the provider; from Virginia: 2 and 2.
    assertThat(results(advice)).contains("380 ms", "4.0 ms", "376 ms");
    assertThat(advice.tables().getFirst().marked()).isZero();
  }

  @Test
  void an_origin_on_the_way_to_the_provider_gains_nothing() {
    // From Delhi: Mumbai 25 + 190, Frankfurt 200 + 90, Virginia 200 + 2.
    Advice advice =
        new Observed()
            .places(new ClientPlace("DEL", 1_000, 1_000, 1_000))
            .advice(Advice.Topic.ORIGIN);
    assertThat(advice.verdict()).startsWith("Leave the origin in ap-south-1");
  }

  @Test
  void the_shortest_ttl_that_keeps_the_hits_is_advised() {
    Advice advice =
        repeating(
                ghost(1, 40, 38),
                ghost(5, 100, 40),
                ghost(15, 200, 40),
                ghost(60, 203, 40),
                ghost(360, 204, 40))
            .advice(Advice.Topic.TTL);
    // Ten minutes were observed: 15 minutes and more are not.
    assertThat(advice.verdict()).startsWith("An exact TTL of at least 5 min; configured: demo 1 h");
    assertThat(advice.tables().getFirst().rows().get(2)).contains("longer than observed");
    assertThat(advice.tables().getFirst().marked()).isEqualTo(1);
  }

  @Test
  void repeats_that_no_pop_could_have_seen_decide_no_ttl() {
    Advice advice = repeating(ghost(1, 392, 392)).advice(Advice.Topic.TTL);
    assertThat(advice.isConclusive()).isFalse();
    assertThat(advice.confidence()).contains("older than 60 s");
  }

  @Test
  void answers_that_must_be_fresh_bound_the_ttl() {
    Observed observed = repeating(ghost(1, 80, 20), ghost(5, 100, 20));
    assertThat(observed.advice(Advice.Topic.TTL).verdict()).contains("5 min");
    Assumptions fresh =
        new Assumptions(0.999, 0.9995, false, Duration.ofMinutes(2), 3, 120, 24, 100, 0.05, 0, 5);
    assertThat(observed.advice(Observed.MUMBAI, fresh).get(2).verdict()).contains("1 min");
  }

  @Test
  void writing_at_the_second_sighting_pays_when_writes_are_many() {
    Observed few = repeating(ghost(1, 0, 0), ghost(60, 100, 20, 40));
    // 2.6 M requests a month, 1,000 sampled: 2.37 M writes, or 263,000.
    Advice advice = few.advice(Advice.Topic.ADMISSION);
    assertThat(advice.verdict()).startsWith("Change to second_sighting: it saves $6");
    assertThat(results(advice)).anyMatch(text -> text.contains("40.0 % of all hits"));
  }

  @Test
  void an_edge_that_would_lose_most_of_its_hits_writes_everything() {
    Advice advice = repeating(ghost(60, 100, 20, 60)).advice(Advice.Topic.ADMISSION);
    assertThat(advice.verdict())
        .startsWith("Stay with always")
        .endsWith("and lose more than half of the edge hits");
  }

  @Test
  void writes_within_what_is_included_are_left_alone() {
    Advice advice =
        new Observed()
            .requests(200)
            .repeats(repeats(ghost(60, 100, 20, 60)))
            .advice(Advice.Topic.ADMISSION);
    assertThat(advice.verdict()).startsWith("Stay with always");
  }

  @Test
  void a_small_spend_is_no_reason_to_build() {
    Advice advice = new Observed().advice(Advice.Topic.BUILD);
    assertThat(advice.verdict()).startsWith("Buy");
    assertThat(results(advice)).contains("$300.00 a month", "$500.00 a month");
    assertThat(new Observed().perCall(50_000).advice(Advice.Topic.BUILD).verdict())
        .startsWith("Build");
  }

  @Test
  void every_step_says_where_its_figures_come_from() {
    String text = AdviceText.of(abroad(400).advice(Observed.MUMBAI, Assumptions.DEFAULT));
    assertThat(text).contains("[modelled]", "[quoted]", "[assumed]").doesNotContain("[measured]");
    assertThat(AdviceText.of(abroad(400).real().advice(Observed.MUMBAI, Assumptions.DEFAULT)))
        .contains("[measured]");
  }

  private static Stream<String> results(Advice advice) {
    return advice.arithmetic().stream().map(Advice.Step::result);
  }

  private static Observed abroad(long perThousand) {
    return new Observed()
        .places(
            new ClientPlace("DEL", 1_000 - perThousand, 500, 500),
            new ClientPlace("FRA", perThousand, 300, 300));
  }

  private static Assumptions needing(double availability, boolean isExistential) {
    return new Assumptions(
        availability, 0.9995, isExistential, Duration.ofHours(24), 3, 120, 24, 100, 0.05, 0, 5);
  }

  private static Observed repeating(Ghost... ghosts) {
    return new Observed().repeats(repeats(ghosts));
  }

  private static CostFigures.Repeats repeats(Ghost... ghosts) {
    return new CostFigures.Repeats(
        1_000, 860, 1, List.of(new CostFigures.Interval(MINUTE, 60)), List.of(ghosts));
  }

  private static Ghost ghost(long minutes, long hits, long young) {
    return ghost(minutes, hits, young, 0);
  }

  private static Ghost ghost(long minutes, long hits, long young, long second) {
    return new Ghost(minutes * MINUTE, hits, young, second, hits * 30 * Observed.SECOND);
  }
}
