package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import meridian.PopId;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.MemorySettings;
import meridian.console.session.Selection;
import meridian.control.Command;
import meridian.telemetry.AlarmRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Alarms over every room: badge, banner, list, and the keys of the list.
@ExtendWith(ApplicationExtension.class)
final class ShellAlarmsTest {
  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy());
  private final List<SampleRoom> rooms = new ArrayList<>();
  private Optional<Shell> shell = Optional.empty();

  @Start
  void start(Stage stage) {
    Shell fresh =
        new Shell(
            gateway,
            false,
            new MemorySettings(),
            Clock.fixed(Instant.ofEpochSecond(0, SampleSnapshots.NOW_NANOS), ZoneOffset.UTC),
            desk -> {
              rooms.add(new SampleRoom("World", desk));
              rooms.add(new SampleRoom("Timelines", desk));
              return List.copyOf(rooms);
            });
    stage.setScene(new Scene(fresh.root(), 980, 700));
    stage.show();
    fresh.start(stage.getScene());
    shell = Optional.of(fresh);
  }

  @AfterEach
  void hide_windows() throws Throwable {
    shell.ifPresent(Shell::stop);
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  private static void wait(FxRobot robot, BooleanSupplier until) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, until::getAsBoolean);
    robot.interact(() -> {});
  }

  private static String badge(FxRobot robot) {
    return robot.lookup("#alarms").<Labeled>query().getText();
  }

  private void alarm(FxRobot robot) throws Exception {
    gateway.show(
        SampleSnapshots.with(SampleSnapshots.busy(1_300, 2), SampleSnapshots.alarmed().alarms()));
    wait(robot, () -> badge(robot).equals("3 alarms"));
  }

  private void openList(FxRobot robot) {
    robot.interact(() ->
        Objects.requireNonNull(
                shell
                    .orElseThrow()
                    .root()
                    .getScene()
                    .getAccelerators()
                    .get(KeyCombination.valueOf("Alt+A")))
            .run());
  }

  @Test
  void without_an_alarm_there_is_no_banner(FxRobot robot) {
    assertThat(badge(robot)).isEqualTo("No alarms");
    assertThat(robot.lookup(".alarm-banner").query().isVisible()).isFalse();
  }

  @Test
  void the_most_severe_alarm_has_the_banner_whichever_room_is_on_screen(FxRobot robot)
      throws Exception {
    alarm(robot);
    robot.interact(() -> shell.orElseThrow().goTo("Timelines"));
    assertThat(robot.lookup(".alarm-banner").query().isVisible()).isTrue();
    assertThat(robot.lookup(".alarm-banner .alarm-title").<Labeled>query().getText())
        .isEqualTo("Requests fail at BOM");
    robot.interact(() -> robot.lookup("#alarm-acknowledge").<Button>query().fire());
    assertThat(gateway.performed)
        .containsExactly(new Command.QuietAlarm(AlarmRule.AVAILABILITY, "BOM", Optional.empty()));
  }

  @Test
  void the_keys_of_the_list_choose_acknowledge_snooze_and_look(FxRobot robot) throws Exception {
    alarm(robot);
    openList(robot);
    assertThat(robot.lookup(".alarm-card").queryAll()).hasSize(4);
    robot.push(KeyCode.A);
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.S);
    assertThat(gateway.performed)
        .extracting(command -> ((Command.QuietAlarm) command).subject())
        .containsExactly("BOM", "SIN");
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup(".alarm-card").queryAll()).isEmpty();
    assertThat(shell.orElseThrow().room()).isEqualTo("World");
    assertThat(rooms.getFirst().opened).containsExactly(new Selection.OnePop(new PopId("SIN")));
  }

  @Test
  void the_badge_opens_the_list_and_escape_closes_it(FxRobot robot) throws Exception {
    alarm(robot);
    robot.interact(() -> robot.lookup("#alarms").<Button>query().fire());
    assertThat(robot.lookup(".alarm-list").queryAll()).hasSize(1);
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup(".alarm-list").queryAll()).isEmpty();
  }
}
