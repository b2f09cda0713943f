package meridian.console.alarms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import meridian.console.theme.Parts;

/// Every raised alarm, the most severe first, over whatever room is on screen; below them what was
/// cleared of late.
final class AlarmList extends VBox {
  private static final double WIDTH = 700;
  private static final double HEIGHT = 620;
  private static final int MOST = 40;

  private final AlarmModel model;
  private final Runnable close;
  private final Label title = Parts.label("", "heading");
  private final VBox rows = new VBox(2);
  private final VBox past = new VBox(4);
  private final Map<String, AlarmCard> cards = new LinkedHashMap<>();
  private final Label nothing =
      Parts.wrapped("No figure breaks a rule now. Rules are looked at once a second.", "muted");
  private List<String> shownPast = List.of();

  /// @param close takes it off the screen
  AlarmList(AlarmModel model, Runnable close) {
    super(10);
    this.model = model;
    this.close = close;
    getStyleClass().addAll("sheet", "alarm-list");
    nothing.setPadding(new Insets(0, 10, 6, 10));
    setPadding(new Insets(16, 12, 14, 12));
    setPrefWidth(WIDTH);
    setMaxSize(WIDTH, USE_PREF_SIZE);
    VBox all = new VBox(10, rows, past);
    ScrollPane scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.prefViewportHeightProperty().bind(Bindings.min(all.heightProperty(), HEIGHT));
    scroll.setFocusTraversable(false);
    Label keys =
        Parts.label(
            "↑ ↓ choose · Enter look · A acknowledge · S snooze 15 min · Esc close", "caption");
    VBox.setMargin(title, new Insets(0, 10, 0, 10));
    VBox.setMargin(keys, new Insets(0, 10, 0, 10));
    getChildren().addAll(title, scroll, keys);
    addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    show();
  }

  /// Has the first alarm take the keys.
  void open() {
    show();
    // A scroll pane has nothing in the scene before its skin is made.
    applyCss();
    layout();
    cards.values().stream().findFirst().ifPresent(Node::requestFocus);
  }

  void show() {
    List<AlarmLine> lines = model.lines();
    long quiet = lines.size() - model.loud();
    title.setText(
        model.badge()
            + (quiet > 0 && model.loud() > 0 ? " · " + quiet + " acknowledged or snoozed" : ""));
    List<Node> shown = new ArrayList<>();
    Map<String, AlarmCard> kept = new LinkedHashMap<>();
    for (AlarmLine line : lines.subList(0, Math.min(MOST, lines.size()))) {
      AlarmCard known = cards.get(line.key());
      AlarmCard card = known == null ? new AlarmCard(model, line, close) : known;
      card.show(line);
      kept.put(line.key(), card);
      shown.add(card);
    }
    cards.clear();
    cards.putAll(kept);
    if (lines.isEmpty()) {
      shown.add(nothing);
    }
    if (lines.size() > MOST) {
      shown.add(Parts.label("and " + (lines.size() - MOST) + " more", "faint"));
    }
    if (!rows.getChildren().equals(shown)) {
      rows.getChildren().setAll(shown);
    }
    showPast();
  }

  private void showPast() {
    List<String> cleared = model.cleared();
    past.setPadding(cleared.isEmpty() ? Insets.EMPTY : new Insets(4, 10, 0, 10));
    if (!cleared.equals(shownPast)) {
      shownPast = cleared;
      past.getChildren().clear();
      if (!cleared.isEmpty()) {
        past.getChildren().add(Parts.label("Cleared of late", "section"));
        cleared.forEach(text -> past.getChildren().add(Parts.wrapped(text, "caption")));
      }
    }
  }

  private void onKey(KeyEvent event) {
    int step = event.getCode() == KeyCode.DOWN ? 1 : event.getCode() == KeyCode.UP ? -1 : 0;
    if (step == 0 || cards.isEmpty()) {
      return;
    }
    List<AlarmCard> all = List.copyOf(cards.values());
    int focused = -1;
    for (int i = 0; i < all.size(); i++) {
      focused = all.get(i).isFocused() ? i : focused;
    }
    all.get(Math.clamp(focused + step, 0, all.size() - 1)).requestFocus();
    event.consume();
  }
}
