package meridian.console.timelines;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import meridian.Stage;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import org.kordamp.ikonli.feather.Feather;

/// The stages of one way in the window, against the budget, and the sum of their p95 beside the p95
/// of the total.
final class StageCard {
  private final TimelinesModel model;
  private final VBox card = new VBox();
  private final ObservableList<StageLine> lines = FXCollections.observableArrayList();
  private final TableView<StageLine> table = new TableView<>(lines);
  private final TableColumn<StageLine, StageLine> kind = column("Time is", StageCard::reach, false);
  private final Label sum = Parts.label(Figures.NONE, "figure");
  private final Label total = Parts.label(Figures.NONE, "figure");
  private final Label window = Parts.label("", "caption");
  private final Label first = Parts.wrapped("", "muted");
  private final Label verdict = Parts.wrapped("", "muted");
  private final Label why = Parts.wrapped("", "caption", "muted");

  /// Where the percentile stands that a narrow room can do without.
  private static final int P99 = 5;

  StageCard(TimelinesModel model) {
    this.model = model;
    card.getStyleClass().addAll("card", "flush");
    setUpTable();
    VBox sums =
        new VBox(
            Parts.label("Sum of the stages' p95", "section"),
            sum,
            Parts.label("p95 of the total", "section"),
            total,
            verdict,
            first,
            why);
    sums.getStyleClass().add("sums");
    HBox.setHgrow(table, Priority.ALWAYS);
    HBox body = new HBox(table, sums);
    VBox.setVgrow(body, Priority.ALWAYS);
    card.getChildren().addAll(bar(), body);
    card.setMinHeight(140);
    // Figures are never cut short: in a narrow room the reach of a stage gives way, then the sums.
    card.widthProperty()
        .addListener((_, _, width) -> {
          kind.setVisible(width.doubleValue() > 820);
          table.getColumns().get(P99).setVisible(width.doubleValue() > 720);
          sums.setPrefWidth(width.doubleValue() > 780 ? 250 : 172);
        });
    model.tableProperty().addListener((_, _, now) -> show(now));
    show(model.tableProperty().get());
  }

  VBox node() {
    return card;
  }

  private HBox bar() {
    ObjectProperty<Boolean> cold = new SimpleObjectProperty<>(model.tableColdProperty().get());
    cold.addListener((_, _, now) -> model.tableColdProperty().set(now));
    model.tableColdProperty().addListener((_, _, now) -> cold.set(now));
    HBox bar =
        Parts.line(
            10,
            Parts.label("Stages against budget", "heading"),
            window,
            Parts.spacer(),
            Parts.choice(
                model.tablePathProperty(),
                List.of(
                    choice(RequestPath.EDGE_HIT),
                    choice(RequestPath.ORIGIN_HIT),
                    choice(RequestPath.COLLAPSED),
                    choice(RequestPath.MISS))),
            Parts.choice(
                cold,
                List.of(
                    new Parts.Choice<>(false, "warm", "Requests on a connection in use"),
                    new Parts.Choice<>(true, "cold", "Requests that paid for a new connection"))));
    bar.getStyleClass().add("bar-line");
    return bar;
  }

  private static Parts.Choice<RequestPath> choice(RequestPath path) {
    return new Parts.Choice<>(path, path.label(), "");
  }

  private void setUpTable() {
    table.setId("stage-table");
    table.setAccessibleText("Stages of the chosen way");
    table.setFixedCellSize(26);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(
        Parts.empty(Feather.LAYERS, TimelinesWords.NO_PATH, TimelinesWords.NO_PATH_HOW));
    TableColumn<StageLine, StageLine> name = column("Stage", line -> line.name(), false);
    name.setPrefWidth(150);
    kind.setPrefWidth(86);
    table
        .getColumns()
        .addAll(
            List.of(
                name,
                kind,
                column("n", line -> Figures.count(line.spent().count()), true),
                percentile("p50", Percentiles::p50),
                percentile("p95", Percentiles::p95),
                percentile("p99", Percentiles::p99),
                wide(column("Budget", StageCard::budget, true)),
                column("Against budget", StageCard::over, true)));
    name.setMinWidth(112);
    table.getColumns().getLast().setPrefWidth(140);
    table.getColumns().getLast().setMinWidth(126);
  }

  private static TableColumn<StageLine, StageLine> wide(TableColumn<StageLine, StageLine> column) {
    column.setMinWidth(74);
    return column;
  }

  private static TableColumn<StageLine, StageLine> percentile(
      String title, ToLongFunction<Percentiles> which) {
    TableColumn<StageLine, StageLine> column =
        column(title, line -> Figures.percentile(line.spent(), which).text(), true);
    column.setMinWidth(68);
    return column;
  }

  private static TableColumn<StageLine, StageLine> column(
      String title, Function<StageLine, String> text, boolean isNumber) {
    TableColumn<StageLine, StageLine> column = new TableColumn<>(title);
    column.setSortable(false);
    column.setReorderable(false);
    column.setPrefWidth(80);
    column.setMinWidth(46);
    if (isNumber) {
      column.getStyleClass().add("number");
    }
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> new Cell(text, isNumber));
    return column;
  }

  private void show(StageTable now) {
    // Rows are replaced one by one, so that only those that changed repaint.
    for (int i = 0; i < Math.min(lines.size(), now.lines().size()); i++) {
      if (!lines.get(i).equals(now.lines().get(i))) {
        lines.set(i, now.lines().get(i));
      }
    }
    if (lines.size() > now.lines().size()) {
      lines.remove(now.lines().size(), lines.size());
    } else if (lines.size() < now.lines().size()) {
      lines.addAll(now.lines().subList(lines.size(), now.lines().size()));
    }
    window.setText(
        model
            .snapshotProperty()
            .get()
            .map(snapshot -> "window " + Figures.age(snapshot.windowNanos()))
            .orElse(""));
    boolean any = now.total().count() > 0;
    sum.setText(any ? Figures.duration(now.sumOfP95Nanos()) : Figures.NONE);
    total.setText(Figures.percentile(now.total(), Percentiles::p95).text());
    first.setText(
        any
            ? "n "
                + Figures.count(now.total().count())
                + " · first byte p95 "
                + Figures.duration(now.firstToken().p95())
            : "");
    verdict(now);
    boolean differ = now.sumOfP95Nanos() > now.total().p95() * 1.05;
    why.setText(!any ? "" : differ ? TimelinesWords.SUMS_DIFFER : TimelinesWords.SUMS_AGREE);
  }

  private void verdict(StageTable now) {
    boolean isJudged = now.total().count() > 0 && now.totalBudgetNanos() > 0;
    boolean isOver = isJudged && now.total().p95() > now.totalBudgetNanos();
    Parts.mark(verdict, "muted", !isJudged);
    Parts.mark(verdict, "crit", isOver);
    Parts.mark(verdict, "ok", isJudged && !isOver);
    if (now.total().count() == 0) {
      verdict.setText("");
    } else if (now.totalBudgetNanos() == 0) {
      verdict.setText("no budget for this way");
    } else {
      verdict.setText(
          (isOver ? "■ over its " : "● within its ") + Figures.duration(now.totalBudgetNanos()));
    }
  }

  private static String reach(StageLine line) {
    return line.stage()
        .map(Stage::reach)
        .map(reach ->
            switch (reach) {
              case ONE_WAY -> "one way";
              case ROUND_TRIP -> "round trip";
              case LOCAL -> "local";
            })
        .orElse("unexplained");
  }

  private static String budget(StageLine line) {
    return line.budget().map(Duration::toNanos).map(Figures::duration).orElse(Figures.NONE);
  }

  private static String over(StageLine line) {
    return line.overNanos()
        .map(nanos ->
            nanos > 0
                ? "■ " + Figures.duration(nanos) + " over"
                : "● " + Figures.duration(-nanos) + " left")
        .orElse(Figures.NONE);
  }

  private static final class Cell extends TableCell<StageLine, StageLine> {
    private final Function<StageLine, String> text;

    Cell(Function<StageLine, String> text, boolean isNumber) {
      this.text = text;
      if (isNumber) {
        getStyleClass().add("number");
      }
    }

    @Override
    protected void updateItem(StageLine line, boolean isEmpty) {
      super.updateItem(line, isEmpty);
      String words = isEmpty || line == null ? "" : text.apply(line);
      boolean isOver = words.startsWith("■");
      boolean isWithin = words.startsWith("●");
      setText(words);
      Parts.mark(this, "over", isOver);
      Parts.mark(this, "within", isWithin);
      Parts.mark(
          this,
          "thin-figures",
          !isOver
              && !isWithin
              && line != null
              && (line.spent().count() < Figures.ENOUGH || words.equals(Figures.NONE)));
    }
  }
}
