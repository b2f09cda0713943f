package meridian.console.traffic;

import atlantafx.base.controls.ProgressSliderSkin;
import atlantafx.base.theme.Styles;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import meridian.console.chart.Sparkline;
import meridian.console.chart.Values;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Palette;
import meridian.console.theme.Parts;
import meridian.control.Command;
import meridian.control.TrafficPlan;
import meridian.telemetry.Snapshot;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Generated traffic: how much, from where, how often the same; started and stopped here, and what
/// the gateway measures of it.
final class GeneratorCard {
  private static final int TREND_SECONDS = 60;

  /// Rates of the slider: steps an operator thinks in.
  private static final double[] RATES = {0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500};

  private final Desk desk;
  private final TrafficModel model;
  private final VBox card = new VBox(10);
  private final GridPane form = new GridPane();
  private final Button toggle = new Button();
  private final Button apply;
  private final Button stopOthers;
  private final Label state = Parts.wrapped("", "caption", "muted");
  private final Label measured = Parts.label(Figures.NONE, "figure");
  private final Sparkline trend =
      new Sparkline("Requests per second, last minute", Palette::accent, Figures::number);
  private final Map<PlaceGroup, Label> shares = new EnumMap<>(PlaceGroup.class);

  GeneratorCard(Desk desk, TrafficModel model) {
    this.desk = desk;
    this.model = model;
    apply = Parts.quiet("Apply changes", Feather.REFRESH_CW, this::start);
    stopOthers =
        Parts.tip(
            Parts.quiet("Stop it", Feather.SQUARE, this::stop),
            "Stop generated traffic that was started elsewhere in the console");
    stopOthers.setVisible(false);
    stopOthers.managedProperty().bind(stopOthers.visibleProperty());
    apply.managedProperty().bind(apply.visibleProperty());
    card.getStyleClass().add("card");
    form.getStyleClass().add("form");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(104);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    ColumnConstraints figures = new ColumnConstraints();
    figures.setMinWidth(52);
    figures.setHalignment(javafx.geometry.HPos.RIGHT);
    form.getColumnConstraints().addAll(names, fields, figures);
    rate();
    mix();
    for (PlaceGroup group : PlaceGroup.values()) {
      share(group);
    }
    portion("Repeats", model.repeatShareProperty(), "exact repeats of earlier prompts");
    portion("Streams", model.streamShareProperty(), "answers asked for as a stream");
    ComboBox<String> models = new ComboBox<>();
    models.getItems().setAll(model.about().models());
    models.valueProperty().bindBidirectional(model.trafficModelProperty());
    models.setMaxWidth(Double.MAX_VALUE);
    Label name = Parts.label("Model", "field-name");
    name.setLabelFor(models);
    form.add(name, 0, form.getRowCount());
    form.add(models, 1, form.getRowCount() - 1, 2, 1);
    toggle.setId("generator");
    toggle.setOnAction(_ -> toggle());
    toggle.setDisable(desk.isReadOnly());
    toggle.setMinWidth(Region.USE_PREF_SIZE);
    trend.setPrefHeight(34);
    HBox.setHgrow(trend, Priority.ALWAYS);
    card.getChildren()
        .addAll(
            Parts.line(
                8, Parts.label("Generated traffic", "heading"), Parts.spacer(), apply, stopOthers),
            Parts.line(10, measured, trend),
            form,
            Parts.line(10, toggle, state));
    HBox.setHgrow(state, Priority.ALWAYS);
    model.runningProperty().addListener((_, _, _) -> showState());
    model.rateProperty().addListener((_, _, _) -> showState());
    model.repeatShareProperty().addListener((_, _, _) -> showState());
    model.streamShareProperty().addListener((_, _, _) -> showState());
    model.trafficModelProperty().addListener((_, _, _) -> showState());
    showState();
  }

  VBox node() {
    return card;
  }

  void toggle() {
    if (model.runningProperty().get().isPresent()) {
      stop();
    } else {
      start();
    }
  }

  private void stop() {
    if (desk.perform("Stop generated traffic", new Command.StopTraffic())) {
      model.runningProperty().set(Optional.empty());
    }
  }

  /// What the gateway measures, of every source.
  void showFigures() {
    model
        .snapshotProperty()
        .get()
        .ifPresent(now -> {
          boolean any = now.headline().requestsTotal() > 0;
          measured.setText(any ? Figures.rate(now.headline().requestsPerSecond()) : Figures.NONE);
          stopOthers.setVisible(
              !desk.isReadOnly()
                  && model.runningProperty().get().isEmpty()
                  && now.headline().requestsPerSecond() > 1);
          var history = now.history();
          trend.show(
              Values.of(
                  history.subList(Math.max(0, history.size() - TREND_SECONDS), history.size()),
                  (Snapshot.Second second) -> (double) second.requests()),
              model
                  .runningProperty()
                  .get()
                  .map(plan -> OptionalDouble.of(plan.requestsPerSecond()))
                  .orElse(OptionalDouble.empty()));
        });
  }

  private void start() {
    Optional<TrafficPlan> plan = model.plan();
    if (plan.isEmpty()) {
      desk.tell(Desk.Tone.WARN, TrafficWords.NO_SHARES);
    } else if (desk.perform("Start generated traffic", new Command.StartTraffic(plan.get()))) {
      model.runningProperty().set(plan);
    }
  }

  private void showState() {
    Optional<TrafficPlan> running = model.runningProperty().get();
    boolean isRunning = running.isPresent();
    toggle.setText(isRunning ? "Stop" : "Start");
    toggle.setGraphic(new FontIcon(isRunning ? Feather.SQUARE : Feather.PLAY));
    toggle.getStyleClass().setAll("button", isRunning ? "plain-button" : "accent-button");
    boolean isChanged = isRunning && !running.equals(model.plan());
    apply.setVisible(isChanged);
    state.setText(
        desk.isReadOnly()
            ? TrafficWords.READ_ONLY
            : model.plan().isEmpty()
                ? TrafficWords.NO_SHARES
                : running
                    .map(plan ->
                        "● sending "
                            + Figures.rate(plan.requestsPerSecond())
                            + " on average; above is what the gateway measures, of every source")
                    .orElse(
                        desk.gateway().playback().isPresent()
                            ? TrafficWords.ARRIVALS_SIMULATED
                            : TrafficWords.ARRIVALS));
  }

  private void rate() {
    Slider slider = new Slider(0, RATES.length - 1.0, 0);
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(true);
    slider.setBlockIncrement(1);
    slider.setValue(nearest(model.rateProperty().get()));
    slider
        .valueProperty()
        .addListener(
            (_, _, at) -> model.rateProperty().set(RATES[(int) Math.round(at.doubleValue())]));
    Label figure = Parts.label("", "mono");
    figure.textProperty().bind(model.rateProperty().map(v -> Figures.rate(v.doubleValue())));
    row("Rate", slider, figure, "mean requests per second");
  }

  private static int nearest(double rate) {
    int best = 0;
    for (int i = 0; i < RATES.length; i++) {
      if (Math.abs(RATES[i] - rate) < Math.abs(RATES[best] - rate)) {
        best = i;
      }
    }
    return best;
  }

  private void mix() {
    ComboBox<Mix> mixes = new ComboBox<>();
    mixes.setId("mix");
    mixes.getItems().setAll(Mix.PRESETS);
    mixes.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@org.jspecify.annotations.Nullable Mix mix) {
            return mix == null ? "Your own mix" : mix.title();
          }

          @Override
          public @org.jspecify.annotations.Nullable Mix fromString(String text) {
            return Mix.PRESETS.stream()
                .filter(mix -> mix.title().equals(text))
                .findFirst()
                .orElse(null);
          }
        });
    mixes.setValue(Mix.PRESETS.getFirst());
    mixes.setMaxWidth(Double.MAX_VALUE);
    mixes.setOnAction(_ -> Optional.ofNullable(mixes.getValue()).ifPresent(model::use));
    Label name = Parts.label("Clients sit in", "field-name");
    name.setLabelFor(mixes);
    int at = form.getRowCount();
    form.add(name, 0, at);
    form.add(mixes, 1, at, 2, 1);
  }

  private void share(PlaceGroup group) {
    IntegerProperty percent = model.percent(group);
    Slider slider = new Slider(0, 100, percent.get());
    slider.setBlockIncrement(5);
    slider
        .valueProperty()
        .addListener((_, _, at) -> percent.set((int) Math.round(at.doubleValue())));
    Label figure = Parts.label("", "mono");
    shares.put(group, figure);
    percent.addListener((_, _, now) -> {
      if (Math.round(slider.getValue()) != now.intValue()) {
        slider.setValue(now.intValue());
      }
      showShares();
      showState();
    });
    row(group.title(), slider, figure, "share of clients in " + group.title());
    showShares();
  }

  /// What the weights come to, of 100.
  private void showShares() {
    int whole = 0;
    for (PlaceGroup group : PlaceGroup.values()) {
      whole += model.percent(group).get();
    }
    for (Map.Entry<PlaceGroup, Label> entry : shares.entrySet()) {
      double share = whole == 0 ? 0 : model.percent(entry.getKey()).get() / (double) whole;
      entry.getValue().setText(Math.round(100 * share) + " %");
    }
  }

  private void portion(String title, DoubleProperty share, String help) {
    Slider slider = new Slider(0, 1, share.get());
    slider.setBlockIncrement(0.05);
    slider.valueProperty().bindBidirectional(share);
    Label figure = Parts.label("", "mono");
    figure.textProperty().bind(share.map(v -> Math.round(100 * v.doubleValue()) + " %"));
    row(title, slider, figure, help);
  }

  private void row(String title, Slider slider, Label figure, String help) {
    Label name = Parts.label(title, "field-name");
    name.setLabelFor(slider);
    slider.setAccessibleText(title + ": " + help);
    Parts.tip(name, title + ": " + help);
    figure.setMinWidth(Region.USE_PREF_SIZE);
    slider.getStyleClass().add(Styles.SMALL);
    slider.setSkin(new ProgressSliderSkin(slider));
    form.addRow(form.getRowCount(), name, slider, figure);
  }
}
