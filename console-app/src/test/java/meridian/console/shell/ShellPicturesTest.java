package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import meridian.console.chart.Exports;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.Desk;
import meridian.console.session.MemorySettings;
import meridian.console.session.Room;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the frame, to be looked at in `target/pictures`.
@ExtendWith(ApplicationExtension.class)
final class ShellPicturesTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  @Start
  void start(Stage stage) throws Exception {
    Files.createDirectories(FOLDER);
    stage.show();
  }

  @AfterEach
  void hide_windows() throws Throwable {
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void the_frame_with_charts(Theme theme, FxRobot robot) {
    robot.interact(() -> {
      Scene scene = scene(theme, SampleSnapshots.busy());
      assertThat(picture(scene, "frame-" + theme.label()).getWidth()).isEqualTo(1600);
    });
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void every_room(Theme theme, FxRobot robot) {
    robot.interact(() -> {
      Shell shell = shell(theme, SampleSnapshots.busy(), Rooms::all);
      Scene scene = scene(shell);
      for (Room room : shell.rooms()) {
        shell.goTo(room.title());
        picture(scene, room.title() + "-" + theme.label());
      }
    });
  }

  /// Half an hour of ticks, looked back at.
  @ParameterizedTest
  @EnumSource(Theme.class)
  void a_moment_gone_by(Theme theme, FxRobot robot) throws Exception {
    SampleGateway gateway = new SampleGateway(SampleSnapshots.busy(1, 1));
    Shell[] shell = new Shell[1];
    robot.interact(() -> {
      Themes.use(theme);
      shell[0] =
          new Shell(
              gateway,
              false,
              new MemorySettings(),
              Clock.fixed(
                  Instant.ofEpochSecond(0, SampleSnapshots.NOW_NANOS + 84_000_000L),
                  ZoneOffset.UTC),
              Rooms::all);
      shell[0].feed().poll();
    });
    for (int number = 2; number < 30; number++) {
      gateway.show(SampleSnapshots.busy(200L * number, 1 + number % 5));
      int recorded = number;
      WaitForAsyncUtils.waitFor(
          10,
          java.util.concurrent.TimeUnit.SECONDS,
          () -> shell[0].feed().moments().size() >= recorded);
    }
    robot.interact(() -> {
      Scene scene = new Scene(shell[0].root(), 1600, 1000);
      Themes.style(scene);
      scene.snapshot(null);
      shell[0].feed().rewindTo(SampleSnapshots.NOW_NANOS + 4_000 * 100_000_000L);
      for (Room room : shell[0].rooms()) {
        shell[0].goTo(room.title());
        picture(scene, "back-" + room.title() + "-" + theme.label());
      }
      shell[0].stop();
    });
    assertThat(shell[0].feed().shown().number()).isEqualTo(4_000);
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void the_first_run(Theme theme, FxRobot robot) {
    robot.interact(() -> picture(scene(theme, SampleSnapshots.quiet()), "first-" + theme.label()));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void the_search_palette(Theme theme, FxRobot robot) {
    robot.interact(() -> {
      Scene scene = scene(theme, SampleSnapshots.busy());
      scene.getAccelerators().values().iterator().next().run();
      Runnable open =
          scene.getAccelerators().entrySet().stream()
              .filter(entry -> entry.getKey().getName().contains("K"))
              .findFirst()
              .orElseThrow()
              .getValue();
      open.run();
      picture(scene, "search-" + theme.label());
    });
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void help_and_messages(Theme theme, FxRobot robot) {
    robot.interact(() -> {
      Scene scene = scene(theme, SampleSnapshots.busy());
      scene
          .getRoot()
          .fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_TYPED, "?", "", KeyCode.UNDEFINED, false, false, false, false));
      picture(scene, "help-" + theme.label());
    });
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void alarms(Theme theme, FxRobot robot) {
    robot.interact(() -> {
      Scene scene = scene(shell(theme, SampleSnapshots.alarmed(), Rooms::all));
      picture(scene, "alarm-banner-" + theme.label());
      scene.getAccelerators().entrySet().stream()
          .filter(entry -> entry.getKey().getName().equals("Alt+A"))
          .findFirst()
          .orElseThrow()
          .getValue()
          .run();
      picture(scene, "alarm-list-" + theme.label());
    });
  }

  @Test
  void a_gateway_that_did_not_start(FxRobot robot) {
    robot.interact(() -> {
      Themes.use(Theme.DARK);
      StartPage page = new StartPage();
      page.failed(
          "front door: expected port 8080 to be free, found another process listening on it;"
              + " stop that process or start with --set http.port=9090",
          () -> {},
          () -> {});
      Scene scene = new Scene(page, 1600, 1000);
      Themes.style(scene);
      picture(scene, "failed-dark");
    });
  }

  private static Scene scene(Theme theme, Snapshot snapshot) {
    return scene(
        shell(
            theme,
            snapshot,
            desk -> List.of(new SampleRoom("World", desk), new SampleRoom("Traffic", desk))));
  }

  private static Shell shell(Theme theme, Snapshot snapshot, Function<Desk, List<Room>> furnish) {
    Themes.use(theme);
    return new Shell(
        new SampleGateway(snapshot),
        false,
        new MemorySettings(),
        Clock.fixed(
            Instant.ofEpochSecond(0, SampleSnapshots.NOW_NANOS + 84_000_000L), ZoneOffset.UTC),
        furnish);
  }

  private static Scene scene(Shell shell) {
    Scene scene = new Scene(shell.root(), 1600, 1000);
    Themes.style(scene);
    shell.start(scene);
    shell.stop();
    return scene;
  }

  private static WritableImage picture(Scene scene, String name) {
    scene.snapshot(null);
    WritableImage image = scene.snapshot(null);
    Exports.writePng(image, FOLDER.resolve(name + ".png"));
    return image;
  }
}
