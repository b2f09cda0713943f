package meridian.console.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import meridian.console.chart.Crosshair;
import meridian.console.chart.Exports;
import meridian.console.chart.TimeSeriesChart;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.console.theme.Themes;
import meridian.cost.Advice;
import org.kordamp.ikonli.feather.Feather;

/// How the Cost room looks: headline figures; on the left money over time, by project and model,
/// the edge's bill and break-even; on the right what the traffic advises.
final class CostView {
  private final Desk desk;
  private final CostModel model;
  private final Map<CostTile.Kind, CostTileCard> tiles = new EnumMap<>(CostTile.Kind.class);
  private final Map<Advice.Topic, AdviceCard> advice = new EnumMap<>(Advice.Topic.class);
  private final TimeSeriesChart chart;
  private final Label chartBadge = Parts.label("", "badge");
  private final Label mixed = Parts.wrapped(CostWords.MIXED, "muted");
  private final CostTable table;
  private final EdgeCard edge;
  private final BreakEvenChart breakEven = new BreakEvenChart();
  private final Label breakEvenModel = Parts.label("", "mono", "muted");
  private final StackPane body = new StackPane();
  private final HBox filled;
  private final Node empty;
  private final StackPane root;

  CostView(Desk desk, CostModel model) {
    this.desk = desk;
    this.model = model;
    this.chart = new TimeSeriesChart("Spent and saved", new Crosshair(), desk.zone());
    this.table = new CostTable(desk, model);
    this.edge = new EdgeCard(model);
    HBox row = new HBox(10);
    for (CostTile.Kind kind : CostTile.Kind.values()) {
      CostTileCard card = new CostTileCard(kind);
      tiles.put(kind, card);
      row.getChildren().add(card.node());
    }
    ScrollPane figures = new ScrollPane(left());
    figures.setFitToWidth(true);
    figures.setFitToHeight(true);
    figures.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    figures.setMinWidth(440);
    row.setMinHeight(Region.USE_PREF_SIZE);
    body.setMinHeight(0);
    filled = new HBox(10, figures, right());
    filled.setMinHeight(0);
    HBox.setHgrow(filled.getChildren().getFirst(), Priority.ALWAYS);
    Button go = Parts.quiet(CostWords.TRAFFIC, Feather.SEND, () -> desk.goTo("Traffic"));
    empty = Parts.empty(Feather.DOLLAR_SIGN, CostWords.EMPTY, CostWords.EMPTY_HOW, go);
    VBox.setVgrow(body, Priority.ALWAYS);
    body.getChildren().setAll(empty);
    root = Parts.room(new StackPane(new VBox(10, row, body)));
    model.modelProperty().addListener((_, _, _) -> showBreakEven());
    model.adviceProperty().addListener((_, _, _) -> showAdvice());
  }

  StackPane node() {
    return root;
  }

  private VBox left() {
    VBox.setVgrow(chart, Priority.ALWAYS);
    mixed.setManaged(false);
    mixed.setVisible(false);
    VBox overTime =
        new VBox(
            6,
            Parts.line(
                8,
                Parts.label("Spent and saved over time", "heading"),
                chartBadge,
                Parts.label(CostWords.CHART, "caption")),
            mixed,
            chart);
    overTime.getStyleClass().add("card");
    overTime.setMinHeight(170);
    overTime.setPrefHeight(220);
    VBox even =
        new VBox(
            6,
            Parts.line(8, Parts.label("Break-even", "heading"), breakEvenModel),
            Parts.wrapped(CostWords.BREAK_EVEN, "caption"),
            breakEven);
    VBox.setVgrow(breakEven, Priority.ALWAYS);
    even.getStyleClass().add("card");
    HBox.setHgrow(even, Priority.ALWAYS);
    edge.node().setPrefWidth(390);
    edge.node().setMinWidth(326);
    HBox lower = new HBox(10, edge.node(), even);
    edge.node().setMinHeight(Region.USE_PREF_SIZE);
    lower.setMinHeight(Region.USE_PREF_SIZE);
    VBox.setVgrow(table.node(), Priority.ALWAYS);
    VBox left = new VBox(10, overTime, table.node(), lower);
    left.setMinWidth(440);
    return left;
  }

  private VBox right() {
    VBox cards = new VBox(8);
    for (Advice.Topic topic : Advice.Topic.values()) {
      AdviceCard card = new AdviceCard(topic);
      advice.put(topic, card);
      cards.getChildren().add(card.node());
    }
    TitledPane assumptions =
        new TitledPane(CostWords.ASSUMPTIONS, new AssumptionsForm(model).node());
    assumptions.setId("cost-assumptions");
    assumptions.setExpanded(false);
    assumptions.setAnimated(false);
    assumptions.getStyleClass().add("advice-fold");
    cards.getChildren().add(assumptions);
    ScrollPane scroll = new ScrollPane(cards);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox right =
        new VBox(
            8,
            Parts.line(
                6,
                Parts.label("Advisor", "heading"),
                Parts.spacer(),
                Parts.quiet("Copy report", Feather.COPY, this::copyReport),
                Parts.quiet("Save…", Feather.SAVE, this::saveReport),
                Parts.quiet("Picture…", Feather.IMAGE, this::savePicture)),
            Parts.wrapped(CostWords.ADVICE, "caption"),
            scroll);
    right.setPrefWidth(560);
    right.setMinWidth(360);
    return right;
  }

  /// Figures, chart, bill and break-even.
  void showFigures() {
    CostModel.Seen now = model.seenProperty().get().orElse(null);
    if (now == null) {
      return;
    }
    Map<CostTile.Kind, CostTile> read = model.tiles();
    tiles.forEach((kind, card) -> Optional.ofNullable(read.get(kind)).ifPresent(card::show));
    Node wanted = model.isEmpty() ? empty : filled;
    if (!body.getChildren().contains(wanted)) {
      body.getChildren().setAll(wanted);
    }
    boolean isMixed = now.report().isMixed();
    mixed.setManaged(isMixed);
    mixed.setVisible(isMixed);
    chart.setManaged(!isMixed);
    chart.setVisible(!isMixed);
    chart.show(model.series());
    String kind = CostModel.badge(now.report().isModelled());
    chartBadge.setText(kind);
    chartBadge.setVisible(!isMixed);
    Parts.mark(chartBadge, "modelled", now.report().isModelled());
    Parts.mark(chartBadge, "measured", !now.report().isModelled());
    showBreakEven();
  }

  /// Table and bill, which cost more to lay out.
  void showTables() {
    table.show();
    model.seenProperty().get().ifPresent(edge::show);
  }

  private void showBreakEven() {
    breakEven.show(model.drawn());
    breakEvenModel.setText(model.drawn().map(each -> each.model()).orElse(""));
  }

  private void showAdvice() {
    model
        .adviceProperty()
        .get()
        .forEach(each -> {
          AdviceCard card = advice.get(each.topic());
          if (card != null) {
            card.show(each);
          }
        });
  }

  void copyReport() {
    desk.copy(model.report(), "The report as text");
  }

  void copyCsv() {
    table.copy(desk);
  }

  private void saveReport() {
    choose("cost-report.txt")
        .ifPresent(file ->
            save(
                () -> {
                  try {
                    Files.writeString(file, model.report());
                  } catch (IOException e) {
                    throw new UncheckedIOException("cannot write " + file, e);
                  }
                },
                file));
  }

  private void savePicture() {
    choose("cost.png")
        .ifPresent(file ->
            save(
                () ->
                    Exports.writePng(
                        Exports.picture(root, 2, Themes.palette().get().token("-ops-canvas")),
                        file),
                file));
  }

  private void save(Runnable write, Path file) {
    try {
      write.run();
      desk.tell(Desk.Tone.OK, "Saved " + file);
    } catch (UncheckedIOException e) {
      desk.tell(
          Desk.Tone.CRIT,
          "Could not write " + file + ": " + e.getMessage() + ". Choose another place.");
    }
  }

  private Optional<Path> choose(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(name);
    return Optional.ofNullable(chooser.showSaveDialog(root.getScene().getWindow()))
        .map(file -> file.toPath());
  }
}
