package meridian.console.shell;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import meridian.console.session.Action;
import org.jspecify.annotations.Nullable;

/// Everything that can be reached or done, found by typing a few letters of its name.
final class SearchPalette extends VBox {
  private static final double WIDTH = 560;
  private static final double ROW = 36;
  private static final int MOST_ROWS = 9;

  private final TextField field = new TextField();
  private final ListView<Action> list = new ListView<>();
  private final Supplier<List<Action>> actions;
  private final Runnable close;

  /// @param actions what there is to find, asked for each time it opens
  /// @param close takes it off the screen
  SearchPalette(Supplier<List<Action>> actions, Runnable close) {
    this.actions = actions;
    this.close = close;
    getStyleClass().add("sheet");
    setMaxSize(WIDTH, USE_PREF_SIZE);
    setPrefWidth(WIDTH);
    field.setPromptText("Go to a room, or do something…");
    field.getStyleClass().add("palette-field");
    list.getStyleClass().add("palette-list");
    list.setFixedCellSize(ROW);
    list.setPlaceholder(Icons.label("Nothing of that name", "faint"));
    list.setCellFactory(_ -> new Cell());
    list.setFocusTraversable(false);
    list.setOnMouseClicked(_ -> run());
    getChildren().addAll(field, list);
    field.textProperty().addListener((_, _, typed) -> find(typed));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /// Starts afresh, with everything listed.
  void open() {
    field.clear();
    find("");
    field.requestFocus();
  }

  private void find(String typed) {
    List<Action> found =
        actions.get().stream()
            .filter(action -> Matching.score(typed, action.name()).isPresent())
            .sorted(
                Comparator.comparingInt(
                    action -> -Matching.score(typed, action.name()).orElse(Integer.MIN_VALUE + 1)))
            .toList();
    list.getItems().setAll(found);
    list.getSelectionModel().selectFirst();
    list.setPrefHeight(Math.max(1, Math.min(MOST_ROWS, found.size())) * ROW + 14);
    list.scrollTo(0);
  }

  private void onKey(KeyEvent event) {
    KeyCode key = event.getCode();
    if (key == KeyCode.DOWN || key == KeyCode.UP) {
      int rows = list.getItems().size();
      if (rows > 0) {
        int step = key == KeyCode.DOWN ? 1 : -1;
        int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + step, rows);
        list.getSelectionModel().select(next);
        list.scrollTo(Math.max(0, next - MOST_ROWS + 1));
      }
    } else if (key == KeyCode.ENTER) {
      run();
    } else if (key == KeyCode.ESCAPE) {
      close.run();
    } else {
      return;
    }
    event.consume();
  }

  private void run() {
    @Nullable Action chosen = list.getSelectionModel().getSelectedItem();
    close.run();
    if (chosen != null) {
      chosen.body().run();
    }
  }

  private static final class Cell extends ListCell<Action> {
    @Override
    protected void updateItem(@Nullable Action action, boolean isEmpty) {
      super.updateItem(action, isEmpty);
      setText(null);
      if (action == null || isEmpty) {
        setGraphic(null);
        return;
      }
      HBox row =
          new HBox(
              10,
              Icons.of(action.icon()),
              new Label(action.name()),
              Icons.spring(),
              Icons.keys(action.keys()));
      row.setAlignment(Pos.CENTER_LEFT);
      setGraphic(row);
    }
  }
}
