package meridian.console.chart;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import meridian.console.format.Figures;
import meridian.console.theme.Palette;

/// A line without axes: how a figure got to where it is. The newest value is on the right, marked
/// with a dot; values that are no number leave a gap.
public final class Sparkline extends CanvasChart {
  private final Layer layer;
  private final Hue hue;
  private final DoubleFunction<String> format;
  private Values values = Values.NONE;
  private OptionalDouble limit = OptionalDouble.empty();

  /// @param name what it shows
  /// @param hue the colour of the line
  /// @param format writes a value for the description in words
  public Sparkline(String name, Hue hue, DoubleFunction<String> format) {
    super(name);
    this.hue = hue;
    this.format = format;
    setFocusTraversable(false);
    setMinSize(24, 12);
    setPrefSize(120, 32);
    this.layer =
        layer((g, width, height, palette) -> paint(g, 0, 0, width, height, palette, look(palette)));
  }

  /// Shows `values`, with `limit` as a dashed line.
  public void show(Values values, OptionalDouble limit) {
    this.values = values;
    this.limit = limit;
    layer.repaint();
  }

  /// How a line is to look.
  ///
  /// @param values oldest first
  /// @param limit drawn as a dashed line
  /// @param colour of the line
  public record Look(Values values, OptionalDouble limit, Color colour) {}

  /// Paints a line into a box; also for cells.
  public static void paint(
      GraphicsContext g,
      double x,
      double y,
      double width,
      double height,
      Palette palette,
      Look look) {
    double max = Math.max(look.values().max(), look.limit().orElse(0));
    if (look.values().size() < 2 || !(max > 0)) {
      Ink.horizontal(g, x, x + width, y + height - 1.5, palette.grid());
      return;
    }
    Curve.Frame frame = new Curve.Frame(x + 1, y + 3, width - 5, height - 5, 0, max * 1.04);
    Curve curve = Curve.of(look.values(), frame);
    g.setFill(Palette.faded(look.colour(), palette.isDark() ? 0.14 : 0.10));
    curve.fillDown(g);
    g.setStroke(look.colour());
    g.setLineWidth(1.4);
    curve.stroke(g);
    look.limit()
        .ifPresent(limit ->
            Ink.dashedHorizontal(
                g, x, x + width, frame.y(limit), Palette.faded(palette.budget(), 0.5)));
    double last = look.values().last();
    if (Double.isFinite(last)) {
      g.setFill(look.colour());
      g.fillOval(frame.right() - 2, frame.y(last) - 2, 4, 4);
    }
  }

  private Look look(Palette palette) {
    return new Look(values, limit, hue.in(palette));
  }

  @Override
  protected String summary() {
    if (!values.hasAny()) {
      return "No data";
    }
    double last = values.last();
    return "Now "
        + (Double.isFinite(last) ? format.apply(last) : Figures.NONE)
        + ", highest "
        + format.apply(values.max());
  }

  @Override
  protected Optional<String> csv() {
    StringBuilder text = new StringBuilder("index,value\n");
    for (int index = 0; index < values.size(); index++) {
      text.append(index).append(',').append(values.at(index)).append('\n');
    }
    return Optional.of(text.toString());
  }
}
