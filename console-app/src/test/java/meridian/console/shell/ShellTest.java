package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.MemorySettings;
import meridian.console.session.Selection;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.control.Command;
import meridian.control.Gateway;
import meridian.telemetry.RequestPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class ShellTest {
  private final MemorySettings settings = new MemorySettings();
  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.quiet());
  private final List<SampleRoom> rooms = new ArrayList<>();
  private Optional<Stage> stage = Optional.empty();
  private Optional<Shell> shell = Optional.empty();

  @Start
  void start(Stage stage) {
    this.stage = Optional.of(stage);
    Themes.use(Theme.DARK);
  }

  @AfterEach
  void hide_windows() throws Throwable {
    shell.ifPresent(Shell::stop);
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  private Shell open(FxRobot robot, boolean isReadOnly) {
    robot.interact(() -> {
      Shell fresh =
          new Shell(
              gateway,
              isReadOnly,
              settings,
              Clock.fixed(Instant.ofEpochSecond(0, SampleSnapshots.NOW_NANOS), ZoneOffset.UTC),
              desk -> {
                rooms.add(new SampleRoom("World", desk));
                rooms.add(new SampleRoom("Traffic", desk));
                return List.copyOf(rooms);
              });
      Stage window = stage.orElseThrow();
      window.setScene(new Scene(fresh.root(), 980, 700));
      window.show();
      fresh.start(window.getScene());
      shell = Optional.of(fresh);
    });
    return shell.orElseThrow();
  }

  private void press(FxRobot robot, KeyCombination keys) {
    robot.interact(() ->
        Objects.requireNonNull(stage.orElseThrow().getScene().getAccelerators().get(keys)).run());
  }

  private static void wait(FxRobot robot, java.util.function.BooleanSupplier until)
      throws Exception {
    WaitForAsyncUtils.waitFor(20, java.util.concurrent.TimeUnit.SECONDS, until::getAsBoolean);
    robot.interact(() -> {});
  }

  @Test
  void only_the_room_on_screen_is_shown_snapshots(FxRobot robot) throws Exception {
    gateway.show(SampleSnapshots.busy(1, 1));
    open(robot, false);
    press(robot, KeyCombination.valueOf("Alt+2"));
    int before = rooms.getFirst().shown.size();
    gateway.show(SampleSnapshots.busy(2, 2));
    wait(robot, () -> rooms.getLast().shown.stream().anyMatch(shown -> shown.number() == 2));
    assertThat(rooms.getFirst().shown).hasSize(before);
    assertThat(rooms.getFirst().goings).isEqualTo(1);
    assertThat(rooms.getLast().comings).isEqualTo(1);
    assertThat(settings.room()).contains("Traffic");
  }

  @Test
  void space_pauses_and_says_how_far_behind_the_picture_is(FxRobot robot) throws Exception {
    gateway.show(SampleSnapshots.busy(1, 1));
    Shell open = open(robot, false);
    long shownEvents = open.feed().shown().eventsTotal();
    robot.interact(() -> open.root().requestFocus());
    robot.push(KeyCode.SPACE);
    gateway.show(SampleSnapshots.busy(40, 2));
    wait(
        robot,
        () ->
            robot
                .lookup(".live-button")
                .<Labeled>query()
                .getText()
                .matches("Paused \\d+ s, \\+[0-9,]+ events behind"));
    assertThat(open.feed().shown().number()).isEqualTo(1);
    assertThat(open.feed().behind().events())
        .isEqualTo(Math.max(0, gateway.snapshot().eventsTotal() - shownEvents));
    robot.push(KeyCode.SPACE);
    wait(robot, () -> open.feed().shown().number() == 40);
    assertThat(robot.lookup(".live-button").<Labeled>query().getText()).isEqualTo("Live");
  }

  @Test
  void arrows_go_back_and_forward_and_end_returns_to_the_present(FxRobot robot) throws Exception {
    gateway.show(SampleSnapshots.busy(1, 1));
    Shell open = open(robot, false);
    for (int number = 2; number <= 4; number++) {
      int recorded = number - 1;
      wait(robot, () -> open.feed().moments().size() == recorded);
      gateway.show(SampleSnapshots.busy(number, number));
    }
    wait(robot, () -> open.feed().moments().size() == 4 && open.feed().shown().number() == 4);
    assertThat(robot.lookup(".banner.still").query().isVisible()).isFalse();

    robot.interact(() -> open.root().requestFocus());
    robot.push(KeyCode.LEFT);
    robot.push(KeyCode.LEFT);
    assertThat(open.feed().shown().number()).isEqualTo(2);
    assertThat(rooms.getFirst().shown.getLast().number()).isEqualTo(2);
    assertThat(rooms.getFirst().shown.getLast().recent()).isNotEmpty();
    assertThat(rooms.getFirst().jumps).isGreaterThanOrEqualTo(2);
    assertThat(robot.lookup(".banner.still").query().isVisible()).isTrue();
    robot.push(KeyCode.RIGHT);
    assertThat(open.feed().shown().number()).isEqualTo(3);
    robot.push(KeyCode.HOME);
    assertThat(open.feed().shown().number()).isEqualTo(1);

    robot.push(KeyCode.END);
    assertThat(open.feed().shown().number()).isEqualTo(4);
    assertThat(robot.lookup(".banner.still").query().isVisible()).isFalse();
  }

  @Test
  void what_happens_while_the_picture_stands_is_recorded(FxRobot robot) throws Exception {
    gateway.show(SampleSnapshots.busy(1, 1));
    Shell open = open(robot, false);
    robot.interact(() -> open.root().requestFocus());
    robot.push(KeyCode.SPACE);
    gateway.show(SampleSnapshots.busy(2, 2));
    wait(robot, () -> open.feed().moments().size() == 2);
    assertThat(open.feed().shown().number()).isEqualTo(1);
    robot.push(KeyCode.RIGHT);
    assertThat(open.feed().shown().number()).isEqualTo(2);
  }

  @Test
  void the_first_run_offers_traffic_and_gives_way_to_the_first_request(FxRobot robot)
      throws Exception {
    open(robot, false);
    assertThat(robot.lookup("Connect your own client").tryQuery()).isPresent();
    robot.clickOn("Start demo traffic");
    assertThat(gateway.performed).hasSize(1).first().isInstanceOf(Command.StartTraffic.class);
    gateway.show(SampleSnapshots.busy(9, 9));
    wait(robot, () -> robot.lookup("Connect your own client").tryQuery().isEmpty());
    assertThat(rooms.getFirst().node().getScene()).isNotNull();
  }

  @Test
  void a_room_is_found_by_a_few_letters_of_its_name(FxRobot robot) throws Exception {
    gateway.show(SampleSnapshots.busy(1, 1));
    open(robot, false);
    press(robot, KeyCombination.valueOf("Shortcut+K"));
    robot.write("gotra");
    robot.push(KeyCode.ENTER);
    assertThat(rooms.getLast().comings).isEqualTo(1);
    assertThat(robot.lookup(".palette-field").tryQuery()).isEmpty();
  }

  @Test
  void escape_closes_what_lies_over_the_rooms(FxRobot robot) {
    gateway.show(SampleSnapshots.busy(1, 1));
    Shell open = open(robot, false);
    robot.interact(() -> open.root().requestFocus());
    robot.write("?");
    assertThat(robot.lookup("search rooms and actions").tryQuery()).isPresent();
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("search rooms and actions").tryQuery()).isEmpty();
  }

  @Test
  void what_is_done_only_in_part_is_not_told_as_well_done(FxRobot robot) {
    gateway.show(SampleSnapshots.busy(1, 1));
    gateway.reactWith(new Gateway.Reaction.TakenInPart("revoked, but not in the keys file"));
    Shell open = open(robot, false);
    robot.interact(
        () -> assertThat(open.desk().perform("Revoke", new Command.PurgeCaches())).isTrue());
    assertThat(robot.lookup(".toast .label").<Label>query().getText())
        .isEqualTo("Revoke: revoked, but not in the keys file");
    assertThat(robot.lookup(".toast .tone-crit").tryQuery()).isPresent();
  }

  @Test
  void read_only_refuses_commands_and_says_why(FxRobot robot) {
    gateway.show(SampleSnapshots.busy(1, 1));
    Shell open = open(robot, true);
    robot.interact(() ->
        assertThat(open.desk().perform("Purge all caches", new Command.PurgeCaches())).isFalse());
    assertThat(gateway.performed).isEmpty();
    assertThat(robot.lookup(".toast .label").<Label>query().getText()).contains("--readonly");
    assertThat(robot.lookup("read only").tryQuery()).isPresent();
  }

  @Test
  void a_figure_leads_to_another_room_with_something_selected(FxRobot robot) {
    gateway.show(SampleSnapshots.busy(1, 1));
    Shell open = open(robot, false);
    Selection selection = new Selection.OnePath(RequestPath.MISS);
    robot.interact(() -> open.desk().open("Traffic", selection));
    assertThat(rooms.getLast().opened).containsExactly(selection);
    robot.interact(() -> open.desk().open("Nowhere", selection));
    assertThat(rooms.getLast().opened).hasSize(1);
  }

  @Test
  void a_gateway_that_has_gone_quiet_is_called_stale(FxRobot robot) throws Exception {
    gateway.show(
        SampleSnapshots.of(
            5, SampleSnapshots.NOW_NANOS - 9_000_000_000L, List.of(), new long[600]));
    open(robot, false);
    wait(robot, () -> robot.lookup("▲ stale since 12:04:22").tryQuery().isPresent());
  }

  @Test
  void the_chosen_theme_is_kept(FxRobot robot) {
    gateway.show(SampleSnapshots.busy(1, 1));
    Shell open = open(robot, false);
    robot.interact(open::switchTheme);
    assertThat(settings.theme()).contains(Theme.LIGHT);
    assertThat(Themes.current()).isEqualTo(Theme.LIGHT);
  }
}
