package meridian.console.chart;

import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.console.format.Figures;
import meridian.console.theme.Palette;

/// One request as a single bar of its stages: where its time went, at a glance. Bars of one list
/// share a scale, so that their lengths compare.
public final class MiniBar extends CanvasChart {
  private final Layer layer;
  private Optional<RequestTimeline> timeline = Optional.empty();
  private long scaleNanos = 1;

  public MiniBar() {
    super("Stages");
    setFocusTraversable(false);
    setMinSize(20, 8);
    setPrefSize(160, 14);
    this.layer =
        layer((g, width, height, palette) ->
            timeline.ifPresent(shown -> paint(g, 0, 0, width, height, palette, shown, scaleNanos)));
  }

  /// Shows `timeline` where the whole width is `scaleNanos`; a longer one ends in a break.
  public void show(RequestTimeline timeline, long scaleNanos) {
    this.timeline = Optional.of(timeline);
    this.scaleNanos = Math.max(1, scaleNanos);
    layer.repaint();
  }

  /// Shows nothing.
  public void clear() {
    timeline = Optional.empty();
    layer.repaint();
  }

  /// Paints into a box, vertically centred; also for rows painted by other charts.
  public static void paint(
      GraphicsContext g,
      double x,
      double y,
      double width,
      double height,
      Palette palette,
      RequestTimeline timeline,
      long scaleNanos) {
    double thick = Math.min(8, height);
    double top = Math.rint(y + (height - thick) / 2);
    double perNano = width / scaleNanos;
    double end = x + Math.min(width, timeline.totalNanos() * perNano);
    g.setFill(palette.grid());
    g.fillRect(x, Math.rint(y + height / 2), width, 1);
    double from = 0;
    for (Stage stage : Stage.values()) {
      long nanos = timeline.stages().nanos(stage);
      if (nanos > 0) {
        from = bar(g, x, top, thick, end, from, nanos * perNano, palette.stage(stage));
      }
    }
    if (timeline.residualNanos() > 0) {
      bar(g, x, top, thick, end, from, timeline.residualNanos() * perNano, palette.residual());
    }
    if (timeline.totalNanos() > scaleNanos) {
      g.setFill(palette.surface());
      g.fillRect(x + width - 6, top, 2, thick);
      g.fillRect(x + width - 3, top, 1, thick);
    }
  }

  /// One stage, at least a sliver wide: its left edge is snapped, so bars touch without seams.
  private static double bar(
      GraphicsContext g,
      double x,
      double top,
      double thick,
      double end,
      double from,
      double length,
      Color colour) {
    double left = Math.rint(x + from);
    double right = Math.min(end, Math.rint(x + from + length));
    if (right > left) {
      g.setFill(colour);
      g.fillRect(left, top, right - left, thick);
    }
    return from + length;
  }

  @Override
  protected String summary() {
    return timeline
        .map(shown -> Figures.duration(shown.totalNanos()) + " in total")
        .orElse("No request");
  }
}
