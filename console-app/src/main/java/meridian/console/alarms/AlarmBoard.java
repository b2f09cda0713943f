package meridian.console.alarms;

import javafx.scene.Node;
import meridian.console.feed.Cadence;
import meridian.console.feed.Gate;
import meridian.console.session.Desk;
import meridian.telemetry.Snapshot;

/// The alarms' three places in the frame: badge, banner and list. Toolkit thread only.
public final class AlarmBoard {
  private final AlarmModel model;
  private final AlarmBadge badge;
  private final AlarmBanner banner;
  private final AlarmList list;
  private final Gate gate = new Gate(Cadence.FIGURES);

  /// @param open puts the list on screen
  /// @param close takes it off
  public AlarmBoard(Desk desk, Runnable open, Runnable close) {
    this.model = new AlarmModel(desk);
    this.badge = new AlarmBadge(model, open);
    this.banner = new AlarmBanner(model, open);
    this.list = new AlarmList(model, close);
  }

  /// How many and how bad; for the top bar.
  public Node badge() {
    return badge;
  }

  /// The most severe one; takes no room while there is none.
  public Node banner() {
    return banner;
  }

  /// All of them.
  public Node list() {
    return list;
  }

  /// The list has come on screen.
  public void opened() {
    list.open();
  }

  /// The next snapshot does not follow the last one.
  public void onJump() {
    gate.reset();
  }

  /// Shows the alarms of `snapshot`.
  public void show(Snapshot snapshot) {
    if (gate.opens()) {
      model.show(snapshot);
      badge.show();
      banner.show();
      if (list.getScene() != null) {
        list.show();
      }
    }
  }
}
