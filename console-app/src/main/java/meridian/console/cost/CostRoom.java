package meridian.console.cost;

import java.util.List;
import javafx.scene.Node;
import meridian.console.feed.Cadence;
import meridian.console.feed.Gate;
import meridian.console.session.Action;
import meridian.console.session.Desk;
import meridian.console.session.Room;
import meridian.control.Advising;
import meridian.telemetry.Snapshot;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The Cost room: money by project and model and over time, the edge's bill, break-even, and what
/// the traffic advises.
///
/// Toolkit thread only. Figures take snapshots 4 times a second, tables twice, advice every second
/// time a table does.
public final class CostRoom implements Room {
  /// Its name on the rail.
  public static final String TITLE = "Cost";

  private final Desk desk;
  private final CostModel model;
  private final CostView view;
  private final Gate figures = new Gate(Cadence.FIGURES);
  private final Gate tables = new Gate(Cadence.TABLES);
  private boolean isFresh;
  private int fills;

  /// A room on the gateway of `desk`.
  public CostRoom(Desk desk) {
    this.desk = desk;
    this.model =
        new CostModel(
            desk.gateway().description().situation(),
            (seen, situation, assumptions) -> Loaded.ADVISING.advise(seen, situation, assumptions));
    this.view = new CostView(desk, model);
  }

  /// The atlas is read when advice is first asked for, not when the console starts.
  private static final class Loaded {
    static final Advising ADVISING = new Advising();
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Ikon icon() {
    return Feather.DOLLAR_SIGN;
  }

  @Override
  public Node node() {
    return view.node();
  }

  @Override
  public void show(Snapshot snapshot) {
    boolean isFigures = figures.opens();
    if (isFigures) {
      model.show(snapshot);
      view.showFigures();
    }
    if (isFresh || (!isFigures && tables.opens())) {
      // Never in the same frame as the figures: each has its share of a frame's time.
      view.showTables();
      if (isFresh || fills++ % 2 == 0) {
        model.think();
      }
    }
    isFresh = false;
  }

  @Override
  public void onShown() {
    model.situation(desk.gateway().description().situation());
    onJump();
  }

  @Override
  public void onJump() {
    isFresh = true;
    figures.reset();
    tables.reset();
  }

  @Override
  public List<Action> actions() {
    return List.of(
        new Action("Cost: copy report", "", Feather.COPY, view::copyReport),
        new Action("Cost: copy as CSV", "", Feather.COPY, view::copyCsv));
  }
}
