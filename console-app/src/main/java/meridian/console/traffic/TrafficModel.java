package meridian.console.traffic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.control.Description;
import meridian.control.TrafficPlan;
import meridian.control.Trial;
import meridian.control.TrialListener;
import meridian.telemetry.Snapshot;

/// What the Traffic room knows. Confined to one thread; what the gateway calls back on other
/// threads is handed to that thread by the executor it was given. Needs no toolkit.
final class TrafficModel {
  /// The oldest request sent by hand is forgotten beyond so many.
  static final int HISTORY = 50;

  private static final String MASK = "•".repeat(12);

  private final Description about;
  private final Executor own;
  private final StringProperty client = new SimpleStringProperty();
  private final ObjectProperty<Optional<PopId>> pop = new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty model = new SimpleStringProperty();
  private final StringProperty prompt = new SimpleStringProperty(TrafficWords.FIRST_PROMPT);
  private final BooleanProperty streamed = new SimpleBooleanProperty(true);
  private final ObjectProperty<Optional<Double>> temperature =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty cacheControl = new SimpleStringProperty("");
  private final ObservableList<Attempt> attempts = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<Attempt>> shown =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Snapshot>> snapshot =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private long newest;

  private final DoubleProperty rate = new SimpleDoubleProperty(20);
  private final Map<PlaceGroup, IntegerProperty> percents = new EnumMap<>(PlaceGroup.class);
  private final DoubleProperty repeatShare = new SimpleDoubleProperty(0.6);
  private final DoubleProperty streamShare = new SimpleDoubleProperty(0.5);
  private final StringProperty trafficModel = new SimpleStringProperty();
  private final ObjectProperty<Optional<TrafficPlan>> running =
      new SimpleObjectProperty<>(Optional.empty());

  /// @param about the gateway
  /// @param own runs tasks on the thread that owns this model
  TrafficModel(Description about, Executor own) {
    this.about = about;
    this.own = own;
    client.set(
        about.places().containsKey("SIN")
            ? "SIN"
            : about.places().keySet().stream().sorted().findFirst().orElse(""));
    String first = about.models().isEmpty() ? "" : about.models().getFirst();
    model.set(first);
    trafficModel.set(first);
    Mix.PRESETS
        .getFirst()
        .percents()
        .forEach((group, percent) -> percents.put(group, new SimpleIntegerProperty(percent)));
  }

  /// Reads `next`: finds the stages of own requests, and the measured rate. In an older snapshot
  /// than was seen already nobody looks for requests.
  void show(Snapshot next) {
    snapshot.set(Optional.of(next));
    if (next.number() < newest) {
      return;
    }
    newest = next.number();
    for (Attempt attempt : attempts) {
      if (attempt.timelineProperty().get().isEmpty() && attempt.requestId().isPresent()) {
        find(next, attempt.requestId().get())
            .ifPresentOrElse(attempt::booked, () -> attempt.missedAt(next.takenNanos()));
      }
    }
  }

  /// Sends the draft through `gateway`; does nothing while it has a problem.
  Optional<Attempt> send(BiConsumer<Trial, TrialListener> gateway) {
    Draft draft = draft();
    if (draft.problem(about).isPresent()) {
      return Optional.empty();
    }
    Attempt attempt = new Attempt(draft, draft.trial(about));
    attempts.addFirst(attempt);
    if (attempts.size() > HISTORY) {
      attempts.removeLast();
    }
    shown.set(Optional.of(attempt));
    gateway.accept(attempt.trial(), new Handover(own, attempt));
    return Optional.of(attempt);
  }

  Draft draft() {
    return new Draft(
        client.get(),
        pop.get(),
        model.get(),
        prompt.get(),
        streamed.get(),
        temperature.get(),
        cacheControl.get());
  }

  /// Puts a draft back into the composer.
  void take(Draft draft) {
    client.set(draft.client());
    pop.set(draft.pop());
    model.set(draft.model());
    prompt.set(draft.prompt());
    streamed.set(draft.isStreamed());
    temperature.set(draft.temperature());
    cacheControl.set(draft.cacheControl());
  }

  /// The plan as it is set up; empty when every share is 0 or leads to no place.
  Optional<TrafficPlan> plan() {
    Map<PlaceGroup, Integer> shares = new EnumMap<>(PlaceGroup.class);
    percents.forEach((group, percent) -> shares.put(group, percent.get()));
    Map<String, Double> weights = Mix.weights(about, shares);
    return weights.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TrafficPlan(
                rate.get(), weights, repeatShare.get(), streamShare.get(), trafficModel.get()));
  }

  /// Sets the shares of `mix`.
  void use(Mix mix) {
    mix.percents().forEach((group, percent) -> percent(group).set(percent));
  }

  /// The demo key for the clipboard; a placeholder when the gateway has none.
  String key() {
    return about.demoKey().orElse("YOUR_KEY");
  }

  /// The demo key for the screen: its public half only.
  String maskedKey() {
    return about
        .demoKey()
        .map(key -> key.substring(0, Math.min(key.length(), key.lastIndexOf('_') + 1)) + MASK)
        .orElse("YOUR_KEY");
  }

  Description about() {
    return about;
  }

  StringProperty clientProperty() {
    return client;
  }

  /// The PoP chosen by hand; empty for the nearest.
  ObjectProperty<Optional<PopId>> popProperty() {
    return pop;
  }

  StringProperty modelProperty() {
    return model;
  }

  StringProperty promptProperty() {
    return prompt;
  }

  BooleanProperty streamedProperty() {
    return streamed;
  }

  ObjectProperty<Optional<Double>> temperatureProperty() {
    return temperature;
  }

  StringProperty cacheControlProperty() {
    return cacheControl;
  }

  /// Requests sent by hand, newest first.
  ObservableList<Attempt> attempts() {
    return attempts;
  }

  /// The one whose answer is on screen.
  ObjectProperty<Optional<Attempt>> shownProperty() {
    return shown;
  }

  ReadOnlyObjectProperty<Optional<Snapshot>> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /// Requests per second to generate.
  DoubleProperty rateProperty() {
    return rate;
  }

  /// The share of `group`, 0 to 100.
  IntegerProperty percent(PlaceGroup group) {
    return java.util.Objects.requireNonNull(percents.get(group));
  }

  /// Share of requests that repeat an earlier prompt, 0 to 1.
  DoubleProperty repeatShareProperty() {
    return repeatShare;
  }

  /// Share of requests that ask for a stream, 0 to 1.
  DoubleProperty streamShareProperty() {
    return streamShare;
  }

  StringProperty trafficModelProperty() {
    return trafficModel;
  }

  /// The plan that was started from here and not stopped.
  ObjectProperty<Optional<TrafficPlan>> runningProperty() {
    return running;
  }

  private static Optional<RequestTimeline> find(Snapshot in, String id) {
    List<RequestTimeline> recent = in.recent();
    return recent.stream().filter(request -> request.id().text().equals(id)).findFirst();
  }
}
