package meridian.console.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.console.format.JsonText;
import meridian.console.sample.Picture;
import meridian.console.sample.RoomStage;
import meridian.console.sample.SampleDesk;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.session.Selection;
import meridian.console.theme.Theme;
import meridian.telemetry.RequestPath;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

final class TimelinesRoomTest implements RoomStage {
  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy());

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private SampleDesk desk;

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private TimelinesRoom room;

  @Start
  void start(Stage stage) {
    desk = new SampleDesk(gateway, false);
    room = new TimelinesRoom(desk);
    RoomStage.show(stage, room.node(), 980, 900);
    room.onShown();
    room.show(gateway.snapshot());
  }

  private static ListView<RequestTimeline> list(FxRobot robot) {
    return robot.lookup("#request-list").queryListView();
  }

  @Test
  void it_shows_the_newest_request_and_the_stages_of_edge_hits(FxRobot robot) {
    RequestTimeline newest = gateway.snapshot().recent().getFirst();

    assertThat(list(robot).getItems()).hasSize(512).startsWith(newest);
    assertThat(RoomStage.says(robot, newest.id().text())).isTrue();
    assertThat(robot.lookup("#stage-table").queryTableView().getItems())
        .anySatisfy(line -> assertThat(((StageLine) line).name()).isEqualTo("edge_kv"));
    assertThat(RoomStage.says(robot, "Sum of the stages' p95")).isTrue();
  }

  @Test
  void slash_filters_the_list_and_escape_takes_the_filter_away(FxRobot robot) {
    robot.interact(() -> list(robot).requestFocus());
    robot.type(KeyCode.SLASH);
    robot.interact(
        () -> robot.lookup("#request-filter").queryAs(TextField.class).setText("sin !miss"));

    assertThat(list(robot).getItems())
        .isNotEmpty()
        .noneMatch(request -> RequestPath.of(request) == RequestPath.MISS);

    robot.type(KeyCode.ESCAPE);
    assertThat(list(robot).getItems()).hasSize(512);
  }

  @Test
  void arrows_choose_a_request_which_stays_while_newer_ones_come(FxRobot robot) {
    robot.interact(() -> list(robot).requestFocus());
    robot.type(KeyCode.DOWN);
    RequestTimeline chosen = list(robot).getSelectionModel().getSelectedItem();
    assertThat(chosen).isEqualTo(gateway.snapshot().recent().get(1));

    robot.interact(() -> {
      room.onShown();
      room.show(SampleSnapshots.busy(1_300, 8));
    });
    assertThat(list(robot).getSelectionModel().getSelectedItem()).isEqualTo(chosen);
    assertThat(RoomStage.says(robot, "newer")).isTrue();

    robot.type(KeyCode.F);
    assertThat(list(robot).getSelectionModel().getSelectedItem())
        .isEqualTo(SampleSnapshots.busy(1_300, 8).recent().getFirst());
  }

  @Test
  void p_pins_the_request_and_the_next_one_is_compared_with_it(FxRobot robot) {
    robot.interact(() -> list(robot).requestFocus());
    robot.type(KeyCode.DOWN);
    robot.type(KeyCode.P);
    robot.type(KeyCode.DOWN);

    assertThat(RoomStage.says(robot, "Thin bars: pinned")).isTrue();
  }

  @Test
  void j_copies_the_request_as_json(FxRobot robot) {
    robot.interact(() -> list(robot).requestFocus());
    robot.type(KeyCode.J);

    assertThat(desk.copied)
        .singleElement()
        .satisfies(text -> assertThat(JsonText.read(text)).isPresent());
  }

  @Test
  void a_door_from_a_pop_filters_and_one_from_a_way_shows_its_stages(FxRobot robot) {
    robot.interact(() -> room.open(new Selection.OnePop(new PopId("SIN"))));
    assertThat(list(robot).getItems())
        .isNotEmpty()
        .allMatch(r -> r.pop().code().equals("SIN") || r.client().equals("SIN"));

    robot.interact(() -> room.open(new Selection.OnePath(RequestPath.MISS)));
    assertThat(list(robot).getItems()).allMatch(r -> RequestPath.of(r) == RequestPath.MISS);
    assertThat(robot.lookup("#stage-table").queryTableView().getItems())
        .anySatisfy(line -> assertThat(((StageLine) line).name()).isEqualTo("provider_ttft"));
  }

  @Test
  void a_gateway_without_requests_says_what_to_do(FxRobot robot) {
    robot.interact(() -> {
      TimelinesRoom quiet =
          new TimelinesRoom(new SampleDesk(new SampleGateway(SampleSnapshots.quiet()), false));
      ((StackPane) robot.window(0).getScene().getRoot()).getChildren().setAll(quiet.node());
      quiet.onShown();
      quiet.show(SampleSnapshots.quiet());
    });
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(RoomStage.says(robot, TimelinesWords.NO_REQUESTS)).isTrue();
    assertThat(RoomStage.says(robot, TimelinesWords.NO_PATH)).isTrue();
  }

  @Test
  void pictures_in_both_themes(FxRobot robot) throws Exception {
    for (Theme theme : Theme.values()) {
      for (RequestPath path : new RequestPath[] {RequestPath.EDGE_HIT, RequestPath.MISS}) {
        Path file =
            WaitForAsyncUtils.asyncFx(
                    () -> {
                      TimelinesRoom big = new TimelinesRoom(desk);
                      Parent node = (Parent) big.node();
                      Picture.scene(node, 1_600, 1_000, theme);
                      big.onShown();
                      big.show(SampleSnapshots.busy(1_204, 7));
                      Optional<RequestTimeline> one =
                          SampleSnapshots.busy(1_204, 7).recent().stream()
                              .filter(r -> RequestPath.of(r) == path && r.isColdConnection())
                              .findFirst();
                      if (path == RequestPath.MISS) {
                        big.open(new Selection.OnePath(path));
                      }
                      one.map(Selection.OneRequest::new).ifPresent(big::open);
                      Picture.settle(node, 1_600, 1_000);
                      return Picture.write(
                          node,
                          "timelines-" + (path == RequestPath.MISS ? "miss-" : "") + theme.label());
                    })
                .get();
        assertThat(file).isNotEmptyFile();
      }
    }
  }
}
