package meridian.console.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class ThemesTest {
  private final StackPane root = new StackPane();

  @Start
  void start(Stage stage) {
    Themes.use(Theme.DARK);
    stage.setScene(new Scene(root, 300, 200));
    stage.show();
  }

  @AfterEach
  void hide_windows() throws Throwable {
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  @Test
  void windows_popups_and_later_scenes_wear_the_theme(FxRobot robot) {
    robot.interact(() -> {
      assertThat(last(root.getScene().getStylesheets())).endsWith("console.css");
      ContextMenu menu = new ContextMenu(new MenuItem("Copy"));
      menu.show(root, 10, 10);
      assertThat(last(menu.getScene().getStylesheets())).endsWith("console.css");
      Themes.use(Theme.LIGHT);
      assertThat(root.getScene().getStylesheets().getFirst()).endsWith("tokens-light.css");
      assertThat(menu.getScene().getStylesheets().getFirst()).endsWith("tokens-light.css");
      Scene next = new Scene(new StackPane(), 200, 100);
      ((Stage) root.getScene().getWindow()).setScene(next);
      assertThat(next.getStylesheets().getFirst()).endsWith("tokens-light.css");
      menu.hide();
    });
  }

  @Test
  void the_typefaces_come_with_the_console() {
    assertThat(Font.getFamilies()).contains("Inter", "JetBrains Mono");
    assertThat(Fonts.strong(12).getName()).isEqualTo("Inter Semi Bold");
    assertThat(Fonts.mono(12).getFamily()).isEqualTo("JetBrains Mono");
  }

  private static String last(List<String> sheets) {
    return sheets.getLast();
  }
}
