package meridian.console.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import meridian.console.sample.Picture;
import meridian.console.sample.RoomStage;
import meridian.console.sample.SampleDesk;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.theme.Theme;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

final class CostRoomTest implements RoomStage {
  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private SampleDesk desk;

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private CostRoom room;

  @Start
  void start(Stage stage) {
    desk = new SampleDesk(new SampleGateway(SampleSnapshots.busy()), false);
    room = new CostRoom(desk);
    RoomStage.show(stage, room.node(), 990, 800);
    room.onShown();
  }

  private void show(FxRobot robot, Snapshot snapshot) {
    robot.interact(() -> {
      room.onJump();
      room.show(snapshot);
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void it_says_what_is_missing_until_something_is_asked(FxRobot robot) {
    show(robot, SampleSnapshots.quiet());
    assertThat(RoomStage.says(robot, CostWords.EMPTY)).isTrue();
    robot.interact(() ->
        robot
            .lookup((javafx.scene.control.Button b) -> b.getText().equals(CostWords.TRAFFIC))
            .queryButton()
            .fire());
    assertThat(desk.wentTo).containsExactly("Traffic");
  }

  @Test
  void arithmetic_folds_out_and_an_assumption_changes_the_advice(FxRobot robot) {
    show(robot, SampleSnapshots.busy());
    assertThat(RoomStage.says(robot, "Which pattern")).isTrue();
    TitledPane fold = robot.lookup("#advice-pattern").queryAs(TitledPane.class);
    robot.interact(() -> fold.setExpanded(true));
    assertThat(RoomStage.says(robot, "International traffic")).isTrue();
    assertThat(RoomStage.says(robot, "What would change it")).isTrue();
    assertThat(RoomStage.says(robot, "pattern 2: one origin")).isTrue();
    robot.interact(
        () -> robot.lookup("#cost-assumptions").queryAs(TitledPane.class).setExpanded(true));
    TextInputControl need = robot.lookup("#assumption-0").queryTextInputControl();
    robot.interact(() -> need.setText("99.99"));
    assertThat(RoomStage.says(robot, "pattern 2.5")).isTrue();
    robot.interact(() -> need.setText("a lot"));
    assertThat(RoomStage.says(robot, "expected a number, found 'a lot'")).isTrue();
    assertThat(RoomStage.says(robot, "pattern 2.5")).isTrue();
  }

  @Test
  void few_samples_decide_nothing(FxRobot robot) {
    show(robot, SampleSnapshots.sparse());
    assertThat(RoomStage.says(robot, "few samples, n")).isTrue();
    assertThat(RoomStage.says(robot, "inconclusive")).isTrue();
  }

  @Test
  void the_report_and_the_rows_are_copied(FxRobot robot) {
    show(robot, SampleSnapshots.busy());
    robot.interact(() -> room.actions().forEach(action -> action.body().run()));
    assertThat(desk.copied).hasSize(2);
    assertThat(desk.copied.get(0)).contains("WHICH PATTERN", "Break-even");
    assertThat(desk.copied.get(1)).startsWith("project,model,money");
  }

  private record Shown(String name, Snapshot snapshot) {}

  @Test
  void pictures_in_both_themes(FxRobot robot) throws Exception {
    for (Shown shown :
        List.of(
            new Shown("cost-busy", SampleSnapshots.busy()),
            new Shown("cost-few", SampleSnapshots.sparse()),
            new Shown("cost-quiet", SampleSnapshots.quiet()))) {
      show(robot, shown.snapshot());
      robot.interact(() -> {
        robot
            .lookup("#advice-origin")
            .tryQueryAs(TitledPane.class)
            .ifPresent(fold -> fold.setExpanded(true));
      });
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
                      return Picture.write(node, shown.name() + "-" + theme.label());
                    })
                .get();
        assertThat(file).isNotEmptyFile();
      }
    }
  }
}
