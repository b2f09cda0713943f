package meridian.console.timelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.LatencyBudget;
import meridian.RequestTimeline;
import meridian.console.chart.Waterfall;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.telemetry.RequestPath;
import org.kordamp.ikonli.feather.Feather;

/// One request in full: what it was, its waterfall, what headers and ledger say of it.
final class RequestCard {
  private final Desk desk;
  private final TimelinesModel model;
  private final VBox card = new VBox(8);
  private final Label title = Parts.label("", "heading");
  private final Label when = Parts.label("", "muted");
  private final Label times = Parts.label("", "badge");
  private final Label connection = Parts.label("", "badge");
  private final Label answer = Parts.label("", "badge");
  private final Label compared = Parts.label("", "caption");
  private final Button pin;
  private final Waterfall waterfall = new Waterfall();
  private final GridPane facts = new GridPane();
  private final List<Label> values = new ArrayList<>();
  private final HBox body;
  private final VBox none =
      Parts.empty(
          Feather.ALIGN_LEFT, TimelinesWords.NOTHING_SELECTED, TimelinesWords.NOTHING_SELECTED_HOW);

  RequestCard(Desk desk, TimelinesModel model) {
    this.desk = desk;
    this.model = model;
    pin = Parts.tip(Parts.quiet("Pin", Feather.BOOKMARK, model::pin), "Keep to compare: P");
    Button copy =
        Parts.tip(Parts.quiet("Copy JSON", Feather.COPY, this::copyJson), "Copy as JSON: J");
    card.getStyleClass().add("card");
    facts.getStyleClass().add("facts");
    facts.setMinWidth(292);
    facts.setPadding(new Insets(4, 0, 0, 16));
    HBox.setHgrow(waterfall, Priority.ALWAYS);
    waterfall.setMinWidth(300);
    body = new HBox(0, waterfall, facts);
    ScrollPane scroll = new ScrollPane(body);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.visibleProperty().bind(body.visibleProperty());
    StackPane stack = new StackPane(scroll, none);
    VBox.setVgrow(stack, Priority.ALWAYS);
    title.setMinWidth(Region.USE_PREF_SIZE);
    when.setMinWidth(0);
    HBox head = Parts.line(8, title, when, times, connection, answer, Parts.spacer(), pin, copy);
    card.getChildren().addAll(head, compared, stack);
    compared.setManaged(false);
    compared.setVisible(false);
    card.setMinHeight(180);
    model.selectedProperty().addListener((_, _, _) -> show());
    model.pinnedProperty().addListener((_, _, _) -> show());
    show();
  }

  VBox node() {
    return card;
  }

  void copyJson() {
    model
        .selectedProperty()
        .get()
        .ifPresent(
            request -> desk.copy(TimelineJson.of(request), "request " + request.id() + " as JSON"));
  }

  private void show() {
    Optional<RequestTimeline> selected = model.selectedProperty().get();
    none.setVisible(selected.isEmpty());
    body.setVisible(selected.isPresent());
    pin.setDisable(selected.isEmpty());
    for (Label label : new Label[] {when, times, connection, answer}) {
      label.setVisible(selected.isPresent());
    }
    if (selected.isEmpty()) {
      title.setText("Request");
      waterfall.clear();
      return;
    }
    show(selected.get());
  }

  private void show(RequestTimeline request) {
    Optional<RequestTimeline> other =
        model.pinnedProperty().get().filter(pinned -> !pinned.equals(request));
    boolean isPinned = model.pinnedProperty().get().equals(Optional.of(request));
    title.setText(
        (request.isAnswered() ? "" : "■ " + request.status() + " ")
            + sentence(RequestPath.of(request))
            + " · "
            + request.client()
            + " → "
            + request.pop());
    when.setText("arrived " + Figures.clockMillis(request.arrivedNanos(), desk.zone()));
    times.setText(request.isModelled() ? "modelled" : "measured");
    times.getStyleClass().setAll("label", "badge", request.isModelled() ? "modelled" : "measured");
    connection.setText(request.isColdConnection() ? "cold connection" : "warm connection");
    answer.setText(request.isStreamed() ? "stream" : "JSON");
    pin.setText(isPinned ? "Unpin" : other.isPresent() ? "Pin this instead" : "Pin");
    boolean isCompared = other.isPresent();
    compared.setManaged(isCompared);
    compared.setVisible(isCompared);
    other.ifPresent(pinned ->
        compared.setText(
            "Thin bars: pinned "
                + RequestPath.of(pinned).label()
                + " "
                + pinned.client()
                + " → "
                + pinned.pop()
                + ", total "
                + Figures.duration(pinned.totalNanos())
                + "; this one "
                + difference(request.totalNanos() - pinned.totalNanos())));
    Waterfall.Shown shown = new Waterfall.Shown(request, budget(request), other);
    waterfall.setMinHeight(shown.leastHeight());
    waterfall.show(shown);
    List<Fact> now = Fact.of(request);
    for (int row = 0; row < now.size(); row++) {
      if (row == values.size()) {
        addRow(row, now.get(row).name());
      }
      values.get(row).setText(now.get(row).value());
    }
  }

  /// Facts come in one order, so that a row is made once and only its text changes.
  private void addRow(int row, String name) {
    Label key = Parts.label(name, "faint");
    key.setMinWidth(Region.USE_PREF_SIZE);
    Label value = Parts.label("", "mono");
    value.setMaxWidth(200);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(value.textProperty());
    value.setTooltip(whole);
    values.add(value);
    facts.addRow(row, key, value);
  }

  /// The budget speaks of edge hits only; other ways have none to break.
  private LatencyBudget budget(RequestTimeline request) {
    LatencyBudget budget = model.about().budget();
    return RequestPath.of(request) == RequestPath.EDGE_HIT
        ? budget
        : new LatencyBudget(budget.target(), budget.total(), java.util.Map.of());
  }

  private static String difference(long nanos) {
    return nanos == 0
        ? "took the same time"
        : nanos < 0 ? Figures.duration(-nanos) + " faster" : Figures.duration(nanos) + " slower";
  }

  private static String sentence(RequestPath path) {
    String label = path.label();
    return Character.toUpperCase(label.charAt(0)) + label.substring(1);
  }
}
