package meridian.console.sample;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// What tests of a room have in common: the room alone on a stage, and nothing left behind.
@ExtendWith(ApplicationExtension.class)
public interface RoomStage {
  /// Shows `room` on `stage`, dark, this large.
  static void show(Stage stage, Node room, double width, double height) {
    Themes.use(Theme.DARK);
    stage.setScene(new Scene(new StackPane(room), width, height));
    stage.show();
  }

  /// Whether some visible label or button contains `text`.
  static boolean says(FxRobot robot, String text) {
    return robot
        .lookup((Labeled l) -> l.isVisible() && l.getText() != null && l.getText().contains(text))
        .tryQuery()
        .isPresent();
  }

  /// Takes the stage away, and fails the test when something failed on it.
  @AfterEach
  default void leaveNothing() throws Throwable {
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
    WaitForAsyncUtils.clearExceptions();
  }
}
