package meridian.console.timelines;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.control.Description;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;

/// What the Timelines room knows. Confined to one thread; needs no toolkit.
///
/// While it follows, the list shows the newest requests and the newest is selected. A choice made
/// by hand ends that: the list stands still, newer requests are only counted, and the chosen one
/// stays selected even after the gateway has forgotten it, until [#follow] is called.
final class TimelinesModel {
  private final Description about;
  private final ObservableList<RequestTimeline> rows = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<Snapshot>> snapshot =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<RequestTimeline>> selected =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Optional<RequestTimeline>> pinned =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<RequestFilter> filter =
      new SimpleObjectProperty<>(RequestFilter.ALL);
  private final BooleanProperty following = new SimpleBooleanProperty(true);
  private final ReadOnlyIntegerWrapper newer = new ReadOnlyIntegerWrapper();
  private final ObjectProperty<RequestPath> tablePath =
      new SimpleObjectProperty<>(RequestPath.EDGE_HIT);
  private final BooleanProperty tableCold = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<StageTable> table =
      new ReadOnlyObjectWrapper<>(StageTable.EMPTY);

  TimelinesModel(Description about) {
    this.about = about;
    filter.addListener((property, before, now) -> fill());
    tablePath.addListener((property, before, now) -> tabulate());
    tableCold.addListener((property, before, now) -> tabulate());
  }

  /// Reads `next`; the same number changes nothing. An older one fills the list even while it
  /// stands still: somebody has gone back to look at that moment.
  void show(Snapshot next) {
    long last = snapshot.get().map(Snapshot::number).orElse(0L);
    if (last == next.number()) {
      return;
    }
    snapshot.set(Optional.of(next));
    if (following.get() || next.number() < last) {
      fill();
    } else {
      count();
    }
    tabulate();
  }

  /// Selects `request` by hand: the list stands still from here on.
  void select(RequestTimeline request) {
    following.set(false);
    selected.set(Optional.of(request));
    count();
  }

  /// Selects the request called `id` when the newest snapshot still has it; says whether.
  boolean select(RequestId id) {
    Optional<RequestTimeline> found =
        recent().stream().filter(request -> request.id().equals(id)).findFirst();
    found.ifPresent(this::select);
    return found.isPresent();
  }

  /// Goes back to the newest requests.
  void follow() {
    following.set(true);
    fill();
  }

  /// Keeps the selected request to compare others with; without one, or when it is pinned already,
  /// ends the comparison.
  void pin() {
    pinned.set(pinned.get().equals(selected.get()) ? Optional.empty() : selected.get());
  }

  Description about() {
    return about;
  }

  ReadOnlyObjectProperty<Optional<Snapshot>> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /// The requests of the list, newest first.
  ObservableList<RequestTimeline> rows() {
    return rows;
  }

  /// The request whose waterfall is shown.
  ReadOnlyObjectProperty<Optional<RequestTimeline>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /// The request it is compared with.
  ObjectProperty<Optional<RequestTimeline>> pinnedProperty() {
    return pinned;
  }

  /// What the list keeps.
  ObjectProperty<RequestFilter> filterProperty() {
    return filter;
  }

  /// Whether list and selection follow the newest request.
  BooleanProperty followingProperty() {
    return following;
  }

  /// How many requests that the filter keeps are newer than the standing list.
  ReadOnlyIntegerProperty newerProperty() {
    return newer.getReadOnlyProperty();
  }

  /// The way whose stages the table shows.
  ObjectProperty<RequestPath> tablePathProperty() {
    return tablePath;
  }

  /// Whether the table shows requests on new connections.
  BooleanProperty tableColdProperty() {
    return tableCold;
  }

  ReadOnlyObjectProperty<StageTable> tableProperty() {
    return table.getReadOnlyProperty();
  }

  private List<RequestTimeline> recent() {
    return snapshot.get().map(Snapshot::recent).orElse(List.of());
  }

  private void fill() {
    List<RequestTimeline> kept = recent().stream().filter(filter.get()).toList();
    if (!rows.equals(kept)) {
      rows.setAll(kept);
    }
    newer.set(0);
    if (following.get()) {
      selected.set(kept.stream().findFirst());
    }
  }

  private void count() {
    long newestShown = rows.isEmpty() ? 0 : rows.getFirst().number();
    newer.set(
        (int)
            recent().stream()
                .filter(request -> request.number() > newestShown)
                .filter(filter.get())
                .count());
  }

  private void tabulate() {
    table.set(
        snapshot
            .get()
            .map(now -> StageTable.of(about.budget(), now, tablePath.get(), tableCold.get()))
            .orElse(StageTable.EMPTY));
  }
}
