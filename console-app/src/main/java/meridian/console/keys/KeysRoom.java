package meridian.console.keys;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import meridian.console.feed.Cadence;
import meridian.console.feed.Feed;
import meridian.console.feed.Gate;
import meridian.console.session.Action;
import meridian.console.session.Desk;
import meridian.console.session.Evaluator;
import meridian.console.session.Room;
import meridian.control.Tenants;
import meridian.telemetry.Snapshot;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The Keys & projects room. Toolkit thread only; its tables take snapshots twice a second.
public final class KeysRoom implements Room {
  /// Its name on the rail.
  public static final String TITLE = "Keys & projects";

  private final Desk desk;
  private final KeysModel model = new KeysModel();
  private final SemanticModel similar;
  private final KeysView view;
  private final Gate tables = new Gate(Cadence.TABLES);

  /// A room on the gateway of `desk` that measures semantic caches with `evaluator`.
  public KeysRoom(Desk desk, Evaluator evaluator) {
    this.desk = desk;
    this.similar = new SemanticModel(evaluator, Feed::later);
    this.view = new KeysView(desk, model, similar);
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Ikon icon() {
    return Feather.KEY;
  }

  @Override
  public Node node() {
    return view.node();
  }

  @Override
  public void show(Snapshot snapshot) {
    if (tables.opens()) {
      Tenants now = desk.gateway().tenants();
      model.show(snapshot, now);
      similar.show(snapshot, now);
    }
  }

  @Override
  public void onShown() {
    tables.reset();
  }

  @Override
  public void onJump() {
    tables.reset();
  }

  /// Who leaves the room has seen the secret.
  @Override
  public void onHidden() {
    model.putAway();
    model.giveUp();
  }

  @Override
  public List<Action> actions() {
    return List.of(
        new Action("Create key", "N", Feather.PLUS, () -> view.begin(KeysView.Deed.CREATE)),
        new Action("Rotate key", "R", Feather.REFRESH_CW, () -> view.begin(KeysView.Deed.ROTATE)),
        new Action(
            "Change a key's expiry", "E", Feather.CLOCK, () -> view.begin(KeysView.Deed.EXPIRE)),
        new Action("Revoke key", "Delete", Feather.SLASH, () -> view.begin(KeysView.Deed.REVOKE)),
        new Action("Semantic cache of a project", "S", Feather.ACTIVITY, view::showSemantic),
        new Action("Copy the semantic curve as CSV", "", Feather.COPY, view::copyCurve),
        new Action("Deselect key", "", Feather.X, () -> model.select(Optional.empty())));
  }
}
