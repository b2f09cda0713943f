package meridian.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import meridian.CacheResult;
import meridian.LatencyBudget;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import org.junit.jupiter.api.Test;

/// Raised alarms stand in snapshots and metrics with their figures, until they are cleared; whoever
/// knows of one can have it quiet.
final class RaisedAlarmsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_000_000L * SECOND;
  private static final RequestId ID = new RequestId("req_1");

  private final Meter meter =
      new Meter(List.of(new PopId("SIN")), LatencyBudget.ARTICLE, "2", "0.1.0", START);

  private static long at(int second) {
    return START + second * SECOND;
  }

  private void mismatch(int second, String pop) {
    meter.record(new Event.FingerprintMismatched(ID, new PopId(pop), at(second)));
  }

  private void overspent(int second) {
    meter.record(new Event.Overspent(new ProjectId("demo"), new Money(second), at(second)));
  }

  private void fellOver(int second) {
    meter.record(new Event.FellOver(new PopId("SIN"), "origin:a", "origin:b", at(second)));
  }

  private List<Snapshot.Alarm> alarms(int second) {
    return meter.snapshot(at(second), 0).alarms();
  }

  private String metrics() {
    return PrometheusText.of(meter.totals(0));
  }

  @Test
  void nothing_is_raised_at_first() {
    assertThat(alarms(5)).isEmpty();
    assertThat(metrics()).contains("meridian_alarm_active{alarm=\"availability\"} 0");
    assertThat(metrics()).doesNotContain("meridian_alarms_total{");
  }

  @Test
  void a_raised_alarm_says_since_when_where_and_how_much() {
    mismatch(1, "FRA");
    mismatch(1, "FRA");
    assertThat(alarms(2))
        .containsExactly(
            new Snapshot.Alarm(
                AlarmRule.FINGERPRINT_MISMATCH, "FRA", at(2), 2, 2, Optional.empty()));
  }

  @Test
  void its_figure_is_brought_up_to_date_once_a_second_and_its_beginning_stays() {
    mismatch(1, "FRA");
    alarms(2);
    mismatch(4, "FRA");
    Snapshot.Alarm alarm = alarms(5).getFirst();
    assertThat(alarm.value()).isEqualTo(2);
    assertThat(alarm.sinceNanos()).isEqualTo(at(2));
  }

  @Test
  void a_share_is_told_with_the_cases_it_is_made_of() {
    for (int second = 1; second < 80; second++) {
      for (int i = 0; i < 4; i++) {
        meter.record(
            Finished.at(at(second))
                .by(
                    i == 0 ? CacheResult.HIT : CacheResult.MISS,
                    i == 0 ? Layer.ORIGIN : Layer.PROVIDER)
                .event());
      }
    }
    Snapshot.Alarm alarm = alarms(80).getFirst();
    assertThat(alarm.rule()).isEqualTo(AlarmRule.KV_PROPAGATION);
    assertThat(alarm.value()).isEqualTo(0.25);
    assertThat(alarm.cases()).isBetween(200L, 240L);
  }

  @Test
  void the_most_severe_come_first_and_of_these_the_newest() {
    fellOver(1);
    alarms(2);
    mismatch(3, "FRA");
    alarms(4);
    overspent(5);
    assertThat(alarms(6))
        .extracting(Snapshot.Alarm::rule)
        .containsExactly(
            AlarmRule.OVERSPENT, AlarmRule.FINGERPRINT_MISMATCH, AlarmRule.ORIGIN_FELL_OVER);
  }

  @Test
  void at_most_so_many_are_told() {
    for (int i = 0; i < Alarms.MAX_POPS; i++) {
      mismatch(1, "" + (char) ('A' + i / 676) + (char) ('A' + i / 26 % 26) + (char) ('A' + i % 26));
    }
    overspent(1);
    List<Snapshot.Alarm> told = alarms(2);
    assertThat(told).hasSize(Alarms.MAX_TOLD);
    assertThat(metrics()).contains("meridian_alarm_active{alarm=\"fingerprint_mismatch\"} 256");
  }

  @Test
  void metrics_count_each_raise_and_know_what_is_raised_now() {
    mismatch(1, "FRA");
    mismatch(1, "SIN");
    alarms(2);
    assertThat(metrics())
        .contains("# TYPE meridian_alarms_total counter")
        .contains("meridian_alarms_total{alarm=\"fingerprint_mismatch\"} 2")
        .contains("# TYPE meridian_alarm_active gauge")
        .contains("meridian_alarm_active{alarm=\"fingerprint_mismatch\"} 2");
    assertThat(alarms(120)).isEmpty();
    assertThat(metrics())
        .contains("meridian_alarms_total{alarm=\"fingerprint_mismatch\"} 2")
        .contains("meridian_alarm_active{alarm=\"fingerprint_mismatch\"} 0");
  }

  @Test
  void an_acknowledged_alarm_is_quiet_for_as_long_as_it_is_raised() {
    mismatch(1, "FRA");
    mismatch(1, "SIN");
    alarms(2);
    meter.record(
        new Event.AlarmQuieted(AlarmRule.FINGERPRINT_MISMATCH, "FRA", Long.MAX_VALUE, at(3)));
    assertThat(alarms(3)).extracting(Snapshot.Alarm::isQuiet).containsExactly(true, false);
    assertThat(alarms(120)).isEmpty();
    mismatch(121, "FRA");
    assertThat(alarms(122)).extracting(Snapshot.Alarm::isQuiet).containsExactly(false);
  }

  @Test
  void a_snoozed_alarm_calls_again_when_the_time_is_over() {
    mismatch(1, "FRA");
    alarms(2);
    meter.record(new Event.AlarmQuieted(AlarmRule.FINGERPRINT_MISMATCH, "FRA", at(20), at(3)));
    assertThat(alarms(19)).extracting(Snapshot.Alarm::isQuiet).containsExactly(true);
    assertThat(alarms(21)).extracting(Snapshot.Alarm::isQuiet).containsExactly(false);
  }

  @Test
  void what_is_not_raised_cannot_be_quiet() {
    meter.record(
        new Event.AlarmQuieted(AlarmRule.FINGERPRINT_MISMATCH, "FRA", Long.MAX_VALUE, at(1)));
    mismatch(2, "FRA");
    assertThat(alarms(3)).extracting(Snapshot.Alarm::isQuiet).containsExactly(false);
  }
}
