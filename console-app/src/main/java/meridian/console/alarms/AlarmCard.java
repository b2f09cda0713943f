package meridian.console.alarms;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import meridian.console.theme.Parts;
import meridian.telemetry.AlarmSeverity;
import org.kordamp.ikonli.feather.Feather;

/// One alarm in the list. It stays the same node for as long as the alarm is raised, so that focus
/// and clicks are not lost while its figure changes.
final class AlarmCard extends VBox {
  private final AlarmModel model;
  private final Label since = Parts.label("", "caption");
  private final Label state = Parts.label("", "badge");
  private final Label figure = Parts.label("");
  private final Button acknowledge;
  private final Button snooze;
  private final Runnable leave;
  private AlarmLine line;

  /// @param leave takes the list off the screen
  AlarmCard(AlarmModel model, AlarmLine line, Runnable leave) {
    super(3);
    this.model = model;
    this.line = line;
    this.leave = leave;
    AlarmSeverity severity = line.alarm().rule().severity();
    getStyleClass().add("alarm-card");
    setFocusTraversable(true);
    Button look = Parts.quiet(line.room(), Feather.ARROW_RIGHT, this::look);
    acknowledge = Parts.quiet("Acknowledge", Feather.CHECK, () -> model.acknowledge(this.line));
    snooze = Parts.quiet("Snooze 15 min", Feather.BELL_OFF, () -> model.snooze(this.line));
    for (Button button : new Button[] {look, acknowledge, snooze}) {
      button.setFocusTraversable(false);
    }
    Label title = Parts.label(AlarmWords.title(line.alarm()), "alarm-title");
    Label sign = Parts.label(AlarmWords.sign(severity), "sign", AlarmWords.style(severity));
    HBox head = Parts.line(8, sign, title, state, Parts.spacer(), since);
    HBox foot = Parts.line(2, look, acknowledge, snooze);
    foot.getStyleClass().add("alarm-doings");
    getChildren()
        .addAll(
            head,
            figure,
            Parts.label(AlarmWords.threshold(line.alarm().rule()), "caption"),
            Parts.wrapped(AlarmWords.advice(line.alarm().rule()), "muted"),
            foot);
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    setOnMouseClicked(_ -> requestFocus());
    show(line);
  }

  /// Brings its figures up to date.
  void show(AlarmLine newer) {
    line = newer;
    since.setText(newer.since());
    figure.setText(AlarmWords.figure(newer.alarm()));
    state.setText(newer.state());
    state.setVisible(!newer.state().isEmpty());
    state.setManaged(!newer.state().isEmpty());
    Parts.mark(this, "quiet", newer.alarm().isQuiet());
    for (Button button : new Button[] {acknowledge, snooze}) {
      boolean mayAct = model.mayAct() && !newer.alarm().isQuiet();
      button.setVisible(mayAct);
      button.setManaged(mayAct);
    }
    setAccessibleText(
        AlarmWords.title(newer.alarm()) + ", " + figure.getText() + ", " + newer.since());
  }

  private void look() {
    leave.run();
    model.look(line);
  }

  private void onKey(KeyEvent event) {
    switch (event.getCode()) {
      case ENTER -> look();
      case A -> model.acknowledge(line);
      case S -> model.snooze(line);
      default -> {
        return;
      }
    }
    event.consume();
  }
}
