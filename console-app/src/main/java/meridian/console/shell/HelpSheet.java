package meridian.console.shell;

import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/// Every key the console knows.
final class HelpSheet extends VBox {
  private record Entry(String keys, String meaning) {}

  private static final List<Entry> EVERYWHERE =
      List.of(
          new Entry("Ctrl+K", "search rooms and actions"),
          new Entry("Alt+1", "first room, Alt+2 the second, up to 9"),
          new Entry("Alt+A", "alarms: Enter looks, A acknowledges, S snoozes"),
          new Entry("Space", "pause the picture, or go on; the gateway keeps serving"),
          new Entry("←+→", "a moment back or forward; with Shift ten seconds"),
          new Entry("Home", "the first recorded moment"),
          new Entry("End", "back to the present"),
          new Entry("/", "filter what the room lists"),
          new Entry("?", "this list"),
          new Entry("Esc", "back, one step at a time"));

  private static final List<Entry> CHARTS =
      List.of(
          new Entry("←+→", "move the crosshair, or from dot to dot on the map"),
          new Entry("Enter", "open what is selected"),
          new Entry("+", "zoom the map in; - out, 0 shows the world"),
          new Entry("Menu", "copy or save a chart as PNG or CSV"));

  HelpSheet() {
    super(14);
    getStyleClass().add("sheet");
    setPadding(new Insets(20, 24, 22, 24));
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().addAll(part("Everywhere", EVERYWHERE), part("Charts and map", CHARTS));
  }

  private static VBox part(String name, List<Entry> entries) {
    GridPane grid = new GridPane(18, 9);
    int row = 0;
    for (Entry entry : entries) {
      grid.add(Icons.keys(entry.keys()), 0, row);
      grid.add(new Label(entry.meaning()), 1, row++);
    }
    return new VBox(10, Icons.label(name, "section"), grid);
  }
}
