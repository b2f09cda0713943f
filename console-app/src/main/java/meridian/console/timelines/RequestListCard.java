package meridian.console.timelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.RequestTimeline;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.telemetry.RequestPath;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The list of recent requests with its filters. It follows the newest until a row is chosen by
/// hand.
final class RequestListCard {
  private final TimelinesModel model;
  private final VBox card = new VBox(6);
  private final ListView<RequestTimeline> list = new ListView<>();
  private final CustomTextField filter = new CustomTextField();
  private final Button newer = new Button();
  private final Label foot = Parts.label("", "caption");
  private final VBox none;
  private final VBox noMatch;
  private long scaleNanos = 1_000_000_000L;
  private boolean isSelecting;

  RequestListCard(Desk desk, TimelinesModel model) {
    this.model = model;
    none =
        Parts.empty(
            Feather.INBOX,
            TimelinesWords.NO_REQUESTS,
            TimelinesWords.NO_REQUESTS_HOW,
            Parts.quiet("Open Traffic", Feather.SEND, () -> desk.goTo("Traffic")));
    noMatch = Parts.empty(Feather.FILTER, TimelinesWords.NO_MATCH, TimelinesWords.NO_MATCH_HOW);
    card.getStyleClass().addAll("card", "flush");
    card.setPrefWidth(470);
    card.setMinWidth(392);
    setUpList(desk);
    newer.getStyleClass().setAll("button", "newer");
    newer.setOnAction(_ -> model.follow());
    newer.setFocusTraversable(false);
    StackPane.setAlignment(newer, Pos.TOP_CENTER);
    StackPane.setMargin(newer, new Insets(4));
    StackPane stack = new StackPane(list, newer);
    VBox.setVgrow(stack, Priority.ALWAYS);
    HBox footLine = Parts.line(8, foot);
    footLine.setPadding(new Insets(2, 12, 8, 12));
    card.getChildren().addAll(bar(), stack, footLine);
    model.newerProperty().addListener((_, _, _) -> showState());
    model.followingProperty().addListener((_, _, _) -> showState());
    showState();
  }

  VBox node() {
    return card;
  }

  ListView<RequestTimeline> list() {
    return list;
  }

  void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }

  /// Whether the mouse is on the list while it follows: then it waits, so that the row under the
  /// mouse stays there.
  boolean isHeld() {
    return list.isHover() && model.followingProperty().get() && !list.getItems().isEmpty();
  }

  private VBox bar() {
    filter.setId("request-filter");
    filter.setPromptText(TimelinesWords.FILTER);
    filter.setAccessibleText(TimelinesWords.FILTER);
    filter.getStyleClass().add("field-small");
    FontIcon sign = new FontIcon(Feather.FILTER);
    sign.getStyleClass().add("icon-faint");
    HBox left = Parts.line(0, sign);
    left.setPadding(new Insets(0, 2, 0, 8));
    filter.setLeft(left);
    filter.setMinWidth(90);
    HBox.setHgrow(filter, Priority.ALWAYS);
    filter
        .textProperty()
        .addListener((_, _, text) -> {
          if (!model.filterProperty().get().text().equals(text)) {
            model.filterProperty().set(model.filterProperty().get().with(text));
          }
        });
    filter.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            filter.clear();
            list.requestFocus();
            event.consume();
          } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
            list.requestFocus();
            event.consume();
          }
        });
    ObjectProperty<Optional<RequestPath>> path = new SimpleObjectProperty<>(Optional.empty());
    path.addListener((_, _, now) -> {
      if (!model.filterProperty().get().path().equals(now)) {
        model.filterProperty().set(model.filterProperty().get().with(now));
      }
    });
    model
        .filterProperty()
        .addListener((_, _, now) -> {
          path.set(now.path());
          if (!filter.getText().equals(now.text())) {
            filter.setText(now.text());
          }
        });
    List<Parts.Choice<Optional<RequestPath>>> choices = new ArrayList<>();
    choices.add(new Parts.Choice<>(Optional.empty(), "All", "Every way"));
    for (RequestPath each : RequestPath.values()) {
      String shorter = each.label().replace(" hit", "");
      choices.add(new Parts.Choice<>(Optional.of(each), shorter, "Only " + each.label()));
    }
    VBox bar =
        new VBox(
            8,
            Parts.line(10, Parts.label("Recent requests", "heading"), filter),
            Parts.choice(path, choices));
    bar.setPadding(new Insets(10, 12, 4, 12));
    return bar;
  }

  private void setUpList(Desk desk) {
    list.setId("request-list");
    list.getStyleClass().add("request-list");
    list.setAccessibleText("Recent requests, newest first");
    list.setFixedCellSize(27);
    // Heard before the list's own listener, so that cells are filled on the new scale.
    model.rows().addListener((ListChangeListener<RequestTimeline>) _ -> rescale());
    list.setItems(model.rows());
    list.setPlaceholder(none);
    list.setCellFactory(_ -> new RequestCell(desk.zone(), () -> scaleNanos));
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, request) -> {
          if (!isSelecting && request != null && !isSelected(request)) {
            model.select(request);
          }
        });
    list.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> hold());
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            hold();
          }
        });
    model.rows().addListener((ListChangeListener<RequestTimeline>) _ -> select());
    model.selectedProperty().addListener((_, _, _) -> select());
  }

  /// A click on the row that is selected already is a choice too.
  private void hold() {
    RequestTimeline request = list.getSelectionModel().getSelectedItem();
    if (request != null && model.followingProperty().get()) {
      model.select(request);
    }
  }

  private boolean isSelected(RequestTimeline request) {
    return model.selectedProperty().get().equals(Optional.of(request));
  }

  private void select() {
    isSelecting = true;
    Optional<RequestTimeline> wanted =
        model.selectedProperty().get().filter(model.rows()::contains);
    if (wanted.isPresent()) {
      list.getSelectionModel().select(wanted.get());
    } else {
      list.getSelectionModel().clearSelection();
    }
    isSelecting = false;
    showState();
  }

  private void showState() {
    int count = model.newerProperty().get();
    newer.setText("▲ " + Figures.count(count) + " newer · F");
    newer.setVisible(count > 0 && !model.followingProperty().get());
    list.setPlaceholder(
        model.snapshotProperty().get().map(now -> now.recent().isEmpty()).orElse(true)
            ? none
            : noMatch);
    foot.setText(
        (model.followingProperty().get() ? "● following the newest" : "standing still · F follows")
            + " · "
            + Figures.count(model.rows().size())
            + " shown · a full bar is "
            + Figures.duration(scaleNanos));
  }

  /// A full bar: 9 of 10 requests are shorter, so that one slow request does not flatten all.
  private void rescale() {
    long[] totals = model.rows().stream().mapToLong(RequestTimeline::totalNanos).sorted().toArray();
    scaleNanos = totals.length == 0 ? 1_000_000_000L : Math.max(1, totals[totals.length * 9 / 10]);
  }
}
