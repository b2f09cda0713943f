package meridian.console.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.control.Checked;
import org.kordamp.ikonli.feather.Feather;

/// What the checkers of a simulated run have found, in order, over whatever room is on screen: each
/// with its moment, to which the picture can be taken back.
final class VerdictList extends VBox {
  private static final double WIDTH = 760;
  private static final double HEIGHT = 560;

  private final List<Node> rows = new ArrayList<>();

  /// @param go takes the picture to a moment of the run
  VerdictList(Checked checked, Desk desk, LongConsumer go) {
    super(10);
    getStyleClass().addAll("sheet", "alarm-list");
    setId("verdict-list");
    setPadding(new Insets(16, 12, 14, 12));
    setPrefWidth(WIDTH);
    setMaxSize(WIDTH, USE_PREF_SIZE);
    for (Checked.Violation violation : checked.first()) {
      rows.add(row(violation, desk, go));
    }
    VBox all = new VBox(2);
    all.getChildren().addAll(rows);
    if (checked.isClean()) {
      all.getChildren()
          .add(
              Parts.empty(
                  Feather.CHECK_CIRCLE,
                  VerdictWords.brief(checked),
                  VerdictWords.explanation(checked)));
    }
    String more = VerdictWords.more(checked);
    if (!more.isEmpty()) {
      Node rest = Parts.label(more, "faint");
      VBox.setMargin(rest, new Insets(4, 10, 6, 10));
      all.getChildren().add(rest);
    }
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.prefViewportHeightProperty().bind(Bindings.min(all.heightProperty(), HEIGHT));
    scroll.setFocusTraversable(false);
    Button copy =
        Parts.quiet(
            "Copy all",
            Feather.COPY,
            () -> desk.copy(VerdictWords.lines(checked), "What the checkers found"));
    copy.setDisable(checked.isClean());
    Node head =
        Parts.line(10, Parts.label(VerdictWords.brief(checked), "heading"), Parts.spacer(), copy);
    Node keys = Parts.label("↑ ↓ choose · Enter go to the moment · C copy · Esc close", "caption");
    VBox.setMargin(head, new Insets(0, 10, 0, 10));
    VBox.setMargin(keys, new Insets(0, 10, 0, 10));
    getChildren().addAll(head, scroll, keys);
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /// Has the first row take the keys.
  void opened() {
    // A scroll pane has nothing in the scene before its skin is made.
    applyCss();
    layout();
    rows.stream().findFirst().ifPresent(Node::requestFocus);
  }

  private static Node row(Checked.Violation violation, Desk desk, LongConsumer go) {
    Runnable copy = () -> desk.copy(VerdictWords.line(violation), "The violation");
    Button there =
        Parts.quiet("Go there", Feather.CORNER_UP_LEFT, () -> go.accept(violation.atNanos()));
    Button take = Parts.quiet("Copy", Feather.COPY, copy);
    there.setFocusTraversable(false);
    take.setFocusTraversable(false);
    VBox row =
        new VBox(
            3,
            Parts.line(
                8,
                Parts.label("■", "sign", "crit"),
                Parts.label(violation.checker(), "alarm-title"),
                Parts.label(VerdictWords.moment(violation), "mono", "muted"),
                Parts.spacer(),
                there,
                take),
            Parts.wrapped(violation.text()));
    row.getStyleClass().add("alarm-card");
    row.setFocusTraversable(true);
    row.setAccessibleText(VerdictWords.line(violation));
    row.setOnMouseClicked(_ -> row.requestFocus());
    row.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            go.accept(violation.atNanos());
            event.consume();
          } else if (event.getCode() == KeyCode.C) {
            copy.run();
            event.consume();
          }
        });
    return row;
  }

  private void onKey(KeyEvent event) {
    int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
    if (step == 0 || rows.isEmpty()) {
      return;
    }
    int focused = -1;
    for (int i = 0; i < rows.size(); i++) {
      focused = rows.get(i).isFocused() ? i : focused;
    }
    rows.get(Math.clamp(focused + step, 0, rows.size() - 1)).requestFocus();
    event.consume();
  }
}
