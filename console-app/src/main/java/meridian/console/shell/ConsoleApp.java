package meridian.console.shell;

import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// The console's window.
public final class ConsoleApp extends Application {
  /// JavaFX creates the application itself.
  public ConsoleApp() {}

  @Override
  public void start(Stage stage) {
    stage.setTitle("Meridian");
    stage.setScene(new Scene(new StackPane(new Label("Meridian")), 960, 640));
    stage.show();
  }
}
