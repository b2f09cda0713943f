package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Spinner;
import javafx.stage.Stage;
import meridian.console.chart.Exports;
import meridian.console.sample.ReducedPng;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.MemorySettings;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
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

/// A real comparison of all four patterns through an hour in which the origin's region is lost, by
/// the console's own way, with pictures in `target/pictures`. It takes minutes: only with
/// `MERIDIAN_COMPARE`, the number of seeds, in the environment.
@ExtendWith(ApplicationExtension.class)
@EnabledIfEnvironmentVariable(named = "MERIDIAN_COMPARE", matches = "\\d+")
final class CompareRunPicturesTest {
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

  private static void wait(long seconds, BooleanSupplier until) throws Exception {
    WaitForAsyncUtils.waitFor(seconds, TimeUnit.SECONDS, until::getAsBoolean);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void all_patterns_through_an_hour(FxRobot robot) throws Exception {
    int seeds =
        Integer.parseInt(Optional.ofNullable(System.getenv("MERIDIAN_COMPARE")).orElse("1"));
    Shell[] shell = new Shell[1];
    robot.interact(() -> {
      Themes.use(Theme.DARK);
      shell[0] =
          new Shell(
              new SampleGateway(SampleSnapshots.busy()),
              false,
              new MemorySettings(),
              Clock.fixed(Instant.ofEpochSecond(0, SampleSnapshots.NOW_NANOS), ZoneOffset.UTC),
              Rooms::all);
      Themes.style(new Scene(shell[0].root(), 1600, 1000));
      shell[0].goTo("Compare");
      shell[0].root().getScene().snapshot(null);
    });
    Scene scene = shell[0].root().getScene();
    Button run = (Button) scene.lookup("#compare-run");
    wait(60, () -> !run.isDisabled());
    robot.interact(() -> {
      @SuppressWarnings("unchecked")
      ComboBox<Scenario> scenarios = (ComboBox<Scenario>) scene.lookup("#compare-scenario");
      scenarios.getItems().stream()
          .filter(scenario -> scenario.name().equals("origin-loss"))
          .findFirst()
          .ifPresent(scenarios::setValue);
      scene.getRoot().lookupAll(".check-box").stream()
          .map(CheckBox.class::cast)
          .filter(box -> !box.isSelected())
          .forEach(CheckBox::fire);
      @SuppressWarnings("unchecked")
      Spinner<Integer> spinner = (Spinner<Integer>) scene.lookup(".spinner");
      spinner.getValueFactory().setValue(seeds);
      run.fire();
    });
    assertThat(run.getText()).isEqualTo("Cancel");
    wait(3_000, () -> run.getText().equals("Compare"));
    for (Theme theme : Theme.values()) {
      robot.interact(() -> {
        Themes.use(theme);
        Themes.style(scene);
        scene.snapshot(null);
        Exports.writePng(
            scene.snapshot(null), FOLDER.resolve("compare-run-" + theme.label() + ".png"));
      });
      ReducedPng.write(
          FOLDER.resolve("compare-run-" + theme.label() + ".png"),
          FOLDER.resolve("reduced-compare-" + theme.label() + ".png"));
    }
    assertThat(scene.lookup(".truth")).isNotNull();
  }
}
