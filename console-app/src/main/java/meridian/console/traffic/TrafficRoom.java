package meridian.console.traffic;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import meridian.console.feed.Cadence;
import meridian.console.feed.Feed;
import meridian.console.feed.Gate;
import meridian.console.session.Action;
import meridian.console.session.Desk;
import meridian.console.session.Room;
import meridian.console.session.Selection;
import meridian.telemetry.Snapshot;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The Traffic room: a request of one's own, generated traffic, a client of one's own.
///
/// Toolkit thread only; answers come in on threads of the gateway and are handed over by the feed.
public final class TrafficRoom implements Room {
  /// Its name on the rail.
  public static final String TITLE = "Traffic";

  private final TrafficModel model;
  private final TrafficView view;
  private final Gate figures = new Gate(Cadence.FIGURES);

  /// A room on the gateway of `desk`.
  public TrafficRoom(Desk desk) {
    this.model = new TrafficModel(desk.gateway().description(), Feed::later);
    this.view = new TrafficView(desk, model);
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Ikon icon() {
    return Feather.SEND;
  }

  @Override
  public Node node() {
    return view.node();
  }

  @Override
  public void show(Snapshot snapshot) {
    model.show(snapshot);
    if (figures.opens()) {
      view.showFigures();
    }
  }

  @Override
  public void onShown() {
    figures.reset();
  }

  @Override
  public void onJump() {
    figures.reset();
  }

  @Override
  public boolean open(Selection selection) {
    return switch (selection) {
      case Selection.OnePop(var pop) -> {
        model.popProperty().set(Optional.of(pop));
        yield true;
      }
      case Selection.OneRequest _, Selection.OnePath _ -> false;
    };
  }

  @Override
  public List<Action> actions() {
    return List.of(
        new Action("Send the request", "Ctrl+Enter", Feather.SEND, view::send),
        new Action("Copy the request as curl", "", Feather.TERMINAL, view::copyCurl),
        new Action("Start or stop generated traffic", "", Feather.ACTIVITY, view::toggleTraffic));
  }
}
