package meridian.console.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.control.Description;
import meridian.telemetry.Snapshot;

/// What the World room knows: the newest snapshot, read for people. Confined to one thread; needs
/// no toolkit.
final class WorldModel {
  private static final long SECOND = 1_000_000_000L;
  private static final long UNKNOWN = Long.MIN_VALUE;

  /// The most requests the drawer lists.
  static final int DRAWER_ROWS = 40;

  private final Description about;
  private final ReadOnlyObjectWrapper<Optional<Snapshot>> snapshot =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final Map<Tile.Kind, Tile> tiles = new EnumMap<>(Tile.Kind.class);
  private final ObservableList<Finding> findings = FXCollections.observableArrayList();
  private final Map<String, Long> firstSeen = new HashMap<>();
  private final Map<PopId, PopLine> lineByPop = new HashMap<>();
  private final FilteredList<PopLine> lines;
  private final ObjectProperty<Optional<PopId>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<MapMetric> metric = new SimpleObjectProperty<>(MapMetric.HIT_RATE);
  private final StringProperty filter = new SimpleStringProperty("");
  private final Deque<Past> past = new ArrayDeque<>();

  WorldModel(Description about) {
    this.about = about;
    List<PopLine> all = new ArrayList<>();
    for (Description.Site site : about.pops()) {
      PopLine line = new PopLine(site);
      all.add(line);
      lineByPop.put(site.pop(), line);
    }
    lines = new FilteredList<>(FXCollections.observableList(all));
    filter.addListener((property, before, now) -> lines.setPredicate(line -> keeps(now, line)));
  }

  /// Reads `next` for tiles and findings; the same number changes nothing. After an older one, or
  /// one from much later, only what is remembered from before it counts.
  void show(Snapshot next) {
    if (snapshot.get().map(Snapshot::number).orElse(0L) == next.number()) {
      return;
    }
    boolean isJump = isJump(next);
    if (isJump) {
      past.removeIf(one -> one.atNanos() >= next.takenNanos());
      firstSeen.values().removeIf(since -> since > next.takenNanos());
    }
    remember(next);
    tiles.putAll(Tiles.of(about.budget(), next, windowAgo(next)));
    List<Finding> found = Findings.of(about.budget(), next);
    firstSeen.keySet().retainAll(found.stream().map(Finding::key).toList());
    long since = isJump ? UNKNOWN : next.takenNanos();
    found.forEach(finding -> firstSeen.putIfAbsent(finding.key(), since));
    if (!findings.equals(found)) {
      findings.setAll(found);
    }
    snapshot.set(Optional.of(next));
  }

  /// Brings the rows up to the newest snapshot; only rows whose figures changed fire.
  void tabulate() {
    snapshot.get().ifPresent(this::tabulate);
  }

  private void tabulate(Snapshot next) {
    long second = next.takenNanos() / SECOND;
    for (Snapshot.PopRow row : next.pops()) {
      Optional.ofNullable(lineByPop.get(row.pop())).ifPresent(line -> line.show(row, second));
    }
  }

  /// Whether `next` does not follow what was shown last.
  private boolean isJump(Snapshot next) {
    return snapshot
        .get()
        .map(last ->
            next.number() < last.number() || next.takenNanos() - last.takenNanos() > 5 * SECOND)
        .orElse(true);
  }

  Description about() {
    return about;
  }

  ReadOnlyObjectProperty<Optional<Snapshot>> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /// The tile of `kind`, once a snapshot has come.
  Optional<Tile> tile(Tile.Kind kind) {
    return Optional.ofNullable(tiles.get(kind));
  }

  /// What is wrong, worst first.
  ObservableList<Finding> findings() {
    return findings;
  }

  /// When `finding` was first seen without a break, nanoseconds since the epoch; empty when it was
  /// there already when one began to look.
  Optional<Long> since(Finding finding) {
    return Optional.ofNullable(firstSeen.get(finding.key())).filter(since -> since != UNKNOWN);
  }

  /// The rows that the filter keeps, in configuration order.
  ObservableList<PopLine> lines() {
    return lines;
  }

  /// The row of `pop`, when it is configured.
  Optional<PopLine> line(PopId pop) {
    return Optional.ofNullable(lineByPop.get(pop));
  }

  /// The PoP that map, table and drawer agree on.
  ObjectProperty<Optional<PopId>> selectedProperty() {
    return selected;
  }

  /// What the map's fill tells.
  ObjectProperty<MapMetric> metricProperty() {
    return metric;
  }

  /// Keeps PoPs whose code, city or country holds it; a leading `!` keeps the others.
  StringProperty filterProperty() {
    return filter;
  }

  /// The newest requests of `pop`, newest first, at most [#DRAWER_ROWS].
  List<RequestTimeline> requestsOf(PopId pop) {
    return snapshot.get().map(Snapshot::recent).orElse(List.of()).stream()
        .filter(request -> request.pop().equals(pop))
        .limit(DRAWER_ROWS)
        .toList();
  }

  /// What is under way in the newest snapshot, by client and PoP.
  List<Underway> underway() {
    return snapshot.get().map(now -> Underway.of(about, now)).orElse(List.of());
  }

  /// The largest number of requests any PoP had in the window; at least 1.
  long busiest() {
    long most = 1;
    for (Snapshot.PopRow row : snapshot.get().map(Snapshot::pops).orElse(List.of())) {
      most = Math.max(most, row.requests());
    }
    return most;
  }

  private static boolean keeps(String filter, PopLine line) {
    String text = filter.strip();
    if (text.startsWith("!")) {
      return text.length() == 1 || !line.matches(text.substring(1).strip());
    }
    return text.isEmpty() || line.matches(text);
  }

  /// Keeps one headline a second, for one window and a little.
  private void remember(Snapshot next) {
    if (past.isEmpty() || next.takenNanos() - past.getLast().atNanos() >= SECOND) {
      past.addLast(new Past(next.takenNanos(), next.headline()));
    }
    while (!past.isEmpty()
        && next.takenNanos() - past.getFirst().atNanos() > next.windowNanos() + 2 * SECOND) {
      past.removeFirst();
    }
  }

  private Optional<Snapshot.Headline> windowAgo(Snapshot next) {
    Past oldest = past.getFirst();
    return next.takenNanos() - oldest.atNanos() >= next.windowNanos() - SECOND
        ? Optional.of(oldest.headline())
        : Optional.empty();
  }

  private record Past(long atNanos, Snapshot.Headline headline) {}
}
