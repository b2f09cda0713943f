package meridian.console.timelines;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import meridian.console.feed.Cadence;
import meridian.console.feed.Gate;
import meridian.console.session.Action;
import meridian.console.session.Desk;
import meridian.console.session.Room;
import meridian.console.session.Selection;
import meridian.telemetry.Snapshot;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The Timelines room: recent requests, the waterfall of one or two, stages per way.
///
/// Toolkit thread only. List and table take snapshots twice a second.
public final class TimelinesRoom implements Room {
  /// Its name on the rail.
  public static final String TITLE = "Timelines";

  private final TimelinesModel model;
  private final TimelinesView view;
  private final Gate tables = new Gate(Cadence.TABLES);
  private boolean hasJumped;

  /// A room on the gateway of `desk`.
  public TimelinesRoom(Desk desk) {
    this.model = new TimelinesModel(desk.gateway().description());
    this.view = new TimelinesView(desk, model);
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Ikon icon() {
    return Feather.ALIGN_LEFT;
  }

  @Override
  public Node node() {
    return view.node();
  }

  @Override
  public void show(Snapshot snapshot) {
    if (tables.opens() && (hasJumped || !view.isListHeld())) {
      hasJumped = false;
      model.show(snapshot);
    }
  }

  @Override
  public void onShown() {
    tables.reset();
  }

  @Override
  public void onJump() {
    tables.reset();
    hasJumped = true;
  }

  @Override
  public boolean open(Selection selection) {
    switch (selection) {
      case Selection.OneRequest(var timeline) -> model.select(timeline);
      case Selection.OnePop(var pop) -> {
        model.filterProperty().set(RequestFilter.ALL.with(pop.code()));
        model.follow();
      }
      case Selection.OnePath(var path) -> {
        model.filterProperty().set(RequestFilter.ALL.with(Optional.of(path)));
        model.tablePathProperty().set(path);
        model.follow();
      }
    }
    return true;
  }

  @Override
  public List<Action> actions() {
    return List.of(
        new Action("Follow the newest request", "F", Feather.FAST_FORWARD, model::follow),
        new Action("Pin request to compare", "P", Feather.BOOKMARK, model::pin),
        new Action("Copy request as JSON", "J", Feather.COPY, view::copyJson));
  }
}
