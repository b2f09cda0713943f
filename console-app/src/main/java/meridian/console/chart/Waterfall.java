package meridian.console.chart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import meridian.LatencyBudget;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.console.format.Figures;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;

/// One request, stage below stage, each where it begins and as long as it took: the ladder that
/// says where the time went. Budgets stand behind the bars as frames; what is over budget is
/// marked. Another request may be laid over it as thin bars.
///
/// Stages are drawn one after another in the order of the request's way; the residual comes last,
/// so the ladder ends exactly at the total.
public final class Waterfall extends CanvasChart {
  private static final double HEAD = 26;
  private static final double FOOT = 28;
  private static final double LABELS = 196;
  private static final double FIGURES = 84;
  private static final double ROW = 22;
  private static final double LEAST_ROW = 14;
  private static final double TALLEST_ROW = 34;
  private static final Font MONO = Fonts.mono(11.5);

  private final Layer overlay;
  private Optional<Shown> shown = Optional.empty();
  private OptionalDouble mouseX = OptionalDouble.empty();
  private double mouseY;

  public Waterfall() {
    super("Waterfall of one request");
    setMinSize(320, 120);
    layer((g, width, height, palette) ->
        shown.ifPresent(now -> paint(g, width, height, palette, now)));
    this.overlay = layer(this::paintPointer);
    setOnMouseMoved(event -> {
      mouseX = OptionalDouble.of(event.getX());
      mouseY = event.getY();
      overlay.repaint();
    });
    setOnMouseExited(_ -> {
      mouseX = OptionalDouble.empty();
      overlay.repaint();
    });
  }

  /// What to draw.
  ///
  /// @param timeline the request
  /// @param budget drawn behind the stages that have one
  /// @param compared another request, laid over it
  public record Shown(
      RequestTimeline timeline, LatencyBudget budget, Optional<RequestTimeline> compared) {

    /// One request alone.
    public static Shown of(RequestTimeline timeline, LatencyBudget budget) {
      return new Shown(timeline, budget, Optional.empty());
    }

    /// The height below which rows would run into each other, in pixels.
    public double leastHeight() {
      return HEAD + rows(this).size() * LEAST_ROW + FOOT;
    }

    /// The height that shows every row in comfort, in pixels.
    public double comfortableHeight() {
      return HEAD + rows(this).size() * ROW + FOOT;
    }
  }

  /// Shows `now` from the next pulse on.
  public void show(Shown now) {
    shown = Optional.of(now);
    setPrefHeight(now.comfortableHeight());
    repaint();
  }

  /// Shows nothing.
  public void clear() {
    shown = Optional.empty();
    repaint();
  }

  /// One line of the ladder.
  private record Row(
      String name,
      String reach,
      Hue hue,
      long startNanos,
      long nanos,
      Optional<Duration> budget,
      OptionalLong comparedStart,
      long comparedNanos) {
    boolean isOver() {
      return budget.isPresent() && nanos > budget.get().toNanos();
    }
  }

  private static List<Row> rows(Shown shown) {
    RequestTimeline timeline = shown.timeline();
    List<Row> rows = new ArrayList<>();
    long start = 0;
    long comparedStart = 0;
    for (Stage stage : Stage.values()) {
      long nanos = timeline.stages().nanos(stage);
      long compared = shown.compared().map(other -> other.stages().nanos(stage)).orElse(0L);
      if (nanos > 0 || compared > 0) {
        rows.add(
            new Row(
                stage.label(),
                reach(stage),
                palette -> palette.stage(stage),
                start,
                nanos,
                shown.budget().of(stage),
                compared > 0 ? OptionalLong.of(comparedStart) : OptionalLong.empty(),
                compared));
      }
      start += nanos;
      comparedStart += compared;
    }
    rows.add(
        new Row(
            "residual",
            "",
            Palette::residual,
            start,
            Math.max(0, timeline.residualNanos()),
            Optional.empty(),
            OptionalLong.empty(),
            0));
    return rows;
  }

  private static String reach(Stage stage) {
    return switch (stage.reach()) {
      case ONE_WAY -> "one way";
      case ROUND_TRIP -> "round trip";
      case LOCAL -> "";
    };
  }

  private static long span(Shown shown) {
    long span =
        Math.max(
            shown.timeline().totalNanos(),
            shown.compared().map(RequestTimeline::totalNanos).orElse(0L));
    for (Row row : rows(shown)) {
      long ghost = row.budget().map(Duration::toNanos).orElse(0L);
      span = Math.max(span, row.startNanos() + Math.min(ghost, 2 * span));
    }
    return Math.max(1, span);
  }

  /// Paints `shown` into the whole canvas.
  public static void paint(
      GraphicsContext g, double width, double height, Palette palette, Shown shown) {
    List<Row> rows = rows(shown);
    long span = span(shown);
    double left = LABELS;
    double room = Math.max(40, width - LABELS - FIGURES);
    double rowHeight = Math.min(TALLEST_ROW, (height - HEAD - FOOT) / rows.size());
    double bottom = HEAD + rows.size() * rowHeight;
    double perNano = room / span;

    paintAxis(g, palette, left, room, bottom, span);
    for (int index = 0; index < rows.size(); index++) {
      paintRow(
          g, palette, rows.get(index), HEAD + index * rowHeight, rowHeight, left, perNano, width);
    }
    paintEnds(g, palette, shown, left, perNano, bottom, width);
  }

  private static void paintAxis(
      GraphicsContext g, Palette palette, double left, double room, double bottom, long span) {
    int most = (int) Math.max(2, room / 90);
    for (double tick : Ticks.upTo(span / 1e6, most)) {
      double x = left + tick * 1e6 / span * room;
      Ink.vertical(g, x, HEAD - 4, bottom, palette.grid());
      Ink.text(
          g,
          tick == 0 ? "0" : Figures.plain(Figures.duration(Math.round(tick * 1e6))),
          x,
          HEAD - 13,
          TextAlignment.CENTER,
          Fonts.text(10.5),
          palette.faint());
    }
  }

  private static void paintRow(
      GraphicsContext g,
      Palette palette,
      Row row,
      double top,
      double height,
      double left,
      double perNano,
      double width) {
    double middle = top + height / 2;
    Color colour = row.hue().in(palette);
    double thick = Math.clamp(height - 10, 4, 14);
    g.setFill(colour);
    g.fillRoundRect(2, middle - 3.5, 7, 7, 3, 3);
    Ink.text(g, row.name(), 16, middle, TextAlignment.LEFT, Fonts.text(12), palette.text());
    Ink.text(
        g, row.reach(), LABELS - 14, middle, TextAlignment.RIGHT, Fonts.text(10), palette.faint());

    double x = Math.rint(left + row.startNanos() * perNano);
    double length = Math.max(row.nanos() > 0 ? 2 : 1, Math.rint(row.nanos() * perNano));
    row.budget()
        .ifPresent(budget -> {
          double ghost = Math.max(3, budget.toNanos() * perNano);
          g.setFill(Palette.faded(palette.budget(), palette.isDark() ? 0.07 : 0.05));
          g.fillRect(x, Math.rint(middle - thick / 2 - 3), Math.rint(ghost), thick + 6);
          Ink.frame(
              g,
              x,
              middle - thick / 2 - 3,
              ghost,
              thick + 6,
              Palette.faded(palette.budget(), 0.32));
        });
    g.setFill(colour);
    g.fillRoundRect(x, Math.rint(middle - thick / 2), length, thick, 3, 3);
    if (row.isOver()) {
      double limit = left + (row.startNanos() + row.budget().orElseThrow().toNanos()) * perNano;
      g.setFill(palette.crit());
      g.fillRect(
          Math.rint(limit), Math.rint(middle + thick / 2 + 1), Math.max(2, x + length - limit), 2);
    }
    row.comparedStart()
        .ifPresent(start -> {
          g.setFill(palette.text());
          g.fillRect(
              Math.rint(left + start * perNano),
              Math.rint(middle + thick / 2 - 2),
              Math.max(2, Math.rint(row.comparedNanos() * perNano)),
              2);
        });
    String figure = row.nanos() == 0 ? Figures.NONE : Figures.duration(row.nanos());
    Ink.text(
        g,
        row.isOver() ? "▲ " + figure : figure,
        width - 4,
        middle,
        TextAlignment.RIGHT,
        MONO,
        row.isOver() ? palette.crit() : row.nanos() == 0 ? palette.faint() : palette.text());
  }

  private static void paintEnds(
      GraphicsContext g,
      Palette palette,
      Shown shown,
      double left,
      double perNano,
      double bottom,
      double width) {
    RequestTimeline timeline = shown.timeline();
    Ink.horizontal(g, 0, width, bottom + 1, palette.axis());
    double end = left + timeline.totalNanos() * perNano;
    double first = left + timeline.firstTokenNanos() * perNano;
    Ink.dashedVertical(g, end, HEAD - 4, bottom, palette.muted());
    boolean isSplit = timeline.firstTokenNanos() > 0 && end - first > 2;
    if (isSplit) {
      Ink.dashedVertical(g, first, HEAD - 4, bottom, palette.accent());
    }
    double y = bottom + 15;
    Ink.text(g, "total", 16, y, TextAlignment.LEFT, Fonts.medium(12), palette.text());
    Ink.text(
        g,
        Figures.duration(timeline.totalNanos()),
        width - 4,
        y,
        TextAlignment.RIGHT,
        MONO,
        palette.text());
    if (isSplit) {
      String text = "first token " + Figures.duration(timeline.firstTokenNanos());
      double wide = Ink.width(text, Fonts.text(11));
      double x = Math.max(left, Math.min(first - wide / 2, width - FIGURES - wide - 8));
      Ink.text(g, text, x, y, TextAlignment.LEFT, Fonts.text(11), palette.accent());
    }
  }

  private void paintPointer(GraphicsContext g, double width, double height, Palette palette) {
    if (shown.isEmpty() || mouseX.isEmpty()) {
      return;
    }
    List<Row> rows = rows(shown.get());
    double rowHeight = Math.min(TALLEST_ROW, (height - HEAD - FOOT) / rows.size());
    int row = (int) Math.floor((mouseY - HEAD) / rowHeight);
    if (row >= 0 && row < rows.size()) {
      g.setFill(Palette.faded(palette.text(), 0.05));
      g.fillRect(0, Math.rint(HEAD + row * rowHeight), width, rowHeight);
    }
    double x = mouseX.getAsDouble();
    double room = width - LABELS - FIGURES;
    if (x < LABELS || x > LABELS + room) {
      return;
    }
    Ink.vertical(g, x, HEAD - 4, HEAD + rows.size() * rowHeight, palette.token("-ops-crosshair"));
    String at = Figures.duration(Math.round((x - LABELS) / room * span(shown.get())));
    double wide = Ink.width(at, MONO) + 10;
    g.setFill(palette.token("-ops-raised"));
    g.fillRoundRect(x - wide / 2, HEAD - 22, wide, 17, 6, 6);
    Ink.text(g, at, x, HEAD - 13, TextAlignment.CENTER, MONO, palette.text());
  }

  @Override
  protected String summary() {
    if (shown.isEmpty()) {
      return "No request";
    }
    RequestTimeline timeline = shown.get().timeline();
    StringBuilder text =
        new StringBuilder("Total ").append(Figures.duration(timeline.totalNanos()));
    for (Row row : rows(shown.get())) {
      text.append(", ").append(row.name()).append(' ').append(Figures.duration(row.nanos()));
      if (row.isOver()) {
        text.append(" over budget");
      }
    }
    return text.toString();
  }

  @Override
  protected Optional<String> csv() {
    return shown.map(now -> {
      StringBuilder text = new StringBuilder("stage,start_ns,duration_ns,budget_ns\n");
      for (Row row : rows(now)) {
        text.append(row.name())
            .append(',')
            .append(row.startNanos())
            .append(',')
            .append(row.nanos())
            .append(',')
            .append(row.budget().map(budget -> Long.toString(budget.toNanos())).orElse(""))
            .append('\n');
      }
      return text.toString();
    });
  }
}
