package meridian.console.traffic;

import atlantafx.base.controls.ToggleSwitch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import meridian.Place;
import meridian.PopId;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.control.Description;
import org.controlsfx.control.SearchableComboBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Where a request is composed: from which city, through which PoP, what to ask and how.
final class ComposerCard {
  private static final List<Optional<Double>> TEMPERATURES =
      List.of(
          Optional.empty(),
          Optional.of(0.0),
          Optional.of(0.2),
          Optional.of(0.7),
          Optional.of(1.0),
          Optional.of(1.5));
  private static final List<String> CACHE_CONTROL =
      List.of("", "no-cache", "no-store", "max-age=60", "only-if-cached", "stale-if-error=600");

  private final TrafficModel model;
  private final VBox card = new VBox(10);
  private final GridPane form = new GridPane();
  private final Label way = Parts.wrapped("", "caption", "muted");
  private final Label problem = Parts.wrapped("", "problem");
  private final Label curl = Parts.label("", "code");
  private final ComboBox<Optional<PopId>> pops = new ComboBox<>();

  ComposerCard(Desk desk, TrafficModel model, Runnable send, Runnable copyCurl) {
    this.model = model;
    card.getStyleClass().add("card");
    form.getStyleClass().add("form");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(92);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    fields.setFillWidth(true);
    form.getColumnConstraints().addAll(names, fields);
    add("From", cities());
    add("Through", pops());
    form.add(way, 1, form.getRowCount());
    add("Model", box(model.about().models(), model.modelProperty(), Function.identity()));
    TextArea prompt = prompt();
    add("Prompt", prompt);
    add(
        "Temperature",
        box(
            TEMPERATURES,
            model.temperatureProperty(),
            t -> t.map(Figures::number).orElse("the model's default")));
    add("Cache-Control", cacheControl());
    add("Stream", stream());
    Button go = new Button("Send", new FontIcon(Feather.SEND));
    go.setId("send");
    go.getStyleClass().setAll("button", "accent-button");
    go.setOnAction(_ -> send.run());
    go.setDisable(desk.isReadOnly());
    Button asCurl =
        Parts.tip(
            Parts.quiet("Copy as curl", Feather.TERMINAL, copyCurl),
            "The copy carries the whole key; the screen does not show it");
    card.getChildren()
        .addAll(
            Parts.label("Send a request", "heading"),
            form,
            Parts.line(8, go, Parts.label("Ctrl+Enter", "caption"), Parts.spacer(), asCurl),
            problem,
            curl);
    // No client of the real world reaches a simulated gateway.
    boolean isReachable = desk.gateway().playback().isEmpty();
    for (Node node : List.of(asCurl, curl)) {
      node.setVisible(isReachable);
      node.setManaged(isReachable);
    }
    curl.setMaxWidth(Double.MAX_VALUE);
    curl.setMinHeight(Region.USE_PREF_SIZE);
    curl.setWrapText(true);
    curl.setAlignment(javafx.geometry.Pos.TOP_LEFT);
    InvalidationListener changed = _ -> show(desk);
    model.clientProperty().addListener(changed);
    model.popProperty().addListener(changed);
    model.modelProperty().addListener(changed);
    model.promptProperty().addListener(changed);
    model.streamedProperty().addListener(changed);
    model.temperatureProperty().addListener(changed);
    model.cacheControlProperty().addListener(changed);
    show(desk);
  }

  VBox node() {
    return card;
  }

  private void show(Desk desk) {
    Optional<String> wrong =
        desk.isReadOnly()
            ? Optional.of(TrafficWords.READ_ONLY)
            : model.draft().problem(model.about());
    problem.setText(wrong.orElse(""));
    problem.setVisible(wrong.isPresent());
    problem.setManaged(wrong.isPresent());
    curl.setText(model.draft().curl(model.about(), model.maskedKey()));
    PopId pop = model.draft().target(model.about());
    way.setText(way(pop));
    pops.setButtonCell(new PopCell());
  }

  /// What the ways cost, as far as it is modelled.
  private String way(PopId pop) {
    Description about = model.about();
    Optional<Double> access = roundTrip(model.clientProperty().get(), pop.code());
    Optional<Double> wan = roundTrip(about.origin().place(), pop.code());
    return "Round trips: to "
        + pop
        + " "
        + access.map(ComposerCard::millis).orElse(Figures.NONE)
        + ", on to the origin "
        + wan.map(ComposerCard::millis).orElse(Figures.NONE)
        + (about.isNetworkModelled() ? " (modelled)" : "");
  }

  private Optional<Double> roundTrip(String place, String pop) {
    var millis = model.about().roundTripMillis();
    return Optional.ofNullable(millis.get(place + "-" + pop))
        .or(() -> Optional.ofNullable(millis.get(pop + "-" + place)));
  }

  private static String millis(double millis) {
    return Figures.duration(Math.round(millis * 1e6));
  }

  private ComboBox<Place> cities() {
    SearchableComboBox<Place> cities = new SearchableComboBox<>();
    cities.setId("city");
    cities
        .getItems()
        .setAll(
            model.about().places().values().stream()
                .sorted(Comparator.comparing(Place::city))
                .toList());
    cities.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@org.jspecify.annotations.Nullable Place place) {
            return place == null ? "" : place.city() + "  " + place.code() + ", " + place.country();
          }

          @Override
          public @org.jspecify.annotations.Nullable Place fromString(String text) {
            return cities.getItems().stream()
                .filter(place -> toString(place).equals(text))
                .findFirst()
                .orElse(null);
          }
        });
    cities.setValue(model.about().places().get(model.clientProperty().get()));
    cities
        .valueProperty()
        .addListener((_, _, place) -> {
          if (place != null) {
            model.clientProperty().set(place.code());
          }
        });
    model
        .clientProperty()
        .addListener((_, _, code) -> cities.setValue(model.about().places().get(code)));
    return cities;
  }

  private ComboBox<Optional<PopId>> pops() {
    pops.setId("pop");
    List<Optional<PopId>> choices = new ArrayList<>();
    choices.add(Optional.empty());
    model.about().pops().forEach(site -> choices.add(Optional.of(site.pop())));
    pops.getItems().setAll(choices);
    pops.setCellFactory(_ -> new PopCell());
    pops.setButtonCell(new PopCell());
    pops.valueProperty().bindBidirectional(model.popProperty());
    return pops;
  }

  private static <T> ComboBox<T> box(
      List<T> items, javafx.beans.property.Property<T> value, Function<T, String> text) {
    ComboBox<T> box = new ComboBox<>();
    box.getItems().setAll(items);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@org.jspecify.annotations.Nullable T item) {
            return item == null ? "" : text.apply(item);
          }

          @Override
          public @org.jspecify.annotations.Nullable T fromString(String written) {
            return items.stream()
                .filter(item -> text.apply(item).equals(written))
                .findFirst()
                .orElse(null);
          }
        });
    box.valueProperty().bindBidirectional(value);
    return box;
  }

  private ComboBox<String> cacheControl() {
    ComboBox<String> box = new ComboBox<>();
    box.setEditable(true);
    box.getItems().setAll(CACHE_CONTROL);
    box.setPromptText("none");
    box.getEditor().textProperty().bindBidirectional(model.cacheControlProperty());
    return box;
  }

  private TextArea prompt() {
    TextArea prompt = new TextArea();
    prompt.setId("prompt");
    prompt.setWrapText(true);
    prompt.setPrefRowCount(7);
    prompt.setMinHeight(70);
    prompt.textProperty().bindBidirectional(model.promptProperty());
    // A tab leaves the field: the keyboard must be able to get out.
    prompt.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.TAB && !event.isControlDown()) {
            event.consume();
            prompt.requestFocusTraversal(
                event.isShiftDown()
                    ? javafx.scene.TraversalDirection.PREVIOUS
                    : javafx.scene.TraversalDirection.NEXT);
          }
        });
    return prompt;
  }

  private ToggleSwitch stream() {
    ToggleSwitch stream = new ToggleSwitch();
    stream.setId("stream");
    stream.setAccessibleText("Answer as a stream");
    stream.selectedProperty().bindBidirectional(model.streamedProperty());
    stream.setMaxWidth(Region.USE_PREF_SIZE);
    return stream;
  }

  private void add(String name, javafx.scene.control.Control field) {
    Label label = Parts.label(name, "field-name");
    label.setLabelFor(field);
    if (!(field instanceof ToggleSwitch)) {
      field.setMaxWidth(Double.MAX_VALUE);
    }
    form.addRow(form.getRowCount(), label, field);
  }

  private final class PopCell extends javafx.scene.control.ListCell<Optional<PopId>> {
    @Override
    protected void updateItem(Optional<PopId> pop, boolean isEmpty) {
      super.updateItem(pop, isEmpty);
      if (isEmpty || pop == null) {
        setText("");
        return;
      }
      Description about = model.about();
      PopId code = pop.orElseGet(() -> routed(about));
      String city =
          about.pops().stream()
              .filter(site -> site.pop().equals(code))
              .map(site -> site.place().city())
              .findFirst()
              .orElse("");
      setText((pop.isEmpty() ? "nearest: " : "") + code + "  " + city);
    }

    private PopId routed(Description about) {
      return Optional.ofNullable(about.nearestPop().get(model.clientProperty().get()))
          .orElseGet(() -> about.pops().getFirst().pop());
    }
  }
}
