package meridian.console.world;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.console.chart.MiniBar;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.session.Selection;
import meridian.console.theme.Parts;
import meridian.telemetry.RequestPath;
import org.kordamp.ikonli.feather.Feather;

/// The newest requests of one PoP, over the right edge of the room. What it lists stands still
/// until it is opened again; Enter opens a request's timeline, Esc closes.
final class Drawer {
  private final Desk desk;
  private final WorldModel model;
  private final VBox panel = new VBox();
  private final Label title = Parts.label("", "heading");
  private final ListView<RequestTimeline> list = new ListView<>();
  private Optional<Node> before = Optional.empty();
  private long scaleNanos = 1;

  Drawer(Desk desk, WorldModel model) {
    this.desk = desk;
    this.model = model;
    panel.getStyleClass().add("drawer");
    panel.setId("pop-drawer");
    panel.setMaxWidth(470);
    panel.setMinWidth(320);
    panel.setVisible(false);
    StackPane.setAlignment(panel, Pos.CENTER_RIGHT);
    StackPane.setMargin(panel, new Insets(-8, -8, -8, 0));
    Button close = Parts.quiet("Close", Feather.X, this::close);
    Button all =
        Parts.quiet(
            "All in Timelines",
            Feather.ALIGN_LEFT,
            () ->
                model
                    .selectedProperty()
                    .get()
                    .ifPresent(pop -> desk.open("Timelines", new Selection.OnePop(pop))));
    list.getStyleClass().add("request-list");
    list.setFixedCellSize(30);
    list.setAccessibleText("Newest requests of this PoP");
    list.setPlaceholder(Parts.empty(Feather.INBOX, WorldWords.NO_RECENT, WorldWords.NO_RECENT_HOW));
    list.setCellFactory(_ -> new Cell());
    list.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            open(list.getSelectionModel().getSelectedItem());
            event.consume();
          }
        });
    VBox.setVgrow(list, Priority.ALWAYS);
    panel
        .getChildren()
        .addAll(
            Parts.line(4, title, Parts.spacer(), all, close),
            Parts.label("Newest first. Enter or a click opens the timeline.", "caption"),
            list);
    panel.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
          }
        });
  }

  VBox node() {
    return panel;
  }

  /// Whether it is open.
  javafx.beans.value.ObservableBooleanValue openProperty() {
    return panel.visibleProperty();
  }

  boolean isOpen() {
    return panel.isVisible();
  }

  void open(PopId pop) {
    model.selectedProperty().set(Optional.of(pop));
    List<RequestTimeline> requests = model.requestsOf(pop);
    scaleNanos =
        Math.max(1, requests.stream().mapToLong(RequestTimeline::totalNanos).max().orElse(1));
    String city = model.line(pop).map(line -> line.site().place().city()).orElse("");
    title.setText(pop + "  " + city);
    list.getItems().setAll(requests);
    if (!panel.isVisible() && panel.getScene() != null) {
      before = Optional.ofNullable(panel.getScene().getFocusOwner());
    }
    panel.setVisible(true);
    list.getSelectionModel().selectFirst();
    list.requestFocus();
  }

  void close() {
    panel.setVisible(false);
    before.ifPresent(Node::requestFocus);
  }

  private void open(@org.jspecify.annotations.Nullable RequestTimeline request) {
    if (request != null) {
      desk.open("Timelines", new Selection.OneRequest(request));
    }
  }

  private final class Cell extends ListCell<RequestTimeline> {
    private final Label time = Parts.label("", "mono", "muted");
    private final Label client = Parts.label("", "mono");
    private final Label path = Parts.label("", "muted");
    private final MiniBar bar = new MiniBar();
    private final Label total = Parts.label("", "mono");
    private final HBox box = Parts.line(10, time, client, path, bar, total);

    Cell() {
      time.setMinWidth(62);
      client.setMinWidth(30);
      path.setMinWidth(70);
      total.setMinWidth(62);
      total.setAlignment(Pos.CENTER_RIGHT);
      bar.setPrefWidth(60);
      HBox.setHgrow(bar, Priority.ALWAYS);
      setOnMouseClicked(_ -> open(getItem()));
    }

    @Override
    protected void updateItem(RequestTimeline request, boolean isEmpty) {
      super.updateItem(request, isEmpty);
      if (isEmpty || request == null) {
        setGraphic(null);
        return;
      }
      time.setText(Figures.clock(request.arrivedNanos() + request.totalNanos(), desk.zone()));
      client.setText(request.client());
      path.setText(
          request.isAnswered() ? RequestPath.of(request).label() : "■ " + request.status());
      bar.show(request, scaleNanos);
      total.setText(Figures.duration(request.totalNanos()));
      setGraphic(box);
    }
  }
}
