package meridian.console.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import meridian.PopId;
import meridian.console.chart.Sparkline;
import meridian.console.chart.Values;
import meridian.console.format.Figure;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Palette;
import meridian.console.theme.Parts;
import meridian.telemetry.Snapshot;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The per-PoP table with its filter. Rows repaint only when their figures change; the order stands
/// still while the mouse is inside.
final class PopTableView {
  private final WorldModel model;
  private final VBox card = new VBox();
  private final ObservableList<PopLine> items = FXCollections.observableArrayList();
  private final TableView<PopLine> table = new TableView<>(items);
  private final CustomTextField filter = new CustomTextField();
  private final Label count = Parts.label("", "caption");
  private final Consumer<PopId> opener;
  private boolean isSelecting;

  PopTableView(Desk desk, WorldModel model, Consumer<PopId> opener) {
    this.model = model;
    this.opener = opener;
    items.setAll(model.lines());
    model.lines().addListener((ListChangeListener<PopLine>) _ -> refill());
    card.getStyleClass().addAll("card", "flush");
    card.getChildren().addAll(bar(desk), table);
    VBox.setVgrow(table, Priority.ALWAYS);
    card.setMinHeight(120);
    setUpColumns();
    setUpTable();
    select(model.selectedProperty().get());
    model.selectedProperty().addListener((_, _, pop) -> select(pop));
  }

  VBox node() {
    return card;
  }

  TableView<PopLine> table() {
    return table;
  }

  /// Puts the cursor into the filter.
  void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }

  /// Sorts anew, unless the mouse is inside.
  void show() {
    if (!table.isHover()) {
      sort();
    }
    showCount();
  }

  private HBox bar(Desk desk) {
    filter.setId("pop-filter");
    filter.setPromptText(WorldWords.FILTER);
    filter.setAccessibleText(WorldWords.FILTER);
    filter.getStyleClass().add("field-small");
    FontIcon sign = new FontIcon(Feather.FILTER);
    sign.getStyleClass().add("icon-faint");
    HBox left = Parts.line(0, sign);
    left.setPadding(new javafx.geometry.Insets(0, 2, 0, 8));
    filter.setLeft(left);
    filter.setPrefWidth(290);
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
            if (table.getSelectionModel().isEmpty() && !items.isEmpty()) {
              table.getSelectionModel().selectFirst();
            }
            event.consume();
          }
        });
    HBox bar =
        Parts.line(
            10,
            Parts.label("Points of presence", "heading"),
            count,
            Parts.spacer(),
            filter,
            Parts.quiet(
                WorldWords.COPY_CSV,
                Feather.COPY,
                () -> desk.copy(PopTable.csv(items), items.size() + " rows as CSV")));
    bar.getStyleClass().add("bar-line");
    return bar;
  }

  private void setUpColumns() {
    table.getColumns().add(nameColumn());
    for (PopTable column : PopTable.values()) {
      TableColumn<PopLine, Snapshot.PopRow> figures = figureColumn(column);
      table.getColumns().add(figures);
      if (column == PopTable.REQUESTS) {
        figures.setSortType(TableColumn.SortType.DESCENDING);
        table.getSortOrder().add(figures);
      }
    }
    table.getColumns().add(trendColumn());
  }

  private TableColumn<PopLine, PopLine> nameColumn() {
    TableColumn<PopLine, PopLine> name = new TableColumn<>("PoP");
    name.setCellValueFactory(
        row -> new javafx.beans.property.ReadOnlyObjectWrapper<>(row.getValue()));
    name.setComparator(Comparator.comparing(PopLine::pop));
    name.setCellFactory(_ -> new NameCell());
    name.setPrefWidth(170);
    name.setMinWidth(110);
    return name;
  }

  private static TableColumn<PopLine, Snapshot.PopRow> figureColumn(PopTable column) {
    TableColumn<PopLine, Snapshot.PopRow> figures = new TableColumn<>();
    Label head = Parts.label(column.title(), "head");
    figures.setGraphic(Parts.tip(head, column.title() + ": " + column.meaning()));
    figures.getStyleClass().add("number");
    figures.setCellValueFactory(row -> row.getValue().rowProperty());
    figures.setComparator(Comparator.comparingDouble(column::order));
    figures.setCellFactory(_ -> new FigureCell(column));
    figures.setPrefWidth(column == PopTable.BLIND ? 122 : 96);
    figures.setMinWidth(64);
    return figures;
  }

  private static TableColumn<PopLine, Snapshot.PopRow> trendColumn() {
    TableColumn<PopLine, Snapshot.PopRow> trend = new TableColumn<>("Last minute");
    trend.setSortable(false);
    trend.setCellValueFactory(row -> row.getValue().rowProperty());
    trend.setCellFactory(_ -> new TrendCell());
    trend.setPrefWidth(150);
    trend.setMinWidth(80);
    return trend;
  }

  private void setUpTable() {
    table.setId("pop-table");
    table.setAccessibleText("Points of presence");
    table.setFixedCellSize(28);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(Parts.empty(Feather.FILTER, WorldWords.NO_MATCH, WorldWords.NO_MATCH_HOW));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, line) -> {
          if (!isSelecting) {
            model.selectedProperty().set(Optional.ofNullable(line).map(PopLine::pop));
          }
        });
    table.setRowFactory(_ -> {
      TableRow<PopLine> row = new TableRow<>();
      row.setOnMouseClicked(event -> {
        if (event.getClickCount() == 2 && !row.isEmpty()) {
          opener.accept(row.getItem().pop());
        }
      });
      return row;
    });
    table.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          PopLine line = table.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && line != null) {
            opener.accept(line.pop());
            event.consume();
          }
        });
  }

  private void refill() {
    isSelecting = true;
    items.setAll(sorted());
    isSelecting = false;
    select(model.selectedProperty().get());
    showCount();
  }

  private void sort() {
    List<PopLine> wanted = sorted();
    if (!wanted.equals(items)) {
      isSelecting = true;
      items.setAll(wanted);
      isSelecting = false;
      select(model.selectedProperty().get());
    }
  }

  private List<PopLine> sorted() {
    List<PopLine> lines = new ArrayList<>(model.lines());
    Comparator<PopLine> order = table.getComparator();
    if (order != null) {
      lines.sort(order);
    }
    return lines;
  }

  private void select(Optional<PopId> pop) {
    isSelecting = true;
    Optional<PopLine> line = pop.flatMap(model::line).filter(items::contains);
    if (line.isPresent()) {
      if (table.getSelectionModel().getSelectedItem() != line.get()) {
        table.getSelectionModel().select(line.get());
        reveal(items.indexOf(line.get()));
      }
    } else {
      table.getSelectionModel().clearSelection();
    }
    isSelecting = false;
  }

  /// Scrolls only when the row is out of sight: the eye keeps its place.
  private void reveal(int row) {
    if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
        && flow.getFirstVisibleCell() != null
        && row >= flow.getFirstVisibleCell().getIndex()
        && row < flow.getLastVisibleCell().getIndex()) {
      return;
    }
    table.scrollTo(Math.max(0, row - 2));
  }

  private void showCount() {
    long busy = items.stream().filter(line -> line.row().requests() > 0).count();
    count.setText(items.size() + " shown · " + busy + " with traffic");
  }

  private static final class NameCell extends TableCell<PopLine, PopLine> {
    private final Label code = Parts.label("", "mono");
    private final Label city = Parts.label("", "muted");
    private final HBox box = Parts.line(8, code, city);

    @Override
    protected void updateItem(PopLine line, boolean isEmpty) {
      super.updateItem(line, isEmpty);
      if (isEmpty || line == null) {
        setGraphic(null);
      } else {
        code.setText(line.pop().code());
        city.setText(line.site().place().city());
        setGraphic(box);
      }
    }
  }

  private static final class FigureCell extends TableCell<PopLine, Snapshot.PopRow> {
    private final PopTable column;

    FigureCell(PopTable column) {
      this.column = column;
      getStyleClass().add("number");
    }

    @Override
    protected void updateItem(Snapshot.PopRow row, boolean isEmpty) {
      super.updateItem(row, isEmpty);
      Figure figure = isEmpty || row == null ? new Figure("", 0) : column.figure(row);
      setText(figure.text());
      Parts.mark(this, "thin-figures", figure.isThin());
    }
  }

  private static final class TrendCell extends TableCell<PopLine, Snapshot.PopRow> {
    private final Sparkline line =
        new Sparkline("Requests per second", Palette::accent, Figures::number);

    TrendCell() {
      line.setPrefHeight(20);
      line.setMaxHeight(20);
      line.prefWidthProperty().bind(Bindings.max(40, widthProperty().subtract(16)));
    }

    @Override
    protected void updateItem(Snapshot.PopRow row, boolean isEmpty) {
      super.updateItem(row, isEmpty);
      PopLine shown = getTableRow() == null ? null : getTableRow().getItem();
      if (isEmpty || shown == null) {
        setGraphic(null);
      } else {
        line.show(Values.of(shown.trend()), OptionalDouble.empty());
        setGraphic(line);
      }
    }
  }
}
