package meridian.console.keys;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/// Measures the questions of a file in the background, or opens an earlier result, and saves what
/// came of it.
final class MeasureBar {
  private final SemanticModel model;
  private final Desk desk;
  private final TextField file = new TextField();
  private final Button go = Parts.quiet("Evaluate", Feather.PLAY, this::go);
  private final Button browse = Parts.quiet("", Feather.FOLDER, this::browse);
  private final Button copy = Parts.quiet("JSON", Feather.COPY, this::copy);
  private final Button putAway = Parts.quiet("", Feather.CORNER_UP_LEFT, () -> {});
  private final ProgressBar progress = new ProgressBar();
  private final Label state = Parts.wrapped("");
  private final VBox box = new VBox(6);

  MeasureBar(SemanticModel model, Desk desk) {
    this.model = model;
    this.desk = desk;
    file.setId("semantic-file");
    file.setPromptText(SemanticWords.FILE);
    file.setAccessibleText("File to evaluate: " + SemanticWords.FILES);
    Parts.tip(file, SemanticWords.FILES);
    file.setOnAction(_ -> go());
    HBox.setHgrow(file, Priority.ALWAYS);
    go.setId("semantic-evaluate");
    Parts.tip(browse, "Choose a file");
    Parts.tip(
        copy, "Copy the evaluation as JSON: save it and name the file as semantic.evaluation");
    Parts.tip(putAway, "Back to the project's own evaluation");
    putAway.setOnAction(_ -> model.putAway());
    progress.setPrefWidth(110);
    progress.setMinWidth(60);
    progress.getStyleClass().add("small");
    state.setId("semantic-state");
    HBox.setHgrow(state, Priority.ALWAYS);
    box.getChildren()
        .addAll(Parts.line(6, file, browse, go, copy, putAway), Parts.line(8, progress, state));
    model.measuringProperty().addListener((_, _, now) -> fill(now));
    model.shownProperty().addListener((_, _, _) -> copy.setDisable(model.evaluation().isEmpty()));
    model.loadedProperty().addListener((_, _, _) -> fill(model.measuringProperty().get()));
    fill(model.measuringProperty().get());
  }

  VBox node() {
    return box;
  }

  private void go() {
    if (model.measuringProperty().get() instanceof Measuring.Running) {
      model.cancel();
      return;
    }
    String name = file.getText().strip();
    try {
      if (!name.isEmpty()) {
        model.measure(Path.of(name));
      }
    } catch (InvalidPathException wrong) {
      desk.tell(Desk.Tone.WARN, "Expected a path, found '" + name + "': " + wrong.getReason());
    }
  }

  private void browse() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Questions to evaluate");
    Optional.ofNullable(chooser.showOpenDialog(box.getScene().getWindow()))
        .ifPresent(chosen -> {
          file.setText(chosen.toPath().toString());
          go();
        });
  }

  private void copy() {
    model
        .evaluation()
        .ifPresent(evaluation -> desk.copy(evaluation.json(), "The evaluation as JSON"));
  }

  private void fill(Measuring now) {
    boolean isRunning = now instanceof Measuring.Running;
    go.setText(isRunning ? "Cancel" : "Evaluate");
    go.setGraphic(new org.kordamp.ikonli.javafx.FontIcon(isRunning ? Feather.X : Feather.PLAY));
    file.setDisable(isRunning);
    browse.setDisable(isRunning);
    copy.setDisable(model.evaluation().isEmpty());
    boolean isLoaded = model.loadedProperty().get().isPresent();
    putAway.setVisible(isLoaded);
    putAway.setManaged(isLoaded);
    progress.setVisible(isRunning);
    progress.setManaged(isRunning);
    String text =
        switch (now) {
          case Measuring.Idle _ -> "";
          case Measuring.Running running -> {
            progress.setProgress(running.share());
            yield running.all() == 0
                ? "loading the model"
                : "%s %d of %d".formatted(running.what(), running.done(), running.all());
          }
          case Measuring.Failed failed -> "■ " + failed.reason();
        };
    state.setText(text);
    Parts.mark(state, "problem", now instanceof Measuring.Failed);
    state.getParent().setVisible(!text.isEmpty());
    state.getParent().setManaged(!text.isEmpty());
  }
}
