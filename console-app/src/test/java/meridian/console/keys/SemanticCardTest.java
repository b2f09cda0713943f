package meridian.console.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import meridian.ProjectId;
import meridian.console.sample.Picture;
import meridian.console.sample.RoomStage;
import meridian.console.sample.SampleDesk;
import meridian.console.sample.SampleEvaluation;
import meridian.console.sample.SampleGateway;
import meridian.console.sample.SampleSnapshots;
import meridian.console.sample.SampleTenants;
import meridian.console.theme.Theme;
import meridian.control.Command;
import meridian.control.SemanticUse;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

final class SemanticCardTest implements RoomStage {
  private static final ProjectId CHATBOT = new ProjectId("chatbot");

  private final SampleGateway gateway = new SampleGateway(counted());
  private final SampleEvaluation.ByHand evaluator = new SampleEvaluation.ByHand();

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private SampleDesk desk;

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private KeysRoom room;

  private static Snapshot counted() {
    String name = "meridian_semantic_lookups_total{project=\"chatbot\",result=\"%s\"}";
    return SampleSnapshots.counting(
        Map.of(
            name.formatted("would_hit"), 96L,
            name.formatted("miss"), 1_164L,
            name.formatted("near_threshold"), 61L,
            name.formatted("near_numbers"), 7L,
            name.formatted("skipped_too_long"), 12L));
  }

  @Start
  void start(Stage stage) {
    desk = new SampleDesk(gateway, false);
    room = new KeysRoom(desk, evaluator);
    RoomStage.show(stage, room.node(), 980, 900);
    room.onShown();
    room.show(gateway.snapshot());
  }

  private static void press(FxRobot robot, String mode) {
    robot.interact(() ->
        robot
            .lookup((ToggleButton b) -> b.getText().equals(mode))
            .queryAs(ToggleButton.class)
            .fire());
  }

  private void beat(FxRobot robot) {
    robot.interact(() -> {
      room.onShown();
      room.show(gateway.snapshot());
    });
  }

  private static void toSemantic(FxRobot robot) {
    robot.interact(() -> robot.lookup("#key-table").query().requestFocus());
    robot.type(KeyCode.S);
  }

  @Test
  void it_says_what_is_in_force_what_was_found_and_what_the_threshold_does(FxRobot robot) {
    toSemantic(robot);
    assertThat(
            RoomStage.says(
                robot,
                "In force for chatbot: shadow, ≥ 0.95 · answers live 30 m 00 s · at most 3.0 %"))
        .isTrue();
    assertThat(
            RoomStage.says(
                robot, "1,328 look-ups since the start: 0 hits, 96 would-be hits (7.23 %)"))
        .isTrue();
    assertThat(RoomStage.says(robot, "≥ 0.95 (measured at 0.95): 7.1 %")).isTrue();
  }

  @Test
  void arrows_move_the_threshold_and_one_that_breaks_the_budget_cannot_be_put_in_force(
      FxRobot robot) {
    toSemantic(robot);
    robot.type(KeyCode.LEFT, 5);
    Label refusal = robot.lookup("#semantic-refusal").queryAs(Label.class);
    assertThat(refusal.getText()).contains("budget", "measured at 0.90", "raise it to 0.98");
    assertThat(robot.lookup("#semantic-apply").queryButton().isDisabled()).isTrue();
    robot.type(KeyCode.RIGHT, 8);
    assertThat(refusal.isVisible()).isFalse();
    robot.interact(() -> robot.lookup("#semantic-apply").queryAs(Button.class).fire());
    assertThat(gateway.performed)
        .containsExactly(new Command.SetSemantic(CHATBOT, SemanticUse.Mode.SHADOW, 0.98));
  }

  @Test
  void what_was_asked_for_is_pending_until_the_gateway_shows_it(FxRobot robot) {
    toSemantic(robot);
    press(robot, "on");
    robot.interact(() -> robot.lookup("#semantic-apply").queryAs(Button.class).fire());
    assertThat(RoomStage.says(robot, "Asked for: on, ≥ 0.95; not in force yet")).isTrue();
    gateway.hold(SampleTenants.with(SampleEvaluation.use(SemanticUse.Mode.ON, 0.95)));
    beat(robot);
    assertThat(RoomStage.says(robot, "not in force yet")).isFalse();
    assertThat(RoomStage.says(robot, "In force for chatbot: on, ≥ 0.95")).isTrue();
  }

  @Test
  void a_project_without_a_measurement_says_what_to_run_and_one_can_be_made_here(FxRobot robot) {
    robot.interact(
        () -> robot.lookup("#project-table").queryTableView().getSelectionModel().select(1));
    assertThat(RoomStage.says(robot, SemanticWords.NO_CURVE)).isTrue();
    robot.interact(() -> {
      robot.lookup("#semantic-file").queryAs(TextField.class).setText("mine.csv");
      robot.lookup("#semantic-evaluate").queryAs(Button.class).fire();
    });
    assertThat(evaluator.files).containsExactly(Path.of("mine.csv"));
    robot.interact(() -> evaluator.listeners.getFirst().progress("embedded", 100, 400));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(RoomStage.says(robot, "embedded 100 of 400")).isTrue();
    robot.interact(() -> evaluator.listeners.getFirst().done(SampleEvaluation.BANKING));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(RoomStage.says(robot, "3,080 questions")).isTrue();
    assertThat(RoomStage.says(robot, "not the project's own")).isTrue();
  }

  @Test
  void the_curve_is_copied_as_csv(FxRobot robot) {
    toSemantic(robot);
    robot.interact(() ->
        robot
            .lookup((Button b) -> b.isVisible() && b.getText().equals("CSV"))
            .queryAs(Button.class)
            .fire());
    assertThat(desk.copied.getFirst().lines()).hasSize(16);
    assertThat(desk.copied.getFirst()).contains("\n0.95,0.074");
  }

  @Test
  void it_is_pictured_in_both_themes(FxRobot robot) throws Exception {
    for (Theme theme : Theme.values()) {
      for (int width : new int[] {1_600, 1_280}) {
        int height = width * 10 / 16;
        Path file = WaitForAsyncUtils.asyncFx(() -> picture(theme, width, height)).get();
        assertThat(file).isNotEmptyFile();
      }
    }
  }

  private Path picture(Theme theme, int width, int height) throws java.io.IOException {
    KeysRoom big = new KeysRoom(new SampleDesk(gateway, false), evaluator);
    Picture.scene((Parent) big.node(), width, height, theme);
    big.onShown();
    big.show(gateway.snapshot());
    big.actions().stream()
        .filter(action -> action.name().startsWith("Semantic"))
        .findFirst()
        .ifPresent(action -> action.body().run());
    Picture.settle((Parent) big.node(), width, height);
    return Picture.write((Parent) big.node(), "keys-semantic-" + width + "-" + theme.label());
  }

  @Test
  void a_read_only_console_puts_nothing_in_force(FxRobot robot) {
    robot.interact(() -> {
      KeysRoom watched = new KeysRoom(new SampleDesk(gateway, true), evaluator);
      watched.onShown();
      watched.show(gateway.snapshot());
      Parent node = (Parent) watched.node();
      Picture.scene(node, 980, 900, Theme.DARK);
      robot
          .from(node)
          .lookup((ToggleButton b) -> b.getText().equals("on"))
          .queryAs(ToggleButton.class)
          .fire();
      assertThat(Optional.ofNullable(node.lookup("#semantic-apply")).orElseThrow().isDisabled())
          .isTrue();
    });
  }
}
