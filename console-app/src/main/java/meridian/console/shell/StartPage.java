package meridian.console.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What the window shows before there is a gateway: that it starts, or why it did not.
final class StartPage extends StackPane {
  private static final double WIDTH = 620;

  StartPage() {
    getStyleClass().add("console");
    setPadding(new Insets(32));
    starting();
  }

  void starting() {
    ProgressIndicator progress = new ProgressIndicator();
    progress.setMaxSize(28, 28);
    VBox box = new VBox(14, progress, Icons.label("Starting the gateway…", "muted"));
    box.setAlignment(Pos.CENTER);
    getChildren().setAll(box);
  }

  /// Says why the gateway did not start.
  void failed(String reason, Runnable again, Runnable quit) {
    Label words = Icons.label(reason, "mono");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.getStyleClass().add("code-line");
    Button retry = new Button("Try again");
    retry.getStyleClass().add("accent");
    retry.setDefaultButton(true);
    retry.setOnAction(_ -> again.run());
    Button leave = new Button("Quit");
    leave.setOnAction(_ -> quit.run());
    Label sign = new Label("", Icons.of(Feather.ALERT_OCTAGON));
    sign.getStyleClass().add("start-problem");
    VBox card =
        new VBox(
            14,
            new HBox(10, sign, Icons.label("The gateway did not start", "heading")),
            words,
            new HBox(8, retry, leave));
    card.getStyleClass().add("card");
    card.setPadding(new Insets(22));
    card.setMaxSize(WIDTH, USE_PREF_SIZE);
    getChildren().setAll(card);
  }
}
