package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.stage.Stage;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.ConsoleArgs;
import meridian.console.session.GatewayStarter;
import meridian.console.session.MemorySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class ConsoleAppTest {
  private Optional<Stage> stage = Optional.empty();

  @Start
  void start(Stage stage) {
    this.stage = Optional.of(stage);
  }

  @AfterEach
  void hide_windows() throws Throwable {
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  private ConsoleApp app(GatewayStarter starter) {
    return new ConsoleApp(
        starter, new MemorySettings(), desk -> List.of(new SampleRoom("World", desk)));
  }

  @Test
  void the_window_opens_and_shows_the_first_room(FxRobot robot) throws TimeoutException {
    ConsoleApp app = app(_ -> new SampleGateway(SampleSnapshots.busy()));
    robot.interact(() -> app.open(stage.orElseThrow(), ConsoleArgs.NONE));
    WaitForAsyncUtils.waitFor(
        10, TimeUnit.SECONDS, () -> robot.lookup(".rail-item").tryQuery().isPresent());
    assertThat(robot.window("Meridian").isShowing()).isTrue();
    robot.interact(app::stop);
  }

  @Test
  void a_gateway_that_does_not_start_is_explained_and_can_be_tried_again(FxRobot robot)
      throws TimeoutException {
    AtomicInteger tries = new AtomicInteger();
    ConsoleApp app =
        app(_ -> {
          if (tries.getAndIncrement() == 0) {
            throw new IllegalStateException("port 8080 is taken; stop the other process");
          }
          return new SampleGateway(SampleSnapshots.busy());
        });
    String platform = System.setProperty("glass.platform", "Test");
    try {
      robot.interact(() -> app.open(stage.orElseThrow(), ConsoleArgs.NONE));
      WaitForAsyncUtils.waitFor(
          10,
          TimeUnit.SECONDS,
          () -> robot.lookup("port 8080 is taken; stop the other process").tryQuery().isPresent());
      robot.clickOn("Try again");
      WaitForAsyncUtils.waitFor(
          10, TimeUnit.SECONDS, () -> robot.lookup(".rail-item").tryQuery().isPresent());
    } finally {
      System.setProperty("glass.platform", platform);
    }
    robot.interact(app::stop);
  }
}
