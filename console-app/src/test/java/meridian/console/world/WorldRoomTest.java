package meridian.console.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.Parent;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import meridian.PopId;
import meridian.console.sample.Picture;
import meridian.console.sample.RoomStage;
import meridian.console.sample.SampleDesk;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.Selection;
import meridian.console.theme.Theme;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

final class WorldRoomTest implements RoomStage {
  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy());

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private SampleDesk desk;

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private WorldRoom room;

  @Start
  void start(Stage stage) {
    desk = new SampleDesk(gateway, false);
    room = new WorldRoom(desk);
    RoomStage.show(stage, room.node(), 980, 900);
    room.onShown();
    room.show(gateway.snapshot());
  }

  private static TableView<PopLine> table(FxRobot robot) {
    return robot.lookup("#pop-table").queryTableView();
  }

  @Test
  void it_shows_the_finding_the_figures_and_a_row_per_pop(FxRobot robot) {
    assertThat(RoomStage.says(robot, "BOM edge_kv p95")).isTrue();
    assertThat(RoomStage.says(robot, "Edge hit p95")).isTrue();
    assertThat(table(robot).getItems()).hasSize(37);
    assertThat(table(robot).getItems().getFirst().row().requests())
        .isGreaterThanOrEqualTo(table(robot).getItems().get(1).row().requests());
  }

  @Test
  void slash_filters_and_escape_takes_the_filter_away(FxRobot robot) {
    robot.interact(() -> table(robot).requestFocus());
    robot.type(KeyCode.SLASH);
    assertThat(robot.lookup("#pop-filter").queryAs(TextField.class).isFocused()).isTrue();

    robot.interact(() -> robot.lookup("#pop-filter").queryAs(TextField.class).setText("singa"));
    assertThat(table(robot).getItems()).extracting(PopLine::pop).containsExactly(new PopId("SIN"));

    robot.type(KeyCode.ESCAPE);
    assertThat(table(robot).getItems()).hasSize(37);
  }

  @Test
  void enter_opens_the_drawer_of_the_selected_pop_and_escape_closes_it(FxRobot robot) {
    robot.interact(() -> {
      room.open(new Selection.OnePop(new PopId("SIN")));
      table(robot).requestFocus();
    });
    robot.type(KeyCode.ENTER);
    assertThat(robot.lookup("#pop-drawer").query().isVisible()).isTrue();
    assertThat(RoomStage.says(robot, "SIN  Singapore")).isTrue();

    robot.type(KeyCode.ENTER);
    assertThat(desk.opened).hasSize(1).allMatch(door -> door.title().equals("Timelines"));

    robot.type(KeyCode.ESCAPE);
    assertThat(robot.lookup("#pop-drawer").query().isVisible()).isFalse();
  }

  @Test
  void l_and_h_choose_what_the_dots_tell(FxRobot robot) {
    robot.interact(() -> table(robot).requestFocus());
    robot.type(KeyCode.L);
    assertThat(RoomStage.says(robot, "p95 0")).isTrue();
    robot.type(KeyCode.H);
    assertThat(RoomStage.says(robot, "hit rate 0")).isTrue();
  }

  @Test
  void a_gateway_without_requests_says_what_to_do(FxRobot robot) {
    robot.interact(() -> {
      WorldRoom quiet =
          new WorldRoom(new SampleDesk(new SampleGateway(SampleSnapshots.quiet()), false));
      ((StackPane) robot.window(0).getScene().getRoot()).getChildren().setAll(quiet.node());
      quiet.onShown();
      quiet.show(SampleSnapshots.quiet());
    });
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(RoomStage.says(robot, WorldWords.EMPTY)).isTrue();
    assertThat(RoomStage.says(robot, WorldWords.NOTHING_MEASURED)).isTrue();
  }

  @Test
  void pictures_in_both_themes(FxRobot robot) throws Exception {
    for (Theme theme : Theme.values()) {
      WorldRoom[] big = new WorldRoom[1];
      robot.interact(() -> {
        big[0] = new WorldRoom(desk);
        Picture.scene((Parent) big[0].node(), 1_600, 1_000, theme);
        for (int i = 0; i <= 12; i++) {
          big[0].onShown();
          big[0].show(SampleSnapshots.busy(600 + 52L * i, 3 + i / 3));
        }
        big[0].open(new Selection.OnePop(new PopId("SIN")));
        Picture.settle((Parent) big[0].node(), 1_600, 1_000);
      });
      WaitForAsyncUtils.sleep(900, TimeUnit.MILLISECONDS);
      Path file =
          WaitForAsyncUtils.asyncFx(
                  () -> {
                    Picture.settle((Parent) big[0].node(), 1_600, 1_000);
                    return Picture.write((Parent) big[0].node(), "world-" + theme.label());
                  })
              .get();
      assertThat(file).isNotEmptyFile();
    }
  }
}
