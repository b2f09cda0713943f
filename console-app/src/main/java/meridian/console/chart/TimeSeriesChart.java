package meridian.console.chart;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import meridian.console.format.Figures;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;

/// Series over the last minutes, the newest second on the right: stacked areas, lines, a limit, and
/// a crosshair that all charts may share. The legend on top shows the value under the crosshair, or
/// the newest.
///
/// Left and right arrow move the crosshair by a second, with shift by ten; Escape removes it.
public final class TimeSeriesChart extends CanvasChart {
  private static final double LEGEND = 20;
  private static final double AXIS = 18;
  private static final double SCALE = 46;
  private static final int ROWS = 4;
  private static final Font MONO = Fonts.mono(11);

  private final Crosshair crosshair;
  private final ZoneId zone;
  private final Layer plot;
  private final Layer overlay;
  private final InvalidationListener onCrosshair;
  private TimeSeries series = TimeSeries.NONE;

  /// @param name what it shows
  /// @param crosshair which charts to point along with
  /// @param zone for the times of day below
  public TimeSeriesChart(String name, Crosshair crosshair, ZoneId zone) {
    super(name);
    this.crosshair = crosshair;
    this.zone = zone;
    setMinSize(120, 80);
    setPrefSize(420, 160);
    this.plot =
        layer((g, width, height, palette) -> paint(g, width, height, palette, series, zone));
    this.overlay = layer(this::paintCrosshair);
    this.onCrosshair = _ -> overlay.repaint();
    crosshair.secondProperty().addListener(new WeakInvalidationListener(onCrosshair));
    setOnMouseMoved(event -> point(event.getX()));
    setOnMouseExited(_ -> crosshair.clear());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /// Shows `series` from the next pulse on.
  public void show(TimeSeries series) {
    this.series = series;
    plot.repaint();
    overlay.repaint();
  }

  /// Paints everything but crosshair and legend.
  public static void paint(
      GraphicsContext g,
      double width,
      double height,
      Palette palette,
      TimeSeries series,
      ZoneId zone) {
    double highest = highest(series);
    double top = Ticks.ceiling(highest * 1.05, ROWS);
    Curve.Frame frame = frame(width, height, top);
    paintGrid(g, palette, series, frame, top);
    paintTimes(g, palette, series, frame, zone);
    if (!series.hasAny()) {
      Ink.text(
          g,
          "no data yet",
          frame.x() + frame.width() / 2,
          frame.y() + frame.height() / 2,
          TextAlignment.CENTER,
          Fonts.text(12),
          palette.faint());
      return;
    }
    Values floor = Values.constant(series.spanSeconds(), 0);
    for (TimeSeries.Line area : series.areas()) {
      Values upper = floor.plus(area.values());
      Curve band = Curve.between(floor, upper, frame);
      Color colour = area.hue().in(palette);
      g.setFill(Palette.faded(colour, palette.isDark() ? 0.42 : 0.34));
      band.fillDown(g);
      g.setStroke(colour);
      g.setLineWidth(1);
      band.stroke(g);
      floor = upper;
    }
    for (TimeSeries.Line line : series.lines()) {
      g.setStroke(line.hue().in(palette));
      g.setLineWidth(1.5);
      Curve.of(line.values(), frame).stroke(g);
    }
    series
        .limit()
        .ifPresent(limit -> {
          double y = frame.y(limit.value());
          Ink.dashedHorizontal(g, frame.x(), frame.right(), y, palette.budget());
          Ink.text(
              g,
              limit.name(),
              frame.right() - 2,
              y - 7,
              TextAlignment.RIGHT,
              Fonts.text(10),
              palette.muted());
        });
  }

  private static void paintGrid(
      GraphicsContext g, Palette palette, TimeSeries series, Curve.Frame frame, double top) {
    for (double tick : Ticks.upTo(top, ROWS)) {
      double y = frame.y(tick);
      Ink.horizontal(g, frame.x(), frame.right(), y, tick == 0 ? palette.axis() : palette.grid());
      Ink.text(
          g,
          tick == 0 ? "0" : Figures.plain(series.format().apply(tick)),
          frame.x() - 7,
          y,
          TextAlignment.RIGHT,
          Fonts.text(10.5),
          palette.faint());
    }
  }

  private static void paintTimes(
      GraphicsContext g, Palette palette, TimeSeries series, Curve.Frame frame, ZoneId zone) {
    if (series.lastSecond() == 0) {
      return;
    }
    int most = (int) Math.max(1, frame.width() / 90);
    long step = roundSeconds(series.spanSeconds() / most);
    for (long second = Math.ceilDiv(series.second(0), step) * step;
        second <= series.lastSecond();
        second += step) {
      double x = frame.x((int) (second - series.second(0)), series.spanSeconds());
      Ink.vertical(g, x, frame.bottom(), frame.bottom() + 4, palette.axis());
      if (x > frame.x() + 22 && x < frame.right() - 22) {
        Ink.text(
            g,
            Figures.clock(second * 1_000_000_000L, zone),
            x,
            frame.bottom() + 11,
            TextAlignment.CENTER,
            Fonts.text(10.5),
            palette.faint());
      }
    }
  }

  private void paintCrosshair(GraphicsContext g, double width, double height, Palette palette) {
    Curve.Frame frame = frame(width, height, 1);
    OptionalLong second = crosshair.second();
    int index = series.spanSeconds() - 1;
    boolean isPointed =
        second.isPresent()
            && second.getAsLong() >= series.second(0)
            && second.getAsLong() <= series.lastSecond();
    if (isPointed) {
      index = (int) (second.getAsLong() - series.second(0));
      double x = frame.x(index, series.spanSeconds());
      Ink.vertical(g, x, frame.y(), frame.bottom(), palette.token("-ops-crosshair"));
    }
    double x = frame.x();
    String time = isPointed ? Figures.clock(second.getAsLong() * 1_000_000_000L, zone) : "";
    double room = frame.right() - (isPointed ? 64 : 0);
    for (TimeSeries.Line line : named()) {
      double value = line.values().at(index);
      String figure = Double.isFinite(value) ? series.format().apply(value) : Figures.NONE;
      double needed =
          14 + Ink.width(line.name(), Fonts.text(11)) + 6 + Ink.width(figure, MONO) + 14;
      if (x + needed - 14 > room) {
        break;
      }
      g.setFill(line.hue().in(palette));
      g.fillRoundRect(x, 6, 8, 8, 2, 2);
      Ink.text(g, line.name(), x + 14, 10, TextAlignment.LEFT, Fonts.text(11), palette.muted());
      Ink.text(
          g,
          figure,
          x + needed - 14 - Ink.width(figure, MONO),
          10,
          TextAlignment.LEFT,
          MONO,
          Double.isFinite(value) ? palette.text() : palette.faint());
      x += needed;
    }
    if (isPointed) {
      Ink.text(g, time, frame.right(), 10, TextAlignment.RIGHT, MONO, palette.muted());
    }
  }

  private List<TimeSeries.Line> named() {
    List<TimeSeries.Line> all = new ArrayList<>(series.areas());
    all.addAll(series.lines());
    return all;
  }

  private static Curve.Frame frame(double width, double height, double top) {
    return new Curve.Frame(
        SCALE,
        LEGEND + 4,
        Math.max(1, width - SCALE - 6),
        Math.max(1, height - LEGEND - 4 - AXIS),
        0,
        top);
  }

  private static double highest(TimeSeries series) {
    Values sum = Values.constant(series.spanSeconds(), 0);
    for (TimeSeries.Line area : series.areas()) {
      sum = sum.plus(area.values());
    }
    double highest = sum.max();
    for (TimeSeries.Line line : series.lines()) {
      highest = Math.max(highest, line.values().max());
    }
    // A limit far above what happens would flatten the picture: it is shown when it is near.
    double limit = series.limit().map(TimeSeries.Limit::value).orElse(0.0);
    return limit <= highest * 4 || highest == 0 ? Math.max(highest, limit) : highest;
  }

  /// A round number of seconds at or above `rough`: 1, 2, 5, 10, 15, 30 seconds, then minutes.
  private static long roundSeconds(long rough) {
    for (long step : new long[] {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600}) {
      if (step >= rough) {
        return step;
      }
    }
    return 7_200;
  }

  private void point(double x) {
    Curve.Frame frame = frame(getWidth(), getHeight(), 1);
    double share = Math.max(0, Math.min(1, (x - frame.x()) / frame.width()));
    crosshair.pointAt(series.second((int) Math.rint(share * (series.spanSeconds() - 1))));
  }

  private void onKey(KeyEvent event) {
    int step = event.isShiftDown() ? 10 : 1;
    if (event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT) {
      long from = crosshair.second().orElse(series.lastSecond());
      long to = from + (event.getCode() == KeyCode.LEFT ? -step : step);
      crosshair.pointAt(Math.max(series.second(0), Math.min(series.lastSecond(), to)));
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && crosshair.second().isPresent()) {
      crosshair.clear();
      event.consume();
    }
  }

  @Override
  protected String summary() {
    StringBuilder text = new StringBuilder();
    for (TimeSeries.Line line : named()) {
      double last = line.values().last();
      text.append(line.name())
          .append(' ')
          .append(Double.isFinite(last) ? series.format().apply(last) : Figures.NONE)
          .append(", ");
    }
    series.limit().ifPresent(limit -> text.append(limit.name()));
    return text.isEmpty() ? "No data" : text.toString();
  }

  @Override
  protected Optional<String> csv() {
    StringBuilder text = new StringBuilder("second");
    named().forEach(line -> text.append(',').append(line.name().replace(',', ' ')));
    for (int index = 0; index < series.spanSeconds(); index++) {
      text.append('\n').append(series.second(index));
      for (TimeSeries.Line line : named()) {
        double value = line.values().at(index);
        text.append(',').append(Double.isFinite(value) ? Double.toString(value) : "");
      }
    }
    return Optional.of(text.append('\n').toString());
  }
}
