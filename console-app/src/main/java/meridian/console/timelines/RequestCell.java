package meridian.console.timelines;

import java.time.ZoneId;
import java.util.function.LongSupplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import meridian.RequestTimeline;
import meridian.console.chart.MiniBar;
import meridian.console.format.Figures;
import meridian.console.theme.Parts;
import meridian.telemetry.RequestPath;

/// One request in the list: when, from where to where, what answered, where its time went, how
/// long.
final class RequestCell extends ListCell<RequestTimeline> {
  private final ZoneId zone;
  private final LongSupplier scale;
  private final Label time = Parts.label("", "mono", "faint");
  private final Label way = Parts.label("", "mono");
  private final Label path = Parts.label("", "muted");
  private final MiniBar bar = new MiniBar();
  private final Label total = Parts.label("", "mono");
  private final HBox box = Parts.line(9, time, way, path, bar, total);

  /// @param zone for the time of day
  /// @param scale what a full bar stands for, in nanoseconds
  RequestCell(ZoneId zone, LongSupplier scale) {
    this.zone = zone;
    this.scale = scale;
    time.setMinWidth(60);
    way.setMinWidth(66);
    path.setMinWidth(72);
    path.setPrefWidth(72);
    total.setMinWidth(60);
    total.setAlignment(Pos.CENTER_RIGHT);
    bar.setPrefWidth(50);
    HBox.setHgrow(bar, Priority.ALWAYS);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(RequestTimeline request, boolean isEmpty) {
    super.updateItem(request, isEmpty);
    if (isEmpty || request == null) {
      setGraphic(null);
      setAccessibleText("");
      return;
    }
    // Of its end: the list is in the order in which requests finished.
    time.setText(Figures.clock(request.arrivedNanos() + request.totalNanos(), zone));
    way.setText(request.client() + "→" + request.pop());
    Parts.mark(path, "muted", request.isAnswered());
    Parts.mark(path, "crit", !request.isAnswered());
    path.setText(request.isAnswered() ? RequestPath.of(request).label() : "■ " + request.status());
    bar.show(request, scale.getAsLong());
    total.setText(Figures.duration(request.totalNanos()));
    setGraphic(box);
    setAccessibleText(way.getText() + ", " + path.getText() + ", " + total.getText() + " in total");
  }
}
