package meridian.console.compare;

import java.util.List;
import javafx.scene.Node;
import meridian.console.feed.Feed;
import meridian.console.session.Action;
import meridian.console.session.Comparer;
import meridian.console.session.Desk;
import meridian.console.session.Room;
import meridian.telemetry.Snapshot;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// The Compare room: patterns side by side on one trace. It shows runs of its own, so no snapshot
/// changes it.
///
/// Toolkit thread only; what the comparer says on other threads is handed over by the feed.
public final class CompareRoom implements Room {
  /// Its name on the rail.
  public static final String TITLE = "Compare";

  private final CompareModel model;
  private final CompareView view;
  private boolean isAsked;

  /// A room that compares with `comparer`.
  public CompareRoom(Desk desk, Comparer comparer) {
    this.model = new CompareModel(comparer, Feed::later, System::nanoTime);
    this.view = new CompareView(desk, model);
  }

  @Override
  public String title() {
    return TITLE;
  }

  @Override
  public Ikon icon() {
    return Feather.COLUMNS;
  }

  @Override
  public Node node() {
    return view.node();
  }

  @Override
  public void show(Snapshot snapshot) {}

  @Override
  public void onShown() {
    if (!isAsked) {
      isAsked = true;
      Thread.ofPlatform()
          .name("console-scenarios")
          .daemon()
          .start(() -> {
            var all = model.comparer().scenarios();
            Feed.later(() -> model.offer(all));
          });
    }
  }

  @Override
  public List<Action> actions() {
    return List.of(
        new Action("Compare: start", "", Feather.PLAY, model::start),
        new Action("Compare: copy as CSV", "", Feather.COPY, view::copyCsv));
  }
}
