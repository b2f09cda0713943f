package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import meridian.console.chart.Exports;
import meridian.console.sample.ReducedPng;
import meridian.console.sample.SampleEvaluation;
import meridian.console.session.MemorySettings;
import meridian.console.session.Room;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.control.Gateway;
import meridian.control.Gateways;
import meridian.control.Playback;
import meridian.control.Scenarios;
import meridian.scenario.Scenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Every room with real traffic, and in a simulated run with a fault in it: both themes, two sizes,
/// in `target/tour`. It takes minutes: only with `MERIDIAN_TOUR`, the seconds of live traffic, in
/// the environment.
@ExtendWith(ApplicationExtension.class)
@EnabledIfEnvironmentVariable(named = "MERIDIAN_TOUR", matches = "\\d+")
final class TourPicturesTest {
  private static final Path FOLDER = Path.of("target", "tour");

  private Optional<Gateway> gateway = Optional.empty();
  private Optional<Shell> shell = Optional.empty();

  @Start
  void start(Stage stage) throws Exception {
    Files.createDirectories(FOLDER);
    stage.show();
  }

  @AfterEach
  void end() throws Throwable {
    shell.ifPresent(Shell::stop);
    gateway.ifPresent(Gateway::close);
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  @Test
  void live(FxRobot robot) throws Exception {
    int seconds =
        Integer.parseInt(Optional.ofNullable(System.getenv("MERIDIAN_TOUR")).orElse("20"));
    Gateway real =
        Gateways.start(
            Optional.empty(),
            List.of(
                "storage.kind=memory",
                "listen.port=0",
                "listen.popPorts=0",
                "management.port=0",
                "projects.demo.semantic.mode=shadow",
                "projects.demo.semantic.budget=0.03",
                "projects.demo.semantic.evaluation=" + evaluation()));
    gateway = Optional.of(real);
    Shell frame = open(robot, real);
    robot.interact(() -> DemoTraffic.start(frame.desk()));
    long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    await(seconds + 60, () -> System.nanoTime() > untilNanos);
    robot.interact(() -> {
      frame.goTo("Traffic");
      frame.root().getScene().snapshot(null);
      ((Button) node(frame, "#send")).fire();
    });
    await(10, () -> real.snapshot().headline().requestsTotal() > 0);
    robot.interact(() -> semantic(frame));
    rooms(robot, frame, "live");
    for (String room : List.of("world", "timelines", "traffic", "cost", "keys-projects")) {
      for (Theme theme : Theme.values()) {
        String file = room + "-" + theme.label() + ".png";
        ReducedPng.write(
            FOLDER.resolve("live-" + room + "-1600-" + theme.label() + ".png"),
            FOLDER.resolve("reduced-" + file));
      }
    }
    keys(robot, frame);
  }

  /// What was measured on BANKING77.
  private static Path evaluation() throws Exception {
    return Path.of(
        Objects.requireNonNull(SampleEvaluation.class.getResource("evaluation.json")).toURI());
  }

  private static void semantic(Shell frame) {
    frame.goTo("Keys & projects");
    frame.rooms().stream()
        .flatMap(room -> room.actions().stream())
        .filter(action -> action.name().startsWith("Semantic cache"))
        .forEach(action -> action.body().run());
  }

  private void keys(FxRobot robot, Shell frame) throws Exception {
    robot.interact(() -> frame.goTo("Keys & projects"));
    for (Theme theme : Theme.values()) {
      for (String deed : List.of("create-key", "rotate-key", "revoke-key")) {
        robot.interact(() -> {
          TableView<?> table = (TableView<?>) node(frame, "#key-table");
          table.getSelectionModel().select(0);
          ((Button) node(frame, "#" + deed)).fire();
        });
        picture(robot, frame, theme, 1_600, "live-" + deed);
        picture(robot, frame, theme, 1_280, "live-" + deed);
        robot.interact(() -> ((Button) node(frame, "#pending-go")).fire());
        await(5, () -> true);
        picture(robot, frame, theme, 1_280, "live-" + deed + "-done");
      }
    }
  }

  @Test
  void simulated(FxRobot robot) throws Exception {
    Scenario scenario =
        Scenarios.samples().stream()
            .filter(each -> each.name().equals("origin-loss"))
            .findFirst()
            .orElseThrow();
    Gateway played = Gateways.simulate(scenario, 7, 60, List.of());
    gateway = Optional.of(played);
    Shell frame = open(robot, played);
    robot.interact(() -> {
      PlaybackBar bar =
          new PlaybackBar(
              played,
              List.of(scenario),
              new PlaybackBar.Stage() {
                @Override
                public void play(Scenario wanted, long seed, double speed) {}

                @Override
                public void showVerdict(meridian.control.Checked checked) {
                  frame.openVerdict(checked);
                }
              });
      frame.placeBelow(bar.banner());
      frame.placeBelow(bar);
      frame.feed().onBeat(bar::beat);
    });
    await(
        200,
        () ->
            !played.snapshot().alarms().isEmpty()
                || played.playback().map(Playback::isOver).orElse(true));
    robot.interact(() -> played.perform(new meridian.control.Command.SetSpeed(0)));
    await(5, () -> true);
    rooms(robot, frame, "simulated");
    for (Theme theme : Theme.values()) {
      robot.interact(() -> ((Button) node(frame, "#alarms")).fire());
      picture(robot, frame, theme, 1_600, "simulated-alarms");
      picture(robot, frame, theme, 1_280, "simulated-alarms");
    }
  }

  private Shell open(FxRobot robot, Gateway shown) {
    robot.interact(() -> {
      Shell fresh = new Shell(shown, false, new MemorySettings(), Clock.systemUTC(), Rooms::all);
      Themes.style(new Scene(fresh.root(), 1_600, 1_000));
      fresh.skipWelcome();
      fresh.feed().poll();
      shell = Optional.of(fresh);
    });
    return shell.orElseThrow();
  }

  private void rooms(FxRobot robot, Shell frame, String name) throws Exception {
    for (Theme theme : Theme.values()) {
      for (Room room : frame.rooms()) {
        robot.interact(() -> frame.goTo(room.title()));
        String file =
            name + "-" + room.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        picture(robot, frame, theme, 1_600, file);
        picture(robot, frame, theme, 1_280, file);
      }
    }
  }

  private static void picture(FxRobot robot, Shell frame, Theme theme, int width, String name)
      throws Exception {
    robot.interact(() -> {
      Themes.use(theme);
      frame.root().getScene().setRoot(new javafx.scene.layout.Pane());
      Scene scene = new Scene(frame.root(), width, width * 10 / 16.0);
      Themes.style(scene);
      scene.snapshot(null);
    });
    long untilNanos = System.nanoTime() + 700_000_000L;
    await(10, () -> System.nanoTime() > untilNanos);
    robot.interact(() -> {
      Scene scene = frame.root().getScene();
      scene.snapshot(null);
      Path file = FOLDER.resolve(name + "-" + width + "-" + theme.label() + ".png");
      Exports.writePng(scene.snapshot(null), file);
      assertThat(file).isNotEmptyFile();
    });
  }

  private static Node node(Shell frame, String id) {
    return Optional.ofNullable(frame.root().lookup(id)).orElseThrow();
  }

  private static void await(long seconds, BooleanSupplier until) throws Exception {
    WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, until::getAsBoolean);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
