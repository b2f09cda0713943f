package meridian.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private static final long HOUR = 3_600_000_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private static WorkloadPlan plan(double rate, Rhythm rhythm) {
    Map<String, Double> places = new LinkedHashMap<>();
    places.put("SIN", 1.0);
    places.put("SFO", 1.0);
    return new WorkloadPlan(
        rate,
        places,
        Map.of(Tenant.DEMO, 1.0),
        Map.of("gpt-4o-mini", 1.0),
        Repeats.of(0),
        0,
        PromptSizes.around(40),
        rhythm);
  }

  /// Requests by hour, over `hours` from the epoch.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Counts(int[] singapore, int[] francisco) {}

  private static Counts byHour(WorkloadPlan plan, long seed, int hours) {
    Arrivals arrivals = new Arrivals(plan, new Dice(seed), 0);
    Counts counts = new Counts(new int[hours], new int[hours]);
    for (long at = arrivals.next(); at < hours * HOUR; at = arrivals.next()) {
      int[] here = arrivals.place().equals("SIN") ? counts.singapore() : counts.francisco();
      here[(int) (at / HOUR)]++;
    }
    return counts;
  }

  private static Rhythm curves(Map<String, DayCurve> curves) {
    return new Rhythm(curves, List.of(), Optional.empty());
  }

  @Test
  void a_place_is_busiest_in_its_own_afternoon_and_the_day_has_the_plans_mean() {
    Rhythm rhythm =
        curves(Map.of("SIN", DayCurve.ofLongitude(105), "SFO", DayCurve.ofLongitude(-120)));
    Counts counts = byHour(plan(2, rhythm), 1, 24);
    int[] singapore = counts.singapore();
    int[] francisco = counts.francisco();
    assertThat(singapore[7]).as("14:00 in Singapore").isCloseTo(6_300, within(300));
    assertThat(singapore[19]).as("2:00 in Singapore").isCloseTo(900, within(150));
    assertThat(francisco[22]).as("14:00 in San Francisco").isCloseTo(6_300, within(300));
    int all = 0;
    for (int hour = 0; hour < 24; hour++) {
      all += singapore[hour] + francisco[hour];
    }
    assertThat(all).isCloseTo(2 * 86_400, within(1_500));
  }

  @Test
  void explicit_points_hold_and_silence_is_passed_over() {
    List<Double> nights = new java.util.ArrayList<>(Collections.nCopies(24, 0.0));
    nights.set(12, 5.0);
    Rhythm rhythm = curves(Map.of("SIN", DayCurve.scaled(nights), "SFO", DayCurve.scaled(nights)));
    int[] singapore = byHour(plan(0.1, rhythm), 2, 48).singapore();
    for (int hour = 0; hour < 48; hour++) {
      boolean isBusy = hour % 24 == 11 || hour % 24 == 12;
      assertThat(singapore[hour] > 0).as("hour %d", hour).isEqualTo(isBusy);
    }
  }

  @Test
  void a_burst_multiplies_the_rate_where_and_while_it_lasts() {
    Rhythm.Burst burst =
        new Rhythm.Burst(new Span(Duration.ofHours(2), Duration.ofHours(3)), 10, List.of("SIN"));
    Rhythm rhythm = new Rhythm(Map.of(), List.of(burst), Optional.empty());
    Counts counts = byHour(plan(1, rhythm), 3, 4);
    assertThat(counts.singapore()[2]).isCloseTo(18_000, within(500));
    assertThat(counts.singapore()[1]).isCloseTo(1_800, within(150));
    assertThat(counts.singapore()[3]).isCloseTo(1_800, within(150));
    assertThat(counts.francisco()[2]).isCloseTo(1_800, within(150));
  }

  @Test
  void a_silent_window_sends_nothing() {
    Rhythm.Burst silence =
        new Rhythm.Burst(new Span(Duration.ofHours(1), Duration.ofHours(2)), 0, List.of());
    Rhythm rhythm = new Rhythm(Map.of(), List.of(silence), Optional.empty());
    int[] singapore = byHour(plan(1, rhythm), 4, 3).singapore();
    assertThat(singapore[1]).isZero();
    assertThat(singapore[2]).isPositive();
  }

  @Test
  void gusts_make_arrivals_burstier_than_poisson_at_the_mean_of_both_states() {
    Rhythm.Gusts gusts = new Rhythm.Gusts(20, Duration.ofSeconds(90), Duration.ofSeconds(10));
    Arrivals arrivals =
        new Arrivals(plan(1, new Rhythm(Map.of(), List.of(), Optional.of(gusts))), new Dice(5), 0);
    int count = 200_000;
    double last = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      double at = arrivals.next() / 1e9;
      sum += at - last;
      squares += (at - last) * (at - last);
      last = at;
    }
    double mean = sum / count;
    double variation = Math.sqrt(squares / count - mean * mean) / mean;
    assertThat(1 / mean).as("rate: 0.9 × 1 + 0.1 × 20").isCloseTo(2.9, within(0.15));
    assertThat(variation).as("coefficient of variation").isGreaterThan(1.5);
  }

  @Test
  void a_curve_whose_mean_is_not_one_is_refused() {
    assertThatThrownBy(() -> new DayCurve(Collections.nCopies(24, 2.0)))
        .hasMessageContaining("expected factors of 0 or more with a mean of 1");
    assertThatThrownBy(() -> DayCurve.scaled(Collections.nCopies(24, 0.0)))
        .hasMessageContaining("expected an hour above 0");
    assertThatThrownBy(() -> DayCurve.scaled(List.of(1.0)))
        .hasMessageContaining("expected 24 hours");
  }

  @Test
  void the_beginning_counts_and_not_the_epoch() {
    Rhythm.Burst burst =
        new Rhythm.Burst(new Span(Duration.ZERO, Duration.ofSeconds(10)), 100, List.of());
    Rhythm rhythm = new Rhythm(Map.of(), List.of(burst), Optional.empty());
    Arrivals arrivals = new Arrivals(plan(1, rhythm), new Dice(6), 500 * SECOND);
    int early = 0;
    while (arrivals.next() < 510 * SECOND) {
      early++;
    }
    assertThat(early).isCloseTo(1_000, within(120));
  }
}
