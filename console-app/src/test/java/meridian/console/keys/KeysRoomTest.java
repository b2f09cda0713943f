package meridian.console.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import meridian.KeyId;
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
import meridian.control.Tenants;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

final class KeysRoomTest implements RoomStage {
  private final SampleGateway gateway = new SampleGateway(SampleSnapshots.busy());

  private final SampleEvaluation.ByHand evaluator = new SampleEvaluation.ByHand();

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private SampleDesk desk;

  @SuppressWarnings("NullAway.Init") // JavaFX calls start first.
  private KeysRoom room;

  @Start
  void start(Stage stage) {
    desk = new SampleDesk(gateway, false);
    room = new KeysRoom(desk, evaluator);
    RoomStage.show(stage, room.node(), 980, 900);
    room.onShown();
    room.show(gateway.snapshot());
  }

  private static TableView<KeyLine> keys(FxRobot robot) {
    return robot.lookup("#key-table").queryTableView();
  }

  private void choose(FxRobot robot, String id) {
    robot.interact(() -> {
      keys(robot).requestFocus();
      for (KeyLine line : keys(robot).getItems()) {
        if (line.key().id().text().equals(id)) {
          keys(robot).getSelectionModel().select(line);
        }
      }
    });
  }

  private static void go(FxRobot robot) {
    robot.interact(() -> robot.lookup("#pending-go").queryAs(Button.class).fire());
  }

  @Test
  void it_shows_projects_keys_and_how_the_newest_revocation_spreads(FxRobot robot) {
    assertThat(robot.lookup("#project-table").queryTableView().getItems()).hasSize(3);
    assertThat(robot.lookup("own: openai").tryQuery()).as("whose provider keys").isPresent();
    assertThat(keys(robot).getItems()).hasSize(6);
    assertThat(RoomStage.says(robot, "4 of 6 PoPs refuse it, 2 still answering")).isTrue();
    assertThat(RoomStage.says(robot, "53 requests served since")).isTrue();
  }

  @Test
  void a_key_is_made_and_its_secret_shown_until_it_is_put_away(FxRobot robot) {
    robot.interact(() -> keys(robot).requestFocus());
    robot.type(KeyCode.N);
    go(robot);
    assertThat(gateway.performed)
        .containsExactly(new Command.CreateKey(new ProjectId("chatbot"), Optional.empty()));
    TextField secret = robot.lookup("#secret").queryAs(TextField.class);
    assertThat(secret.getText()).isEqualTo(SampleGateway.SECRET);
    robot.interact(() -> robot.lookup("#copy-secret").queryAs(Button.class).fire());
    assertThat(desk.copied).containsExactly(SampleGateway.SECRET);
    robot.interact(() -> robot.lookup("#put-away").queryAs(Button.class).fire());
    assertThat(secret.getText()).isEmpty();
    assertThat(secret.getParent().getParent().isVisible()).isFalse();
  }

  @Test
  void who_leaves_the_room_finds_no_secret_there_again(FxRobot robot) {
    robot.interact(() -> keys(robot).requestFocus());
    robot.type(KeyCode.N);
    go(robot);
    robot.interact(() -> room.onHidden());
    assertThat(robot.lookup("#secret").queryAs(TextField.class).getText()).isEmpty();
  }

  @Test
  void revoking_asks_first_and_escape_gives_up(FxRobot robot) {
    choose(robot, "chatstage002");
    robot.type(KeyCode.DELETE);
    assertThat(RoomStage.says(robot, "Revoke mk_chatstage002_…?")).isTrue();
    assertThat(gateway.performed).isEmpty();
    robot.type(KeyCode.ESCAPE);
    assertThat(RoomStage.says(robot, "Revoke mk_chatstage002_…?")).isFalse();
    robot.interact(() -> keys(robot).requestFocus());
    robot.type(KeyCode.DELETE);
    go(robot);
    assertThat(gateway.performed).containsExactly(new Command.RevokeKey(new KeyId("chatstage002")));
  }

  @Test
  void a_key_is_rotated_with_a_day_of_overlap_unless_told_otherwise(FxRobot robot) {
    choose(robot, "demokey00003");
    robot.type(KeyCode.R);
    go(robot);
    assertThat(gateway.performed)
        .containsExactly(new Command.RotateKey(new KeyId("demokey00003"), Duration.ofHours(24)));
    assertThat(robot.lookup("#secret").queryAs(TextField.class).getText()).isNotEmpty();
  }

  @Test
  void an_expiry_is_changed(FxRobot robot) {
    choose(robot, "euold0000005");
    robot.type(KeyCode.E);
    go(robot);
    assertThat(gateway.performed)
        .containsExactly(new Command.ExpireKey(new KeyId("euold0000005"), Optional.empty()));
  }

  @Test
  void a_revoked_key_cannot_be_rotated_and_is_told_so(FxRobot robot) {
    choose(robot, SampleTenants.REVOKED.text());
    robot.type(KeyCode.R);
    assertThat(desk.told).last().asString().contains("is revoked for good");
    assertThat(gateway.performed).isEmpty();
  }

  @Test
  void slash_filters_and_a_selected_row_stays_selected_while_figures_change(FxRobot robot) {
    choose(robot, "chatprod0001");
    robot.interact(() -> {
      room.onShown();
      room.show(SampleSnapshots.busy(1_300, 8));
    });
    assertThat(keys(robot).getSelectionModel().getSelectedItem().key().id().text())
        .isEqualTo("chatprod0001");
    robot.type(KeyCode.SLASH);
    robot.interact(() -> robot.lookup("#key-filter").queryAs(TextField.class).setText("demo"));
    assertThat(keys(robot).getItems()).hasSize(1);
  }

  @Test
  void without_keys_it_says_how_to_make_one(FxRobot robot) {
    robot.interact(() -> {
      gateway.hold(Tenants.NONE);
      room.onShown();
      room.show(SampleSnapshots.quiet());
    });
    assertThat(RoomStage.says(robot, KeysWords.NO_KEYS)).isTrue();
    assertThat(RoomStage.says(robot, KeysWords.NO_PROJECTS)).isTrue();
    assertThat(RoomStage.says(robot, KeysWords.NO_REVOCATION)).isTrue();
    robot.interact(() -> keys(robot).requestFocus());
    robot.type(KeyCode.N);
    assertThat(desk.told).last().isEqualTo(KeysWords.NOT_ISSUING);
  }

  @Test
  void it_is_pictured_in_both_themes(FxRobot robot) throws Exception {
    for (Theme theme : Theme.values()) {
      Path file =
          WaitForAsyncUtils.asyncFx(
                  () -> {
                    KeysRoom big = new KeysRoom(new SampleDesk(gateway, false), evaluator);
                    Picture.scene((Parent) big.node(), 1_600, 1_000, theme);
                    big.onShown();
                    big.show(gateway.snapshot());
                    Picture.settle((Parent) big.node(), 1_600, 1_000);
                    return Picture.write((Parent) big.node(), "keys-" + theme.label());
                  })
              .get();
      assertThat(file).isNotEmptyFile();
    }
  }
}
