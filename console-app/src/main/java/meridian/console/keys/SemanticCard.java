package meridian.console.keys;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.control.Command;
import meridian.control.Evaluation;
import meridian.control.SemanticUse;
import org.kordamp.ikonli.feather.Feather;

/// A project's semantic cache: what is in force and found, what a threshold would do, and the way
/// to another one. Nothing changes before its button is pressed.
final class SemanticCard {
  private final Desk desk;
  private final SemanticModel model;
  private final ObjectProperty<Boolean> guarded = new SimpleObjectProperty<>(true);
  private final Label inForce = Parts.wrapped("", "muted");
  private final Label pending = Parts.wrapped("", "problem");
  private final Label refusal = Parts.wrapped("", "refusal");
  private final Label found = Parts.wrapped("");
  private final Label readout = Parts.wrapped("");
  private final Label source = Parts.wrapped("", "caption");
  private final Spinner<Double> threshold = new Spinner<>();
  private final Button apply = new Button("Put in force");
  private final Button discard = Parts.quiet("Discard", Feather.X, this::discard);
  private final SemanticChart chart;
  private final VBox curve = new VBox(6);
  private final StackPane middle = new StackPane();
  private final VBox body = new VBox(8);

  SemanticCard(Desk desk, SemanticModel model) {
    this.desk = desk;
    this.model = model;
    this.chart = new SemanticChart(model::moveTo);
    found.setId("semantic-found");
    refusal.setId("semantic-refusal");
    pending.setId("semantic-pending");
    readout.setId("semantic-readout");
    VBox.setVgrow(chart, Priority.ALWAYS);
    curve
        .getChildren()
        .addAll(
            Parts.line(
                10,
                Parts.choice(
                    guarded,
                    List.of(
                        new Parts.Choice<>(true, "with guard", SemanticWords.GUARDED),
                        new Parts.Choice<>(false, "cosine alone", SemanticWords.PLAIN))),
                Parts.spacer(),
                Parts.tip(
                    Parts.quiet("CSV", Feather.COPY, this::copyCsv), "Copy the curve as CSV")),
            chart,
            readout,
            source);
    VBox.setVgrow(middle, Priority.ALWAYS);
    body.getChildren()
        .addAll(
            found,
            inForce,
            pending,
            controls(),
            refusal,
            middle,
            new MeasureBar(model, desk).node());
    VBox.setVgrow(body, Priority.ALWAYS);
    model.shownProperty().addListener((_, _, _) -> fill());
    model.modeProperty().addListener((_, _, _) -> fill());
    model.loadedProperty().addListener((_, _, _) -> fill());
    model.thresholdProperty().addListener((_, _, _) -> fill());
    guarded.addListener((_, _, _) -> fill());
    fill();
  }

  VBox node() {
    return body;
  }

  /// Takes the keyboard to the marker.
  void focus() {
    chart.requestFocus();
  }

  void copyCsv() {
    model
        .evaluation()
        .ifPresentOrElse(
            evaluation -> desk.copy(SemanticChart.csv(evaluation), "The curve as CSV"),
            () -> desk.tell(Desk.Tone.WARN, SemanticWords.NO_CURVE));
  }

  private FlowPane controls() {
    SpinnerValueFactory.DoubleSpinnerValueFactory values =
        new SpinnerValueFactory.DoubleSpinnerValueFactory(
            SemanticUse.LEAST, 1, model.thresholdProperty().get(), 0.01);
    values.setConverter(new Cosine());
    threshold.setValueFactory(values);
    threshold.setEditable(true);
    threshold.setId("semantic-threshold");
    threshold.setAccessibleText("Threshold: the least cosine of a hit");
    threshold.setPrefWidth(84);
    threshold.setMinWidth(84);
    values.valueProperty().addListener((_, _, now) -> model.thresholdProperty().set(now));
    apply.setId("semantic-apply");
    apply.getStyleClass().add("accent-button");
    apply.setMinWidth(Region.USE_PREF_SIZE);
    apply.setOnAction(_ -> apply());
    discard.setId("semantic-discard");
    discard.setText("");
    Parts.tip(discard, "Discard: what is in force again");
    HBox wish =
        Parts.line(
            8,
            Parts.choice(
                model.modeProperty(),
                List.of(
                    new Parts.Choice<>(SemanticUse.Mode.OFF, "off", SemanticWords.OFF_HOW),
                    new Parts.Choice<>(SemanticUse.Mode.SHADOW, "shadow", SemanticWords.SHADOW_HOW),
                    new Parts.Choice<>(SemanticUse.Mode.ON, "on", SemanticWords.ON_HOW))),
            Parts.label("≥", "field-name"),
            threshold);
    return new FlowPane(12, 6, wish, Parts.line(4, apply, discard));
  }

  private void discard() {
    model.discard();
  }

  private void apply() {
    model
        .change()
        .ifPresent(change -> {
          if (desk.perform("Semantic cache", change)) {
            model.taken(change);
          }
        });
  }

  private void fill() {
    Optional<SemanticModel.Shown> now = model.shownProperty().get();
    body.setDisable(now.isEmpty());
    Optional<SemanticUse> use = now.map(SemanticModel.Shown::use);
    say(found, now.map(shown -> SemanticWords.found(shown.counts())));
    say(inForce, now.map(shown -> SemanticWords.inForce(shown.project(), shown.use())));
    say(pending, now.flatMap(SemanticModel.Shown::asked).map(SemanticWords::pending));
    say(refusal, model.refusal().map(reason -> "■ Breaks the budget: " + reason));
    Optional<Command.SetSemantic> change = model.change();
    apply.setDisable(desk.isReadOnly() || change.isEmpty());
    discard.setDisable(!model.isEdited());
    double cosine = model.thresholdProperty().get();
    if (threshold.getValueFactory().getValue() != cosine) {
      threshold.getValueFactory().setValue(cosine);
    }
    Optional<Evaluation> evaluation = model.evaluation();
    chart.show(
        evaluation.map(measured ->
            new SemanticChart.Shown(
                measured,
                guarded.get(),
                use.flatMap(SemanticUse::budget),
                use.map(SemanticUse::threshold).orElse(cosine))));
    chart.mark(cosine);
    if (evaluation.isPresent()) {
      readout.setText(SemanticWords.at(evaluation.get(), cosine, guarded.get()));
      source.setText(
          SemanticWords.source(evaluation.get(), model.loadedProperty().get().isPresent()));
    }
    show(evaluation.isPresent(), use);
  }

  private void show(boolean isMeasured, Optional<SemanticUse> use) {
    if (isMeasured) {
      if (!middle.getChildren().equals(List.of(curve))) {
        middle.getChildren().setAll(curve);
      }
      return;
    }
    String how =
        use.map(SemanticUse::measured).orElseGet(SemanticUse.Measured.Unnamed::new)
                instanceof SemanticUse.Measured.Unreadable unreadable
            ? SemanticWords.unreadable(unreadable.file())
            : SemanticWords.NO_CURVE_HOW;
    middle
        .getChildren()
        .setAll(
            Parts.empty(
                Feather.ACTIVITY,
                use.isEmpty() ? SemanticWords.NO_PROJECT : SemanticWords.NO_CURVE,
                how));
  }

  private static void say(Label label, Optional<String> text) {
    label.setText(text.orElse(""));
    label.setVisible(text.isPresent());
    label.setManaged(text.isPresent());
  }

  /// A threshold with two digits; what is no number stays what it was.
  private final class Cosine extends StringConverter<Double> {
    @Override
    public String toString(Double value) {
      return SemanticWords.cosine(value == null ? model.thresholdProperty().get() : value);
    }

    @Override
    public Double fromString(String text) {
      try {
        double value = Double.parseDouble(text.strip());
        return Double.isFinite(value)
            ? Math.clamp(Math.rint(value * 100) / 100, SemanticUse.LEAST, 1)
            : model.thresholdProperty().get();
      } catch (NumberFormatException none) {
        return model.thresholdProperty().get();
      }
    }
  }
}
