package meridian.console.keys;

import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import meridian.KeyId;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/// The table of keys, newest first, with what can be done to the selected one. A row stays selected
/// while its figures change.
final class KeysCard {
  private final KeysModel model;
  private final TableView<KeyLine> table;
  private final TextField filter = new TextField();
  private final VBox card = new VBox();
  private boolean isFilling;

  KeysCard(Desk desk, KeysModel model, Consumer<KeysView.Deed> begin) {
    this.model = model;
    this.table = new TableView<>();
    table.setId("key-table");
    table.setAccessibleText("Keys");
    table.setFixedCellSize(28);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    add("Key", 142, false, KeyLine::name);
    add("Project", 72, false, line -> line.key().project().name());
    add("State", 120, false, KeyLine::state);
    add("Expires", 126, false, line -> line.expires(desk.zone()));
    add("Last used", 126, false, line -> line.lastUsed(desk.zone()));
    add("Requests", 68, true, line -> Figures.count(line.requests()));
    add("Of its own", 90, false, line -> line.key().own());
    table.setRowFactory(_ -> new Row(desk.zone()));
    model.keys().addListener((ListChangeListener<KeyLine>) _ -> refill());
    refill();
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, line) -> {
          if (!isFilling) {
            model.select(Optional.ofNullable(line).map(shown -> shown.key().id()));
          }
        });
    card.getStyleClass().addAll("card", "flush");
    card.getChildren().addAll(bar(desk, begin), table);
    VBox.setVgrow(table, Priority.ALWAYS);
    card.setMinHeight(120);
  }

  VBox node() {
    return card;
  }

  void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }

  private HBox bar(Desk desk, Consumer<KeysView.Deed> begin) {
    filter.setId("key-filter");
    filter.setPromptText(KeysWords.FILTER);
    filter.setAccessibleText(KeysWords.FILTER);
    filter.setPrefWidth(210);
    filter.setMinWidth(96);
    filter.textProperty().bindBidirectional(model.filterProperty());
    filter.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            filter.clear();
            table.requestFocus();
            event.consume();
          } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            table.requestFocus();
            event.consume();
          }
        });
    Button create =
        button("Create key", Feather.PLUS, "N", () -> begin.accept(KeysView.Deed.CREATE));
    create.setId("create-key");
    create.setDisable(desk.isReadOnly());
    HBox bar =
        Parts.line(
            8,
            Parts.label("Keys", "heading"),
            Parts.spacer(),
            filter,
            create,
            ofSelected(desk, "Rotate", Feather.REFRESH_CW, "R", begin, KeysView.Deed.ROTATE),
            ofSelected(desk, "Expiry", Feather.CLOCK, "E", begin, KeysView.Deed.EXPIRE),
            ofSelected(desk, "Revoke", Feather.SLASH, "Delete", begin, KeysView.Deed.REVOKE));
    bar.getStyleClass().add("bar-line");
    return bar;
  }

  private static Button button(
      String text, org.kordamp.ikonli.Ikon icon, String key, Runnable body) {
    return Parts.tip(Parts.quiet(text, icon, body), text + " (" + key + ")");
  }

  private Button ofSelected(
      Desk desk,
      String text,
      org.kordamp.ikonli.Ikon icon,
      String key,
      Consumer<KeysView.Deed> begin,
      KeysView.Deed deed) {
    Button button = button(text, icon, key, () -> begin.accept(deed));
    button.setId(text.toLowerCase(java.util.Locale.ROOT) + "-key");
    button
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> desk.isReadOnly() || model.selectedProperty().get().isEmpty(),
                model.selectedProperty()));
    return button;
  }

  private void refill() {
    isFilling = true;
    table.getItems().setAll(model.keys());
    Optional<KeyId> selected = model.selectedProperty().get();
    table.getSelectionModel().clearSelection();
    for (int i = 0; i < table.getItems().size(); i++) {
      if (selected.filter(table.getItems().get(i).key().id()::equals).isPresent()) {
        table.getSelectionModel().select(i);
      }
    }
    boolean isFiltered = !model.filterProperty().get().isBlank();
    table.setPlaceholder(
        isFiltered
            ? Parts.empty(Feather.FILTER, KeysWords.NO_MATCH, KeysWords.NO_MATCH_HOW)
            : Parts.empty(Feather.KEY, KeysWords.NO_KEYS, KeysWords.NO_KEYS_HOW));
    isFilling = false;
  }

  private void add(String title, double width, boolean isNumber, Function<KeyLine, String> text) {
    TableColumn<KeyLine, String> column = new TableColumn<>(title);
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 142));
    if (isNumber) {
      column.getStyleClass().add("number");
    }
    table.getColumns().add(column);
  }

  /// A key that is not let in is written faint; what the columns leave out is in the tooltip.
  private static final class Row extends TableRow<KeyLine> {
    private final ZoneId zone;
    private final Tooltip tip = new Tooltip();

    Row(ZoneId zone) {
      this.zone = zone;
    }

    @Override
    protected void updateItem(KeyLine line, boolean isEmpty) {
      super.updateItem(line, isEmpty);
      boolean isShown = !isEmpty && line != null;
      tip.setText(isShown ? line.whole(zone) : "");
      setTooltip(isShown ? tip : null);
      Parts.mark(this, "unusable", !isEmpty && line != null && !line.isUsable());
    }
  }
}
