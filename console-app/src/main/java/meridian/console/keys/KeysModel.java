package meridian.console.keys;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
import meridian.KeyId;
import meridian.control.Tenants;
import meridian.telemetry.KeyFigures;
import meridian.telemetry.Snapshot;

/// What the room Keys & projects knows. Confined to one thread; needs no toolkit.
///
/// Projects and keys are those of now, also while the picture is stopped: nobody revokes in the
/// past. Uses and revocations are those of the snapshot. A secret stays until it is put away, and
/// nowhere else.
final class KeysModel {
  private final ObservableList<Tenants.Project> projects = FXCollections.observableArrayList();
  private final ObservableList<KeyLine> keys = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Tenants> tenants = new ReadOnlyObjectWrapper<>(Tenants.NONE);
  private final ReadOnlyObjectWrapper<Optional<Spread>> spread =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Optional<KeyId>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Pending> pending = new SimpleObjectProperty<>(new Pending.Nothing());
  private final ObjectProperty<Optional<Secret>> secret =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty filter = new SimpleStringProperty("");
  private Optional<Snapshot> newest = Optional.empty();

  KeysModel() {
    filter.addListener((property, before, now) -> fill());
    selected.addListener((property, before, now) -> spread());
  }

  /// A key just made or rotated.
  ///
  /// @param what it is, for people
  /// @param text the whole key
  record Secret(String what, String text) {
    @Override
    public String toString() {
      return what;
    }
  }

  /// A revocation as it is shown.
  ///
  /// @param revocation which
  /// @param nowNanos the moment of the snapshot
  record Spread(KeyFigures.Revocation revocation, long nowNanos) {
    /// PoPs that answered with the key after its revocation and have refused it to nobody.
    long waiting() {
      return revocation.pops().stream().filter(pop -> pop.refusedAfterNanos().isEmpty()).count();
    }

    long served() {
      return revocation.pops().stream().mapToLong(KeyFigures.AtPop::served).sum();
    }

    /// The slowest first refusal so far.
    Optional<Long> slowestNanos() {
      return revocation.pops().stream()
          .flatMap(pop -> pop.refusedAfterNanos().stream())
          .max(Long::compare);
    }
  }

  /// Reads what is so now.
  void show(Snapshot snapshot, Tenants now) {
    newest = Optional.of(snapshot);
    tenants.set(now);
    if (!projects.equals(now.projects())) {
      projects.setAll(now.projects());
    }
    fill();
    spread();
  }

  /// Selects the key called `id`.
  void select(Optional<KeyId> id) {
    selected.set(id);
  }

  /// The selected row, when it is there.
  Optional<KeyLine> selectedLine() {
    return selected
        .get()
        .flatMap(id -> keys.stream().filter(line -> line.key().id().equals(id)).findFirst());
  }

  /// Begins to do something; about a key only when one is selected that is not revoked.
  void begin(Pending what) {
    pending.set(what);
  }

  /// Gives up what was begun.
  void giveUp() {
    pending.set(new Pending.Nothing());
  }

  /// Shows a secret that was just made; what was begun is done.
  void issued(String what, String text) {
    secret.set(Optional.of(new Secret(what, text)));
    giveUp();
  }

  /// Puts the secret away, for good.
  void putAway() {
    secret.set(Optional.empty());
  }

  ObservableList<Tenants.Project> projects() {
    return projects;
  }

  ObservableList<KeyLine> keys() {
    return keys;
  }

  ReadOnlyObjectProperty<Tenants> tenantsProperty() {
    return tenants.getReadOnlyProperty();
  }

  /// How the revocation spread that is shown: the selected key's, otherwise the newest.
  ReadOnlyObjectProperty<Optional<Spread>> spreadProperty() {
    return spread.getReadOnlyProperty();
  }

  ObjectProperty<Optional<KeyId>> selectedProperty() {
    return selected;
  }

  ObjectProperty<Pending> pendingProperty() {
    return pending;
  }

  ObjectProperty<Optional<Secret>> secretProperty() {
    return secret;
  }

  StringProperty filterProperty() {
    return filter;
  }

  /// Keys of `project` that are let in.
  long usableKeys(Tenants.Project project) {
    return tenants.get().keys().stream()
        .filter(key -> key.project().equals(project.id()))
        .filter(key -> new KeyLine(key, 0, Optional.empty()).isUsable())
        .count();
  }

  private void fill() {
    Map<KeyId, KeyFigures.KeyUse> uses = new HashMap<>();
    newest.ifPresent(snapshot -> snapshot.keys().uses().forEach(use -> uses.put(use.key(), use)));
    List<KeyLine> lines =
        tenants.get().keys().reversed().stream()
            .map(key -> line(key, Optional.ofNullable(uses.get(key.id()))))
            .filter(this::isWanted)
            .toList();
    if (!keys.equals(lines)) {
      keys.setAll(lines);
    }
  }

  private static KeyLine line(Tenants.Key key, Optional<KeyFigures.KeyUse> use) {
    return new KeyLine(
        key,
        use.map(KeyFigures.KeyUse::requestsTotal).orElse(0L),
        use.map(KeyFigures.KeyUse::lastUsedHour));
  }

  /// Whether every word of the filter is in the row's id, project, state or terms.
  private boolean isWanted(KeyLine line) {
    String text =
        (line.key().id()
                + " "
                + line.key().project()
                + " "
                + line.key().state()
                + " "
                + line.key().own())
            .toLowerCase(Locale.ROOT);
    for (String word : filter.get().toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private void spread() {
    spread.set(
        newest.flatMap(snapshot ->
            chosen(snapshot.keys().revocations())
                .map(revocation -> new Spread(revocation, snapshot.takenNanos()))));
  }

  private Optional<KeyFigures.Revocation> chosen(List<KeyFigures.Revocation> all) {
    return all.stream()
        .filter(each -> selected.get().filter(each.key()::equals).isPresent())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }
}
