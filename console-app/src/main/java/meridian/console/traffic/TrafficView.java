package meridian.console.traffic;

import javafx.geometry.Insets;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;

/// How the Traffic room looks: composer and history, the answer, generator and connection.
final class TrafficView {
  private final Desk desk;
  private final TrafficModel model;
  private final ComposerCard composer;
  private final AnswerCard answer;
  private final GeneratorCard generator;
  private final StackPane root;

  TrafficView(Desk desk, TrafficModel model) {
    this.desk = desk;
    this.model = model;
    this.composer = new ComposerCard(desk, model, this::send, this::copyCurl);
    this.answer = new AnswerCard(desk, model);
    this.generator = new GeneratorCard(desk, model);
    VBox history = new HistoryCard(model).node();
    VBox.setVgrow(history, Priority.ALWAYS);
    VBox left = new VBox(10, composer.node(), history);
    HBox.setHgrow(answer.node(), Priority.ALWAYS);
    VBox connect = new ConnectCard(desk, model).node();
    VBox.setVgrow(connect, Priority.ALWAYS);
    VBox side = new VBox(10, generator.node(), connect);
    root =
        Parts.room(
            new StackPane(new HBox(10, column(left, 390), answer.node(), column(side, 372))));
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER && event.isControlDown()) {
            send();
            event.consume();
          }
        });
  }

  /// A column that scrolls when the window is too low for it.
  private static ScrollPane column(VBox content, double width) {
    content.setMinHeight(Region.USE_PREF_SIZE);
    content.setPadding(new Insets(0, 2, 0, 0));
    ScrollPane column = new ScrollPane(content);
    column.setFitToWidth(true);
    column.setFitToHeight(true);
    column.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    column.setPrefWidth(width);
    column.setMinWidth(310);
    column.setFocusTraversable(false);
    return column;
  }

  StackPane node() {
    return root;
  }

  /// Sends the draft, or says what keeps it.
  void send() {
    if (desk.isReadOnly()) {
      desk.tell(Desk.Tone.WARN, TrafficWords.READ_ONLY);
      return;
    }
    model
        .draft()
        .problem(model.about())
        .ifPresentOrElse(
            problem -> desk.tell(Desk.Tone.WARN, problem), () -> model.send(desk.gateway()::send));
  }

  void copyCurl() {
    desk.copy(model.draft().curl(model.about(), model.key()), "the request as curl");
  }

  void toggleTraffic() {
    generator.toggle();
  }

  void showFigures() {
    generator.showFigures();
    answer.showFigures();
  }
}
