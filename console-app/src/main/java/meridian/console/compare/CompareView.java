package meridian.console.compare;

import java.util.Optional;
import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.console.chart.Ridges;
import meridian.console.chart.ShareStrips;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.control.ComparedMeasure;
import meridian.control.Comparison;
import meridian.scenario.Scenario;
import meridian.telemetry.LatencyFigures;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// How the Compare room looks: what to compare, the truth in sentences, and below them the
/// distributions beside availability and figures.
final class CompareView {
  private final Desk desk;
  private final CompareModel model;
  private final Button run = new Button();
  private final ProgressBar progress = new ProgressBar(0);
  private final Label state = Parts.label("", "mono", "muted");
  private final VBox truth = new VBox(4);
  private final Ridges ridges = new Ridges("Latency by place and way");
  private final ShareStrips strips = new ShareStrips("Availability");
  private final GridPane figures = new GridPane(18, 7);
  private final Button copy = Parts.quiet("Copy CSV", Feather.COPY, this::copyCsv);
  private final StackPane body = new StackPane();
  private final VBox done;
  private final StackPane root;

  CompareView(Desk desk, CompareModel model) {
    this.desk = desk;
    this.model = model;
    truth.getStyleClass().add("card");
    this.done = new VBox(10, truth, charts());
    VBox.setVgrow(done.getChildren().getLast(), Priority.ALWAYS);
    VBox.setVgrow(body, Priority.ALWAYS);
    root = Parts.room(new StackPane(new VBox(10, controls(), body)));
    model.stateProperty().addListener((_, _, _) -> show());
    show();
  }

  StackPane node() {
    return root;
  }

  void copyCsv() {
    model
        .shown()
        .ifPresent(comparison -> desk.copy(CompareCsv.of(comparison), "The comparison as CSV"));
  }

  private HBox controls() {
    ComboBox<Scenario> scenario = new ComboBox<>(model.scenarios());
    scenario.setId("compare-scenario");
    scenario.setAccessibleText("Scenario");
    scenario.setPrefWidth(270);
    scenario.setMinWidth(130);
    scenario.setCellFactory(_ -> new TitleCell());
    scenario.setButtonCell(new TitleCell());
    scenario
        .valueProperty()
        .addListener((_, _, now) -> model.scenarioProperty().set(Optional.ofNullable(now)));
    model
        .scenarioProperty()
        .addListener((_, _, now) -> {
          now.ifPresent(scenario::setValue);
          show();
        });
    model.scenarioProperty().get().ifPresent(scenario::setValue);
    HBox variants = Parts.line(10);
    for (String variant : model.comparer().variants()) {
      CheckBox box = new CheckBox(variant);
      box.setMinWidth(Region.USE_PREF_SIZE);
      box.setSelected(model.chosen().contains(variant));
      box.setOnAction(_ -> {
        if (box.isSelected()) {
          model.chosen().add(variant);
        } else {
          model.chosen().remove(variant);
        }
        show();
      });
      variants.getChildren().add(box);
    }
    Spinner<Integer> seeds = new Spinner<>(1, CompareModel.MOST_SEEDS, model.seedsProperty().get());
    seeds.setPrefWidth(80);
    seeds.setAccessibleText("How many seeds");
    seeds.valueProperty().addListener((_, _, now) -> model.seedsProperty().set(now));
    run.setId("compare-run");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(_ -> {
      if (model.isRunning()) {
        model.cancel();
      } else {
        model.start();
      }
    });
    progress.setPrefWidth(140);
    copy.setId("compare-copy");
    HBox bar =
        Parts.line(
            10,
            scenario,
            variants,
            Parts.tip(Parts.label("seeds", "field-name"), CompareWords.SEEDS),
            seeds,
            run,
            progress,
            state,
            Parts.spacer(),
            Parts.label("modelled", "badge", "modelled"),
            copy);
    bar.getStyleClass().add("card");
    return bar;
  }

  private HBox charts() {
    VBox.setVgrow(ridges, Priority.ALWAYS);
    VBox left =
        new VBox(
            8,
            Parts.line(
                10,
                Parts.label("Latency by place", "heading"),
                Parts.label(CompareWords.RIDGES, "caption")),
            ridges,
            legend());
    left.getStyleClass().add("card");
    HBox.setHgrow(left, Priority.ALWAYS);
    VBox.setVgrow(strips, Priority.SOMETIMES);
    VBox upper =
        new VBox(
            8,
            Parts.line(
                10,
                Parts.label("Availability through the faults", "heading"),
                Parts.label(CompareWords.STRIPS, "caption")),
            strips);
    upper.getStyleClass().add("card");
    ScrollPane scroll = new ScrollPane(figures);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinHeight(0);
    figures.setPadding(new Insets(0, 14, 0, 0));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox lower =
        new VBox(
            8,
            Parts.label("Figures of one run", "heading"),
            Parts.label(CompareWords.FIGURES, "caption"),
            scroll);
    lower.getStyleClass().add("card");
    VBox.setVgrow(lower, Priority.ALWAYS);
    VBox right = new VBox(10, upper, lower);
    right.setPrefWidth(640);
    right.setMinWidth(420);
    return new HBox(10, left, right);
  }

  private static HBox legend() {
    HBox legend = Parts.line(14);
    for (String[] one :
        new String[][] {
          {"edge", "edge hit"},
          {"origin", "origin hit"},
          {"collapsed", "collapsed"},
          {"provider", "miss"}
        }) {
      Region swatch = new Region();
      swatch.getStyleClass().addAll("swatch", one[0]);
      legend.getChildren().add(Parts.line(5, swatch, Parts.label(one[1], "caption")));
    }
    return legend;
  }

  private void show() {
    CompareState now = model.stateProperty().get();
    boolean isRunning = now instanceof CompareState.Running;
    run.setText(isRunning ? "Cancel" : "Compare");
    run.setGraphic(new FontIcon(isRunning ? Feather.X : Feather.PLAY));
    run.getStyleClass().setAll("button", isRunning ? "plain-button" : "accent-button");
    run.setDisable(!isRunning && model.obstacle().isPresent());
    progress.setVisible(isRunning);
    progress.setManaged(isRunning);
    copy.setDisable(!(now instanceof CompareState.Done));
    body.getChildren()
        .setAll(
            switch (now) {
              case CompareState.Idle _ -> {
                state.setText(model.obstacle().orElse(""));
                yield Parts.empty(Feather.COLUMNS, CompareWords.EMPTY, CompareWords.EMPTY_HOW);
              }
              case CompareState.Running running -> {
                progress.setProgress(running.share());
                state.setText(
                    running.done()
                        + " of "
                        + running.all()
                        + " runs"
                        + running
                            .left()
                            .map(left -> " · about " + Figures.age(left.toNanos()) + " left")
                            .orElse(""));
                yield Parts.empty(Feather.LOADER, CompareWords.RUNNING, CompareWords.RUNNING_HOW);
              }
              case CompareState.Done(Comparison comparison) -> {
                state.setText("");
                show(comparison);
                yield done;
              }
              case CompareState.Failed(String reason) -> {
                state.setText("");
                yield Parts.empty(Feather.ALERT_TRIANGLE, CompareWords.FAILED, reason);
              }
            });
  }

  private void show(Comparison comparison) {
    truth
        .getChildren()
        .setAll(
            Truth.of(comparison).stream()
                .map(text -> (Node) Parts.wrapped(text, "truth"))
                .toList());
    truth
        .getChildren()
        .add(
            Parts.label(
                comparison.title()
                    + (comparison.seeds().size() == 1 ? " · seed " : " · seeds ")
                    + String.join(", ", comparison.seeds().stream().map(String::valueOf).toList()),
                "caption"));
    ridges.show(Pictures.ridges(comparison), LatencyFigures.CELL_BOUNDS);
    strips.show(Pictures.strips(comparison));
    fill(comparison);
  }

  private void fill(Comparison comparison) {
    figures.getChildren().clear();
    figures.getColumnConstraints().setAll(new ColumnConstraints());
    int column = 1;
    for (Comparison.Variant variant : comparison.variants()) {
      ColumnConstraints right = new ColumnConstraints();
      right.setHalignment(HPos.RIGHT);
      right.setHgrow(Priority.ALWAYS);
      figures.getColumnConstraints().add(right);
      figures.add(whole(Parts.label(variant.label(), "section")), column++, 0);
    }
    int row = 1;
    for (ComparedMeasure measure : ComparedMeasure.values()) {
      figures.add(whole(Parts.label(measure.label(), "muted")), 0, row);
      column = 1;
      for (Comparison.Variant variant : comparison.variants()) {
        figures.add(cell(measure, Truth.of(variant, measure)), column++, row);
      }
      row++;
    }
  }

  /// A figure is never cut short.
  private static Label whole(Label label) {
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  /// The mean, and below it how it differs from the first variant.
  private static VBox cell(ComparedMeasure measure, Optional<Comparison.Estimate> figure) {
    Label mean =
        whole(
            Parts.label(
                figure.map(of -> Truth.text(measure, of.mean())).orElse(Figures.NONE), "mono"));
    VBox cell = new VBox(mean);
    figure
        .flatMap(Comparison.Estimate::difference)
        .filter(Truth::isBounded)
        .ifPresent(of -> {
          String range =
              Truth.difference(measure, of.low()) + " to " + Truth.difference(measure, of.high());
          cell.getChildren()
              .add(whole(Parts.label(of.isSignificant() ? range : "≈ " + range, "caption")));
        });
    cell.setAlignment(javafx.geometry.Pos.TOP_RIGHT);
    return cell;
  }

  /// A scenario by its title.
  private static final class TitleCell extends ListCell<Scenario> {
    @Override
    protected void updateItem(Scenario scenario, boolean isEmpty) {
      super.updateItem(scenario, isEmpty);
      setText(isEmpty || scenario == null ? "" : scenario.title());
    }
  }
}
