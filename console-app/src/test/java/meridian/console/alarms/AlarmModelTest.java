package meridian.console.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import meridian.PopId;
import meridian.console.sample.SampleDesk;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.Selection;
import meridian.control.Command;
import meridian.telemetry.AlarmRule;
import meridian.telemetry.AlarmSeverity;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

/// What is said of alarms, and what an operator does about one.
final class AlarmModelTest {
  private static final long SECOND = 1_000_000_000L;

  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.alarmed());
  private final SampleDesk desk = new SampleDesk(gateway, false);
  private final AlarmModel model = new AlarmModel(desk);

  private static Snapshot without(Snapshot of, String... subjects) {
    List<Snapshot.Alarm> rest = new ArrayList<>(of.alarms());
    rest.removeIf(alarm -> Arrays.asList(subjects).contains(alarm.subject()));
    return SampleSnapshots.with(of, rest);
  }

  @Test
  void without_alarms_nothing_calls() {
    model.show(SampleSnapshots.busy());
    assertThat(model.badge()).isEqualTo("No alarms");
    assertThat(model.loudest()).isEmpty();
    assertThat(model.severity()).isEmpty();
  }

  @Test
  void those_that_somebody_knows_of_come_last_and_are_not_counted() {
    model.show(SampleSnapshots.alarmed());
    assertThat(model.badge()).isEqualTo("3 alarms");
    assertThat(model.severity()).contains(AlarmSeverity.CRITICAL);
    assertThat(model.lines())
        .extracting(line -> line.alarm().rule())
        .containsExactly(
            AlarmRule.AVAILABILITY,
            AlarmRule.PROVIDER_FAILING,
            AlarmRule.KV_PROPAGATION,
            AlarmRule.REVOCATION_LAG);
    assertThat(model.lines().getLast().state()).isEqualTo("acknowledged");
  }

  @Test
  void the_loudest_is_the_most_severe_and_then_the_next() {
    model.show(without(SampleSnapshots.alarmed(), "BOM", ""));
    assertThat(model.loudest().map(line -> line.alarm().rule())).contains(AlarmRule.KV_PROPAGATION);
    assertThat(model.badge()).isEqualTo("1 alarm");
    model.show(without(SampleSnapshots.alarmed(), "BOM", "", "SIN"));
    assertThat(model.loudest()).isEmpty();
    assertThat(model.badge()).isEqualTo("1 quiet");
  }

  @Test
  void an_alarm_says_where_since_when_how_much_and_from_when_on() {
    model.show(SampleSnapshots.alarmed());
    AlarmLine line = model.lines().getFirst();
    assertThat(AlarmWords.title(line.alarm())).isEqualTo("Requests fail at BOM");
    assertThat(line.since()).matches("since \\d\\d:\\d\\d:\\d\\d, 42 s");
    assertThat(AlarmWords.figure(line.alarm())).isEqualTo("16 % of requests failed (n 312)");
    assertThat(AlarmWords.threshold(AlarmRule.AVAILABILITY))
        .isEqualTo("raised from 5 % of at least 20 in the last minute, for 10 s");
    assertThat(AlarmWords.threshold(AlarmRule.OVERSPENT))
        .isEqualTo("raised from 1 in the last minute");
  }

  @Test
  void every_rule_says_what_to_look_at() {
    for (AlarmRule rule : AlarmRule.values()) {
      assertThat(AlarmWords.advice(rule)).as(rule.label()).endsWith(".").hasSizeGreaterThan(40);
    }
  }

  @Test
  void looking_leads_to_the_room_with_the_point_of_presence_selected() {
    model.show(SampleSnapshots.alarmed());
    model.lines().forEach(model::look);
    assertThat(desk.opened)
        .containsExactly(
            new SampleDesk.Door("Timelines", new Selection.OnePop(new PopId("BOM"))),
            new SampleDesk.Door("Timelines", new Selection.OnePath(RequestPath.REFUSED)),
            new SampleDesk.Door("World", new Selection.OnePop(new PopId("SIN"))),
            new SampleDesk.Door("World", new Selection.OnePop(new PopId("FRA"))));
  }

  @Test
  void an_alarm_of_the_whole_gateway_leads_to_the_room_alone() {
    Snapshot.Alarm alarm =
        new Snapshot.Alarm(AlarmRule.RECORDS_LOST, "", 0, 22, 22, Optional.empty());
    model.look(AlarmLine.of(alarm, SECOND, desk.zone()));
    assertThat(desk.wentTo).containsExactly("World");
  }

  @Test
  void acknowledging_and_snoozing_are_commands() {
    model.show(SampleSnapshots.alarmed());
    model.acknowledge(model.lines().getFirst());
    model.snooze(model.lines().get(2));
    assertThat(gateway.performed)
        .containsExactly(
            new Command.QuietAlarm(AlarmRule.AVAILABILITY, "BOM", Optional.empty()),
            new Command.QuietAlarm(
                AlarmRule.KV_PROPAGATION, "SIN", Optional.of(Duration.ofMinutes(15))));
  }

  @Test
  void a_console_that_only_reads_makes_nothing_quiet() {
    AlarmModel reading = new AlarmModel(new SampleDesk(gateway, true));
    reading.show(SampleSnapshots.alarmed());
    reading.acknowledge(reading.lines().getFirst());
    assertThat(gateway.performed).isEmpty();
    assertThat(reading.mayAct()).isFalse();
  }
}
