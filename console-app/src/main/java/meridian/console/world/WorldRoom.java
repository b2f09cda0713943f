package meridian.console.world;

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

/// The World room: headline figures, findings, map and per-PoP table.
///
/// Toolkit thread only. Figures and map take snapshots 4 times a second, the table twice.
public final class WorldRoom implements Room {
  /// Its name on the rail.
  public static final String TITLE = "World";

  private final WorldModel model;
  private final WorldView view;
  private final Gate figures = new Gate(Cadence.FIGURES);
  private final Gate tables = new Gate(Cadence.TABLES);
  private boolean isFresh;

  /// A room on the gateway of `desk`.
  public WorldRoom(Desk desk) {
    this.model = new WorldModel(desk.gateway().description());
    this.view = new WorldView(desk, model);
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Ikon icon() {
    return Feather.GLOBE;
  }

  @Override
  public Node node() {
    return view.node();
  }

  @Override
  public void show(Snapshot snapshot) {
    view.fly(snapshot);
    boolean isFigures = figures.opens();
    if (isFigures) {
      model.show(snapshot);
      view.showFigures();
    }
    if (isFresh || (!isFigures && tables.opens())) {
      // Never in the same frame as the figures: each has its share of a frame's time.
      model.tabulate();
      view.showTable();
    }
    isFresh = false;
  }

  @Override
  public void onShown() {
    isFresh = true;
    figures.reset();
    tables.reset();
  }

  @Override
  public void onJump() {
    onShown();
  }

  @Override
  public boolean open(Selection selection) {
    return switch (selection) {
      case Selection.OnePop(var pop) -> {
        model.selectedProperty().set(Optional.of(pop));
        yield true;
      }
      case Selection.OneRequest request -> {
        model.selectedProperty().set(Optional.of(request.timeline().pop()));
        yield true;
      }
      case Selection.OnePath _ -> false;
    };
  }

  @Override
  public List<Action> actions() {
    return List.of(
        new Action(
            "Map: hit rate",
            MapMetric.HIT_RATE.key(),
            Feather.MAP,
            () -> model.metricProperty().set(MapMetric.HIT_RATE)),
        new Action(
            "Map: edge hit p95",
            MapMetric.LATENCY.key(),
            Feather.MAP,
            () -> model.metricProperty().set(MapMetric.LATENCY)),
        new Action("Filter PoPs", "/", Feather.FILTER, view::focusFilter));
  }
}
