package meridian.console.cost;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.cost.Usd;
import meridian.telemetry.CostFigures;
import org.kordamp.ikonli.feather.Feather;

/// The table by project and model. A row selected draws its model's break-even; the rows stand
/// still while the mouse is inside.
final class CostTable {
  private final CostModel model;
  private final ObservableList<CostFigures.Row> items = FXCollections.observableArrayList();
  private final TableView<CostFigures.Row> table = new TableView<>(items);
  private final VBox card;
  private boolean isFilling;

  CostTable(Desk desk, CostModel model) {
    this.model = model;
    table.setId("cost-table");
    table.setAccessibleText("Cost by project and model");
    table.setFixedCellSize(28);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table
        .getColumns()
        .add(text("Project", row -> row.project().map(Object::toString).orElse("other"), 62));
    table.getColumns().add(text("Model", CostFigures.Row::model, 150));
    table
        .getColumns()
        .add(
            number(
                "Requests",
                row -> (double) row.requests(),
                row -> Figures.count(row.requests()),
                70));
    table
        .getColumns()
        .add(number("Calls", row -> (double) row.calls(), row -> Figures.count(row.calls()), 56));
    table
        .getColumns()
        .add(number("Hit share", CostTable::hitShare, row -> Figures.percent(hitShare(row)), 66));
    table
        .getColumns()
        .add(
            number(
                "Unpriced",
                row -> (double) row.unpriced(),
                row -> row.unpriced() == 0 ? "0" : Figures.count(row.unpriced()),
                66));
    table
        .getColumns()
        .add(
            number(
                "Spent",
                row -> (double) row.spent().microUsd(),
                row -> Usd.of(row.spent()).text(),
                72));
    table
        .getColumns()
        .add(
            number(
                "Saved",
                row -> (double) row.saved().microUsd(),
                row -> Usd.of(row.saved()).text(),
                72));
    TableColumn<CostFigures.Row, CostFigures.Row> kind =
        text("Money", row -> CostModel.badge(row.isModelled()), 76);
    table.getColumns().add(kind);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, row) -> {
          if (!isFilling) {
            model.modelProperty().set(Optional.ofNullable(row).map(CostFigures.Row::model));
          }
        });
    VBox.setVgrow(table, Priority.ALWAYS);
    Label heading = Parts.label("By project and model", "heading");
    heading.setMinWidth(Label.USE_PREF_SIZE);
    var bar =
        Parts.line(
            10,
            heading,
            Parts.label(CostWords.ROWS, "caption"),
            Parts.spacer(),
            Parts.quiet("Copy CSV", Feather.COPY, () -> copy(desk)));
    bar.getStyleClass().add("bar-line");
    card = new VBox(bar, table);
    card.getStyleClass().addAll("card", "flush");
    card.setMinHeight(130);
  }

  VBox node() {
    return card;
  }

  void copy(Desk desk) {
    List<CostFigures.Row> rows = model.rows();
    desk.copy(CostCsv.of(rows), rows.size() + " rows as CSV");
  }

  /// Fills in what is new, unless the mouse is inside.
  void show() {
    List<CostFigures.Row> rows = model.rows();
    if (table.isHover() && items.size() == rows.size()) {
      return;
    }
    isFilling = true;
    int chosen = table.getSelectionModel().getSelectedIndex();
    if (items.size() == rows.size()) {
      for (int i = 0; i < rows.size(); i++) {
        if (!items.get(i).equals(rows.get(i))) {
          items.set(i, rows.get(i));
        }
      }
    } else {
      items.setAll(rows);
    }
    table.sort();
    if (chosen >= 0 && chosen < items.size()) {
      table.getSelectionModel().select(chosen);
    }
    isFilling = false;
  }

  private static double hitShare(CostFigures.Row row) {
    return row.requests() == 0 ? Double.NaN : (double) row.hits() / row.requests();
  }

  private static TableColumn<CostFigures.Row, CostFigures.Row> text(
      String title, Function<CostFigures.Row, String> what, double width) {
    TableColumn<CostFigures.Row, CostFigures.Row> column =
        column(title, what, Comparator.comparing(what), width);
    return column;
  }

  private static TableColumn<CostFigures.Row, CostFigures.Row> number(
      String title,
      Function<CostFigures.Row, Double> order,
      Function<CostFigures.Row, String> what,
      double width) {
    TableColumn<CostFigures.Row, CostFigures.Row> column =
        column(title, what, Comparator.comparing(order), width);
    column.getStyleClass().add("number");
    return column;
  }

  private static TableColumn<CostFigures.Row, CostFigures.Row> column(
      String title,
      Function<CostFigures.Row, String> what,
      Comparator<CostFigures.Row> order,
      double width) {
    TableColumn<CostFigures.Row, CostFigures.Row> column = new TableColumn<>();
    Label head = Parts.label(title, "head");
    column.setGraphic(head);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setComparator(order);
    column.setCellFactory(_ -> new Cell(what));
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 92));
    return column;
  }

  private static final class Cell extends TableCell<CostFigures.Row, CostFigures.Row> {
    private final Function<CostFigures.Row, String> what;

    Cell(Function<CostFigures.Row, String> what) {
      this.what = what;
    }

    @Override
    protected void updateItem(CostFigures.Row row, boolean isEmpty) {
      super.updateItem(row, isEmpty);
      setText(isEmpty || row == null ? "" : what.apply(row));
      Parts.mark(this, "thin-figures", !isEmpty && row != null && row.requests() < Figures.ENOUGH);
    }
  }
}
