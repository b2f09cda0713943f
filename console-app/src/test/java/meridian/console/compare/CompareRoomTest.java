package meridian.console.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import meridian.console.sample.Picture;
import meridian.console.sample.RoomStage;
import meridian.console.sample.SampleDesk;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.theme.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

final class CompareRoomTest implements RoomStage {
  private final CompareModelTest.HandComparer comparer = new CompareModelTest.HandComparer();

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private SampleDesk desk;

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private CompareRoom room;

  @Start
  void start(Stage stage) {
    desk = new SampleDesk(new SampleGateway(SampleSnapshots.busy()), false);
    room = new CompareRoom(desk, comparer);
    RoomStage.show(stage, room.node(), 990, 700);
    room.onShown();
  }

  private static Button run(FxRobot robot) {
    return robot.lookup("#compare-run").queryButton();
  }

  @Test
  void it_compares_shows_progress_and_the_truth_and_copies_it(FxRobot robot) throws Exception {
    assertThat(RoomStage.says(robot, CompareWords.EMPTY)).isTrue();
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> !run(robot).isDisabled());
    robot.interact(() -> run(robot).fire());
    assertThat(run(robot).getText()).isEqualTo("Cancel");

    comparer.listeners.getFirst().progress(0, 6);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(RoomStage.says(robot, "0 of 6 runs")).isTrue();

    comparer.listeners.getFirst().done(SampleComparison.of(3));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(RoomStage.says(robot, "hits 4.8× faster")).isTrue();
    assertThat(RoomStage.says(robot, "Availability through the faults")).isTrue();
    robot.interact(() -> robot.lookup("#compare-copy").queryButton().fire());
    assertThat(desk.copied).hasSize(1).allMatch(text -> text.startsWith("variant,place,path"));
  }

  @Test
  void it_says_why_it_broke_off(FxRobot robot) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> !run(robot).isDisabled());
    robot.interact(() -> run(robot).fire());
    comparer.listeners.getFirst().failed("expected a modelled network, found real sockets");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(RoomStage.says(robot, "expected a modelled network")).isTrue();
    assertThat(run(robot).getText()).isEqualTo("Compare");
  }

  @Test
  void pictures_in_both_themes(FxRobot robot) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> !run(robot).isDisabled());
    robot.interact(() -> run(robot).fire());
    comparer.listeners.getFirst().done(SampleComparison.of(3));
    WaitForAsyncUtils.waitForFxEvents();
    for (Theme theme : Theme.values()) {
      Path file =
          WaitForAsyncUtils.asyncFx(
                  () -> {
                    Parent node = (Parent) room.node();
                    if (node.getParent() instanceof StackPane around) {
                      around.getChildren().clear();
                    }
                    Picture.scene(node, 1_428, 880, theme);
                    Picture.settle(node, 1_428, 880);
                    return Picture.write(node, "compare-" + theme.label());
                  })
              .get();
      assertThat(file).isNotEmptyFile();
    }
  }
}
