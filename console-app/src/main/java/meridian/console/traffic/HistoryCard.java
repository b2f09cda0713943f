package meridian.console.traffic;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import org.kordamp.ikonli.feather.Feather;

/// Requests sent by hand, newest first. Choosing one shows its answer; Enter or a double click puts
/// it back into the composer.
final class HistoryCard {
  private final TrafficModel model;
  private final VBox card = new VBox(6);
  private final ListView<Attempt> list = new ListView<>();

  HistoryCard(TrafficModel model) {
    this.model = model;
    card.getStyleClass().add("card");
    card.setMinHeight(150);
    card.setPrefHeight(150);
    list.setId("history");
    list.getStyleClass().add("request-list");
    list.setFixedCellSize(28);
    list.setAccessibleText("Requests sent by hand, newest first");
    list.setItems(model.attempts());
    Label none = Parts.wrapped(TrafficWords.NO_HISTORY, "faint");
    list.setPlaceholder(none);
    list.setCellFactory(_ -> new Cell());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, attempt) -> {
          if (attempt != null) {
            model.shownProperty().set(Optional.of(attempt));
          }
        });
    model
        .shownProperty()
        .addListener((_, _, shown) -> shown.ifPresent(list.getSelectionModel()::select));
    list.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && !event.isControlDown()) {
            takeBack();
            event.consume();
          }
        });
    list.setOnMouseClicked(event -> {
      if (event.getClickCount() == 2) {
        takeBack();
      }
    });
    VBox.setVgrow(list, Priority.ALWAYS);
    card.getChildren()
        .addAll(
            Parts.line(
                8,
                Parts.label("Sent from here", "heading"),
                Parts.spacer(),
                Parts.tip(
                    Parts.quiet("Edit again", Feather.CORNER_UP_LEFT, this::takeBack),
                    "Put it back into the composer: Enter")),
            list);
  }

  VBox node() {
    return card;
  }

  private void takeBack() {
    Attempt attempt = list.getSelectionModel().getSelectedItem();
    if (attempt != null) {
      model.take(attempt.draft());
    }
  }

  private static final class Cell extends ListCell<Attempt> {
    private final Label sign = Parts.label("", "sign");
    private final Label way = Parts.label("", "mono");
    private final Label prompt = Parts.label("", "muted");
    private final Label total = Parts.label("", "mono");
    private final HBox box = Parts.line(8, sign, way, prompt, total);

    Cell() {
      way.setMinWidth(62);
      prompt.setMinWidth(20);
      prompt.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(prompt, Priority.ALWAYS);
      total.setMinWidth(62);
      total.setAlignment(Pos.CENTER_RIGHT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(Attempt attempt, boolean isEmpty) {
      super.updateItem(attempt, isEmpty);
      textProperty().unbind();
      total.textProperty().unbind();
      sign.textProperty().unbind();
      sign.styleProperty().unbind();
      if (isEmpty || attempt == null) {
        setGraphic(null);
        return;
      }
      way.setText(attempt.trial().client() + "→" + attempt.trial().pop());
      prompt.setText(attempt.draft().prompt().replaceAll("\\s+", " "));
      sign.textProperty().bind(attempt.phaseProperty().map(_ -> sign(attempt)));
      sign.styleProperty().bind(attempt.phaseProperty().map(_ -> colour(attempt)));
      total.textProperty().bind(attempt.phaseProperty().map(Cell::total));
      setGraphic(box);
    }

    private static String sign(Attempt attempt) {
      return switch (attempt.phaseProperty().get()) {
        case Attempt.Phase.Sending _ -> "○";
        case Attempt.Phase.Answering _ -> "◐";
        case Attempt.Phase.Done _ -> attempt.status() < 400 ? "●" : "■";
        case Attempt.Phase.Failed _ -> "■";
      };
    }

    private static String colour(Attempt attempt) {
      return attempt.isUnderWay()
          ? ""
          : sign(attempt).equals("●") ? "-fx-text-fill: -ops-ok" : "-fx-text-fill: -ops-crit";
    }

    private static String total(Attempt.Phase phase) {
      return switch (phase) {
        case Attempt.Phase.Sending _, Attempt.Phase.Answering _ -> "…";
        case Attempt.Phase.Done(long nanos) -> Figures.duration(nanos);
        case Attempt.Phase.Failed _ -> "failed";
      };
    }
  }
}
