package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.util.Duration;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.MemorySettings;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import meridian.control.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class ScreenshotsTest {
  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy());
  private final AtomicReference<Optional<Optional<String>>> outcome =
      new AtomicReference<>(Optional.empty());
  private @TempDir Path folder = Path.of("");

  @Start
  void start(Stage stage) {
    Themes.use(Theme.DARK);
  }

  @AfterEach
  void hide_windows() throws Throwable {
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  private void take(FxRobot robot, Path target) throws Exception {
    robot.interact(() -> {
      Shell shell =
          new Shell(
              gateway,
              false,
              new MemorySettings(),
              Clock.fixed(Instant.ofEpochSecond(0, SampleSnapshots.NOW_NANOS), ZoneOffset.UTC),
              desk -> List.of(new SampleRoom("World", desk), new SampleRoom("Keys & co", desk)));
      new Screenshots(shell, target, Duration.millis(50))
          .run(problem -> outcome.set(Optional.of(problem)));
    });
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> outcome.get().isPresent());
  }

  @Test
  void every_room_is_pictured_in_both_themes_after_traffic_was_started(FxRobot robot)
      throws Exception {
    Path target = folder.resolve("new").resolve("folder");
    take(robot, target);
    assertThat(outcome.get()).contains(Optional.empty());
    assertThat(gateway.performed).first().isInstanceOf(Command.StartTraffic.class);
    for (String name : List.of("world-light", "world-dark", "keys-co-light", "keys-co-dark")) {
      Image image = new Image(target.resolve(name + ".png").toUri().toString());
      assertThat(image.getWidth()).isEqualTo(1600);
      assertThat(image.getHeight()).isEqualTo(1000);
    }
    assertThat(Files.mismatch(target.resolve("world-light.png"), target.resolve("world-dark.png")))
        .isNotEqualTo(-1);
  }

  @Test
  void a_folder_that_cannot_be_made_is_named(FxRobot robot) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");
    take(robot, file.resolve("below"));
    assertThat(outcome.get().orElseThrow()).get().asString().contains("--screenshots", "below");
  }
}
