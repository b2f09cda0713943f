package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import meridian.console.chart.Exports;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.MemorySettings;
import meridian.console.session.SimulationStarter;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.control.Checked;
import meridian.control.Command;
import meridian.control.Gateway;
import meridian.control.Playback;
import meridian.control.Scenarios;
import meridian.scenario.Scenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class WorldsTest {
  private static final List<Scenario> ALL = Scenarios.samples();

  private static final Checked CLEAN =
      new Checked(List.of("tenants apart", "usage records", "ledger"), List.of(), 0);

  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy());
  private final List<SampleGateway> opened = new CopyOnWriteArrayList<>();
  private final MemorySettings settings = new MemorySettings();
  private Optional<String> obstacle = Optional.empty();
  private Optional<Stage> stage = Optional.empty();
  private Optional<Shell> live = Optional.empty();
  private Optional<Worlds> worlds = Optional.empty();

  @Start
  void start(Stage stage) {
    this.stage = Optional.of(stage);
    Themes.use(Theme.DARK);
  }

  @AfterEach
  void hide_windows() throws Throwable {
    worlds.ifPresent(Worlds::close);
    live.ifPresent(Shell::stop);
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  private final SimulationStarter starter =
      new SimulationStarter() {
        @Override
        public List<Scenario> scenarios() {
          return ALL;
        }

        @Override
        public Gateway open(Scenario scenario, long seed, double speed) {
          if (obstacle.isPresent()) {
            throw new IllegalArgumentException(obstacle.get());
          }
          SampleGateway fresh = new SampleGateway(SampleSnapshots.busy());
          fresh.play(playback(scenario, seed, speed, 0.43, false));
          opened.add(fresh);
          return fresh;
        }
      };

  private static Playback playback(
      Scenario scenario, long seed, double speed, double progress, boolean isOver) {
    long start = scenario.startNanos();
    long length = scenario.duration().toNanos();
    return new Playback(
        scenario.name(),
        scenario.title(),
        seed,
        start,
        start + length,
        start + (long) (length * progress),
        speed,
        isOver,
        isOver ? Optional.empty() : Optional.of(Duration.ofSeconds(51)),
        "9f2c41d07ab3e811",
        Optional.empty(),
        CLEAN);
  }

  private void open(FxRobot robot) {
    robot.interact(() -> {
      Shell shell =
          new Shell(
              gateway,
              false,
              settings,
              Clock.fixed(Instant.ofEpochSecond(0, SampleSnapshots.NOW_NANOS), ZoneOffset.UTC),
              Rooms::all);
      Stage window = stage.orElseThrow();
      window.setScene(new Scene(shell.root(), 990, 800));
      window.show();
      shell.start(window.getScene());
      live = Optional.of(shell);
      worlds = Optional.of(new Worlds(window.getScene(), shell, starter, settings, Rooms::all));
    });
  }

  private static void await(FxRobot robot, BooleanSupplier until) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, until::getAsBoolean);
    robot.interact(() -> {});
  }

  private Scene scene() {
    return stage.orElseThrow().getScene();
  }

  @Test
  void the_switch_opens_a_simulated_world_in_the_same_room_and_leads_back(FxRobot robot)
      throws Exception {
    open(robot);
    robot.interact(() -> live.orElseThrow().goTo("Timelines"));
    robot.interact(() -> robot.lookup("#world-simulated").<ToggleButton>query().fire());
    await(robot, () -> opened.size() == 1 && robot.lookup("#scenario").tryQuery().isPresent());

    Shell simulated = worlds.orElseThrow().simulated().orElseThrow();
    assertThat(scene().getRoot()).isEqualTo(simulated.root());
    assertThat(simulated.room()).isEqualTo("Timelines");
    assertThat(live.orElseThrow().feed().asleepProperty().get()).isTrue();
    assertThat(robot.lookup(".virtual-clock").<Label>query().getText()).isNotEmpty();
    assertThat(robot.lookup("● simulated 60×").tryQuery()).isPresent();
    assertThat(robot.lookup("simulated").tryQuery()).isPresent();

    robot.interact(() -> robot.lookup("#world-live").<ToggleButton>query().fire());
    assertThat(scene().getRoot()).isEqualTo(live.orElseThrow().root());
    assertThat(live.orElseThrow().feed().asleepProperty().get()).isFalse();
    assertThat(opened.getFirst().isClosed).isFalse();
  }

  @Test
  void another_seed_plays_another_run_and_ends_the_first(FxRobot robot) throws Exception {
    open(robot);
    robot.interact(() -> worlds.orElseThrow().goSimulated());
    await(robot, () -> robot.lookup("#seed").tryQuery().isPresent());
    assertThat(robot.lookup("#play").<Button>query().getText()).isEqualTo("Restart");

    robot.interact(() -> robot.lookup("#seed").queryAs(TextField.class).setText("no number"));
    assertThat(robot.lookup("#play").query().isDisabled()).isTrue();
    robot.interact(() -> robot.lookup("#seed").queryAs(TextField.class).setText("42"));
    assertThat(robot.lookup("#play").<Button>query().getText()).isEqualTo("Play");
    robot.interact(() -> robot.lookup("#play").<Button>query().fire());
    await(robot, () -> opened.size() == 2 && opened.getFirst().isClosed);
    await(
        robot,
        () -> scene().getRoot().equals(worlds.orElseThrow().simulated().orElseThrow().root()));

    assertThat(opened.getLast().playback().orElseThrow().seed()).isEqualTo(42);
    assertThat(robot.lookup("#seed").queryAs(TextField.class).getText()).isEqualTo("42");
  }

  @Test
  void speed_and_step_are_commands_and_the_bar_follows_what_comes_of_them(FxRobot robot)
      throws Exception {
    open(robot);
    robot.interact(() -> worlds.orElseThrow().goSimulated());
    await(robot, () -> robot.lookup("#speed").tryQuery().isPresent());
    robot.clickOn("10×");
    robot.clickOn("Step");
    assertThat(opened.getFirst().performed)
        .containsExactly(new Command.SetSpeed(10), new Command.Step(Duration.ofSeconds(1)));

    Scenario scenario = ALL.get(2);
    opened.getFirst().play(playback(scenario, 7, 0, 1, true));
    await(robot, () -> robot.lookup("● ended · trace 9f2c41d07ab3e811").tryQuery().isPresent());
    assertThat(robot.lookup("● simulated, ended").tryQuery()).isPresent();
  }

  @Test
  void a_simulation_that_cannot_start_is_explained_and_the_live_world_stays(FxRobot robot)
      throws Exception {
    obstacle = Optional.of("expected a modelled network, found real sockets");
    open(robot);
    robot.interact(() -> worlds.orElseThrow().goSimulated());
    await(robot, () -> robot.lookup(".toast .label").tryQuery().isPresent());
    assertThat(robot.lookup(".toast .label").<Label>query().getText())
        .contains("expected a modelled network");
    assertThat(scene().getRoot()).isEqualTo(live.orElseThrow().root());
  }

  @Test
  void pictures_in_both_themes(FxRobot robot) throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "pictures"));
    for (Theme theme : Theme.values()) {
      robot.interact(() -> {
        Themes.use(theme);
        SampleGateway playing = new SampleGateway(SampleSnapshots.busy());
        playing.play(theme == Theme.DARK ? broken() : playback(ALL.get(2), 7, 60, 0.43, false));
        Shell shell = new Shell(playing, false, settings, Clock.systemUTC(), Rooms::all);
        PlaybackBar bar = new PlaybackBar(playing, ALL, quietStage(shell));
        shell.placeBelow(bar.banner());
        shell.placeBelow(bar);
        Scene scene = new Scene(shell.root(), 1600, 1000);
        Themes.style(scene);
        shell.skipWelcome();
        shell.goTo("World");
        scene.snapshot(null);
        Exports.writePng(
            scene.snapshot(null), folder.resolve("simulated-" + theme.label() + ".png"));
        if (theme == Theme.DARK) {
          shell.openVerdict(broken().checked());
          scene.snapshot(null);
          Exports.writePng(scene.snapshot(null), folder.resolve("verdict-dark.png"));
        }
        shell.goTo("Traffic");
        scene.snapshot(null);
        Exports.writePng(
            scene.snapshot(null), folder.resolve("simulated-traffic-" + theme.label() + ".png"));
        shell.stop();
      });
    }
    assertThat(folder.resolve("simulated-light.png")).isNotEmptyFile();
  }

  private static PlaybackBar.Stage quietStage(Shell shell) {
    return new PlaybackBar.Stage() {
      @Override
      public void play(Scenario scenario, long seed, double speed) {}

      @Override
      public void showVerdict(Checked checked) {
        shell.openVerdict(checked);
      }
    };
  }

  @Test
  void a_run_without_violation_says_how_many_checkers_watch(FxRobot robot) throws Exception {
    open(robot);
    robot.interact(() -> worlds.orElseThrow().goSimulated());
    await(robot, () -> robot.lookup("#verdict").tryQuery().isPresent());
    assertThat(robot.lookup("#verdict").<Button>query().getText())
        .isEqualTo("3 checkers, no violation");
    assertThat(robot.lookup("#verdict-banner").query().isVisible()).isFalse();
  }

  @Test
  void a_violation_is_told_in_a_banner_and_leads_to_its_moment(FxRobot robot) throws Exception {
    open(robot);
    robot.interact(() -> worlds.orElseThrow().goSimulated());
    await(robot, () -> robot.lookup("#verdict").tryQuery().isPresent());
    opened.getFirst().play(broken());
    await(robot, () -> robot.lookup("#verdict-banner").query().isVisible());
    assertThat(robot.lookup("#verdict").<Button>query().getText())
        .isEqualTo("3 checkers, 120 violations");
    assertThat(robot.lookup("120 violations, the first: tenants apart").tryQuery()).isPresent();

    robot.interact(() -> robot.lookup("#verdict-look").<Button>query().fire());
    assertThat(robot.lookup("and 118 more, only counted").tryQuery()).isPresent();
    robot.type(KeyCode.DOWN, KeyCode.C);
    robot.type(KeyCode.ENTER);
    assertThat(robot.lookup("#verdict-list").tryQuery()).isEmpty();
    Shell simulated = worlds.orElseThrow().simulated().orElseThrow();
    assertThat(simulated.feed().pausedProperty().get()).isTrue();
  }

  private static Playback broken() {
    Playback plain = playback(ALL.get(2), 7, 60, 0.43, false);
    return new Playback(
        plain.scenario(),
        plain.title(),
        plain.seed(),
        plain.startNanos(),
        plain.endNanos(),
        plain.nowNanos(),
        plain.speed(),
        plain.isOver(),
        plain.left(),
        plain.traceHash(),
        plain.failure(),
        new Checked(
            CLEAN.checkers(),
            List.of(
                new Checked.Violation(
                    "tenants apart",
                    SampleSnapshots.NOW_NANOS - 3_000_000_000L,
                    "req_3i3uiano37iec0d44k4o of project demo got an answer that was made for"
                        + " project chatbot; a fingerprint must hold the tenant"),
                new Checked.Violation(
                    "usage records",
                    SampleSnapshots.NOW_NANOS - 1_000_000_000L,
                    "req_8ak2m1xo07ied0d2114p is held twice in the log of ap-south-1")),
            120));
  }
}
