package meridian.console.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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
import meridian.control.Command;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

final class TrafficRoomTest implements RoomStage {
  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy());

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private SampleDesk desk;

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private TrafficRoom room;

  @Start
  void start(Stage stage) {
    desk = new SampleDesk(gateway, false);
    room = new TrafficRoom(desk);
    RoomStage.show(stage, room.node(), 985, 940);
    room.onShown();
    room.show(gateway.snapshot());
  }

  /// The headless platform knows no modifiers, so the key event is made by hand.
  private static void controlEnter(FxRobot robot) {
    TextArea prompt = robot.lookup("#prompt").queryAs(TextArea.class);
    robot.interact(() ->
        prompt.fireEvent(
            new KeyEvent(
                KeyEvent.KEY_PRESSED, "\r", "", KeyCode.ENTER, false, true, false, false)));
  }

  @Test
  void control_enter_sends_and_the_answer_streams_in_with_its_stages(FxRobot robot) {
    controlEnter(robot);
    assertThat(gateway.sent)
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.trial().client()).isEqualTo("SIN");
          assertThat(sent.trial().pop()).isEqualTo(new PopId("SIN"));
          assertThat(sent.trial().body()).contains("\"stream\": true");
        });
    assertThat(RoomStage.says(robot, TrafficWords.SENDING)).isTrue();

    gateway.answer();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#answer").queryAs(TextArea.class).getText())
        .isEqualTo("The edge answers.");
    assertThat(RoomStage.says(robot, "14.2 ms as the client measured it")).isTrue();
    assertThat(RoomStage.says(robot, "X-Meridian-Fingerprint")).isTrue();

    robot.interact(() -> room.show(gateway.snapshot()));
    robot.clickOn("Open in Timelines");
    assertThat(desk.opened)
        .containsExactly(
            new SampleDesk.Door(
                "Timelines", new Selection.OneRequest(gateway.snapshot().recent().getFirst())));
  }

  @Test
  void an_empty_prompt_is_not_sent_and_the_room_says_why(FxRobot robot) {
    robot.interact(() -> robot.lookup("#prompt").queryAs(TextArea.class).clear());
    controlEnter(robot);

    assertThat(gateway.sent).isEmpty();
    assertThat(RoomStage.says(robot, "Write a prompt to send.")).isTrue();
  }

  @Test
  void a_request_that_breaks_off_says_so(FxRobot robot) {
    controlEnter(robot);
    gateway.sent.getFirst().listener().failed("the PoP refused the connection");
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(RoomStage.says(robot, "■ Failed")).isTrue();
    assertThat(robot.lookup("#answer").queryAs(TextArea.class).getText())
        .isEqualTo("the PoP refused the connection");
  }

  @Test
  void the_key_is_masked_on_screen_and_whole_in_the_copy(FxRobot robot) {
    assertThat(RoomStage.says(robot, "mk_demo0demo0de_••")).isTrue();
    assertThat(RoomStage.says(robot, "x7k2m9q4")).isFalse();

    robot.clickOn("Copy as curl");
    assertThat(desk.copied)
        .singleElement()
        .satisfies(text -> {
          assertThat(text).startsWith("curl -sS -N http://127.0.0.1:8080/v1/chat/completions");
          assertThat(text).contains("mk_demo0demo0de_x7k2");
        });
  }

  @Test
  void start_sends_the_articles_mix_and_stop_ends_it(FxRobot robot) {
    Button toggle = robot.lookup("#generator").queryButton();
    robot.interact(toggle::fire);
    assertThat(gateway.performed)
        .singleElement()
        .isInstanceOfSatisfying(
            Command.StartTraffic.class,
            start -> assertThat(start.plan().requestsPerSecond()).isEqualTo(20));
    assertThat(toggle.getText()).isEqualTo("Stop");

    robot.interact(toggle::fire);
    assertThat(gateway.performed).last().isInstanceOf(Command.StopTraffic.class);
  }

  @Test
  void read_only_neither_sends_nor_starts(FxRobot robot) {
    robot.interact(() -> {
      TrafficRoom locked = new TrafficRoom(new SampleDesk(gateway, true));
      ((StackPane) robot.window(0).getScene().getRoot()).getChildren().setAll(locked.node());
    });
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#send").queryButton().isDisabled()).isTrue();
    assertThat(robot.lookup("#generator").queryButton().isDisabled()).isTrue();

    controlEnter(robot);
    assertThat(gateway.sent).isEmpty();
    assertThat(RoomStage.says(robot, TrafficWords.READ_ONLY)).isTrue();
  }

  @Test
  void before_anything_was_sent_the_room_says_how(FxRobot robot) {
    assertThat(RoomStage.says(robot, TrafficWords.NO_ATTEMPT)).isTrue();
    assertThat(RoomStage.says(robot, TrafficWords.NO_HISTORY)).isTrue();
  }

  @Test
  void pictures_in_both_themes(FxRobot robot) throws Exception {
    for (Theme theme : Theme.values()) {
      TrafficRoom big = WaitForAsyncUtils.asyncFx(() -> new TrafficRoom(desk)).get();
      Parent node = (Parent) big.node();
      WaitForAsyncUtils.asyncFx(
              () -> {
                Picture.scene(node, 1_600, 1_000, theme);
                big.onShown();
                big.show(gateway.snapshot());
                Picture.settle(node, 1_600, 1_000);
                return Picture.write(node, "traffic-empty-" + theme.label());
              })
          .get();
      for (int i = 0; i < 3; i++) {
        robot.interact(() ->
            big.actions().stream()
                .filter(action -> action.name().equals("Send the request"))
                .findFirst()
                .ifPresent(action -> action.body().run()));
        gateway.answer();
        WaitForAsyncUtils.waitForFxEvents();
      }
      Path file =
          WaitForAsyncUtils.asyncFx(
                  () -> {
                    big.onShown();
                    big.show(SampleSnapshots.busy(1_300, 7));
                    big.show(gateway.snapshot());
                    Picture.settle(node, 1_600, 1_000);
                    return Picture.write(node, "traffic-" + theme.label());
                  })
              .get();
      assertThat(file).isNotEmptyFile();
    }
  }
}
