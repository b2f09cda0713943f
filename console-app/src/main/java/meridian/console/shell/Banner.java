package meridian.console.shell;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;

/// One line under the top bar for what must not be overlooked; it stays until it is closed.
final class Banner extends HBox {
  private final Label words = Icons.label("");

  Banner() {
    getStyleClass().addAll("banner", "crit");
    Button close = new Button("", Icons.of(Feather.X));
    close.getStyleClass().setAll("button", "quiet-button");
    close.setAccessibleText("Close");
    close.setOnAction(_ -> clear());
    words.setMinWidth(0);
    getChildren().addAll(Icons.of(Feather.ALERT_TRIANGLE), words, Icons.spring(), close);
    clear();
  }

  void say(String text) {
    words.setText(text);
    setVisible(true);
    setManaged(true);
  }

  void clear() {
    setVisible(false);
    setManaged(false);
  }
}
