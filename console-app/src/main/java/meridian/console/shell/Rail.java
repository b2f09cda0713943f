package meridian.console.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import meridian.console.session.Room;
import meridian.console.theme.Themes;

/// The rooms, one below the other.
final class Rail extends VBox {
  private static final double WIDTH = 172;

  private final Map<String, ToggleButton> buttons = new LinkedHashMap<>();

  /// @param goTo is told the title of the room that was chosen
  Rail(List<Room> rooms, Consumer<String> goTo) {
    getStyleClass().add("rail");
    setMinWidth(WIDTH);
    setPrefWidth(WIDTH);
    HBox brand = new HBox(mark(), Icons.label("Meridian", "brand-name"));
    brand.getStyleClass().add("brand");
    brand.setAlignment(Pos.CENTER_LEFT);
    getChildren().add(brand);
    int number = 1;
    for (Room room : rooms) {
      ToggleButton button = new ToggleButton(room.title(), Icons.of(room.icon()));
      button.getStyleClass().setAll("toggle-button", "rail-item");
      button.setMaxWidth(Double.MAX_VALUE);
      button.setTooltip(new Tooltip(room.title() + "   Alt+" + number++));
      button.setOnAction(_ -> {
        // A second click must not leave the rail with nothing selected.
        button.setSelected(true);
        goTo.accept(room.title());
      });
      buttons.put(room.title(), button);
      getChildren().add(button);
      VBox.setVgrow(button, Priority.NEVER);
    }
  }

  /// Marks the room called `title`.
  void select(String title) {
    buttons.forEach((name, button) -> button.setSelected(name.equals(title)));
  }

  /// The sign of the product: a globe's middle line.
  private static SVGPath mark() {
    SVGPath path = new SVGPath();
    path.setContent("M9 1 A8 8 0 1 0 9.01 1 M9 1 C13 5 13 13 9 17 M9 1 C5 5 5 13 9 17 M1 9 H17");
    path.setFill(null);
    path.setStrokeWidth(1.4);
    path.setStrokeLineCap(StrokeLineCap.ROUND);
    path.strokeProperty().bind(Themes.palette().map(palette -> palette.accent()));
    return path;
  }
}
