package meridian.console.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import meridian.console.chart.CanvasChart;
import meridian.console.chart.Ink;
import meridian.console.chart.Ticks;
import meridian.console.format.Figures;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;
import meridian.control.Evaluation;

/// How often each threshold answers, above, and how often wrongly, below, with 95 % bands; the
/// false-hit budget as a line, thresholds that break it shaded, and the threshold as a marker that
/// is dragged or moved with the arrow keys by a hundredth. Toolkit thread only.
final class SemanticChart extends CanvasChart {
  private static final Font SMALL = Fonts.text(10.5);
  private static final double LEFT = 46;
  private static final double RIGHT = 12;
  private static final double TOP = 18;
  private static final double BOTTOM = 30;
  private static final double GAP = 26;
  private static final double HUNDREDTH = 0.01;

  private final Layer curves;
  private final Layer marker;
  private Optional<Shown> shown = Optional.empty();
  private double threshold = 0.95;

  /// @param move is told where the operator wants the marker
  SemanticChart(DoubleConsumer move) {
    super("Semantic cache by threshold");
    setMinSize(200, 170);
    setPrefSize(360, 260);
    curves = layer(this::paint);
    marker = layer(this::paintMarker);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          int by = by(event.getCode());
          if (by != 0 && shown.isPresent()) {
            move.accept(threshold + by * HUNDREDTH);
            event.consume();
          }
        });
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> drag(event, move));
    addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> drag(event, move));
  }

  /// What is drawn.
  ///
  /// @param evaluation what was measured
  /// @param isGuarded whether with the guard
  /// @param budget the largest share of hits that may be wrong
  /// @param inForce the threshold in force
  record Shown(Evaluation evaluation, boolean isGuarded, Optional<Double> budget, double inForce) {}

  void show(Optional<Shown> next) {
    if (!next.equals(shown)) {
      shown = next;
      curves.repaint();
      marker.repaint();
    }
  }

  /// Puts the marker at `cosine`.
  void mark(double cosine) {
    threshold = cosine;
    marker.repaint();
  }

  private static int by(KeyCode code) {
    return switch (code) {
      case LEFT -> -1;
      case RIGHT -> 1;
      case PAGE_UP -> 5;
      case PAGE_DOWN -> -5;
      default -> 0;
    };
  }

  private void drag(MouseEvent event, DoubleConsumer move) {
    if (event.isPrimaryButtonDown()) {
      shown.ifPresent(now -> move.accept(across(now, getWidth()).value(event.getX())));
    }
  }

  private static Scale across(Shown now, double width) {
    double lowest =
        Math.min(now.evaluation().points().getFirst().threshold(), now.inForce()) - HUNDREDTH;
    return new Scale(Math.max(0, lowest), 1, LEFT, width - RIGHT);
  }

  /// Where the upper panel ends.
  private static double middle(double height) {
    return TOP + (height - TOP - GAP - BOTTOM) * 0.5;
  }

  private void paint(GraphicsContext g, double width, double height, Palette palette) {
    if (shown.isEmpty()) {
      return;
    }
    Shown now = shown.get();
    Scale x = across(now, width);
    double middle = middle(height);
    double bottom = height - BOTTOM;
    now.budget().ifPresent(budget -> shade(g, now, budget, x, bottom, palette));
    Panel rate =
        new Panel(
            "Hit rate, % of questions",
            TOP, middle, now.evaluation().points(), hits(now).andThen(Evaluation.Hits::rate), 0);
    Panel wrong =
        new Panel(
            "Wrong, % of hits",
            middle + GAP,
            bottom,
            now.evaluation().points(),
            hits(now).andThen(Evaluation.Hits::wrong),
            now.budget().orElse(0.0));
    rate.paint(g, x, palette, palette.ok());
    Scale y = wrong.paint(g, x, palette, palette.crit());
    now.budget()
        .ifPresent(budget -> {
          Ink.dashedHorizontal(g, LEFT, width - RIGHT, y.at(budget), palette.budget());
          Ink.text(
              g,
              "budget " + Figures.plain(SemanticWords.percent(budget)),
              LEFT + 6,
              y.at(budget) - 8,
              TextAlignment.LEFT,
              SMALL,
              palette.text());
        });
    for (double tick = 0; tick <= 1.0001; tick += 0.05) {
      if (tick >= x.from() - 1e-9) {
        Ink.vertical(g, x.at(tick), bottom, bottom + 4, palette.axis());
        Ink.text(
            g,
            SemanticWords.cosine(tick),
            Math.min(x.at(tick), width - 12),
            bottom + 11,
            TextAlignment.CENTER,
            SMALL,
            palette.faint());
      }
    }
    Ink.text(
        g,
        "threshold: least cosine of a hit",
        width - RIGHT,
        height - 6,
        TextAlignment.RIGHT,
        SMALL,
        palette.muted());
  }

  /// Shades the thresholds that would be refused: from each measured one that broke the budget, and
  /// from the left end, to the next.
  private static void shade(
      GraphicsContext g, Shown now, double budget, Scale x, double bottom, Palette palette) {
    List<Evaluation.Point> points = now.evaluation().points();
    g.setFill(Palette.faded(palette.crit(), 0.08));
    double first = x.at(points.getFirst().threshold());
    g.fillRect(LEFT, TOP, first - LEFT, bottom - TOP);
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).guarded().wrong().value() > budget) {
        double from = x.at(points.get(i).threshold());
        double to = i + 1 < points.size() ? x.at(points.get(i + 1).threshold()) : x.last();
        g.fillRect(from, TOP, to - from, bottom - TOP);
      }
    }
  }

  private static Function<Evaluation.Point, Evaluation.Hits> hits(Shown now) {
    return now.isGuarded() ? Evaluation.Point::guarded : Evaluation.Point::plain;
  }

  private void paintMarker(GraphicsContext g, double width, double height, Palette palette) {
    if (shown.isEmpty()) {
      return;
    }
    Scale x = across(shown.get(), width);
    double bottom = height - BOTTOM;
    double inForce = shown.get().inForce();
    if (Math.abs(inForce - threshold) > HUNDREDTH / 2) {
      Ink.dashedVertical(g, x.at(inForce), TOP, bottom, palette.muted());
    }
    double at = Math.rint(x.at(threshold));
    g.setFill(palette.accent());
    g.fillRect(at - 1, TOP, 2, bottom - TOP);
    g.fillPolygon(new double[] {at - 6, at + 6, at}, new double[] {TOP - 8, TOP - 8, TOP + 2}, 3);
    boolean isLeft = at > width - 60;
    Ink.text(
        g,
        SemanticWords.cosine(threshold),
        isLeft ? at - 9 : at + 9,
        TOP - 7,
        isLeft ? TextAlignment.RIGHT : TextAlignment.LEFT,
        Fonts.text(11),
        palette.text());
  }

  /// One of the two diagrams.
  ///
  /// @param share what it shows of each point
  /// @param least its axis reaches at least so far
  private record Panel(
      String title,
      double top,
      double bottom,
      List<Evaluation.Point> points,
      Function<Evaluation.Point, Evaluation.Share> share,
      double least) {
    Scale paint(GraphicsContext g, Scale x, Palette palette, Color colour) {
      List<Evaluation.Point> known =
          points.stream().filter(point -> share.apply(point).of() > 0).toList();
      double most =
          known.stream().mapToDouble(point -> share.apply(point).high()).max().orElse(0.1);
      double high = Ticks.ceiling(Math.max(most, least * 1.2), 3);
      Scale y = new Scale(0, high, bottom, top);
      for (double tick : Ticks.upTo(high, 3)) {
        Ink.horizontal(g, LEFT, x.last(), y.at(tick), tick == 0 ? palette.axis() : palette.grid());
        Ink.text(
            g,
            Figures.plain(Figures.percent(tick)),
            LEFT - 6,
            y.at(tick),
            TextAlignment.RIGHT,
            SMALL,
            palette.faint());
      }
      Ink.text(g, title, LEFT, top - 8, TextAlignment.LEFT, SMALL, palette.muted());
      curve(g, known, x, y, colour);
      return y;
    }

    private void curve(
        GraphicsContext g, List<Evaluation.Point> known, Scale x, Scale y, Color colour) {
      int count = known.size();
      double[] bandX = new double[2 * count];
      double[] bandY = new double[2 * count];
      double[] lineX = new double[count];
      double[] lineY = new double[count];
      for (int i = 0; i < count; i++) {
        Evaluation.Share here = share.apply(known.get(i));
        double at = x.at(known.get(i).threshold());
        bandX[i] = at;
        bandY[i] = y.at(here.high());
        bandX[2 * count - 1 - i] = at;
        bandY[2 * count - 1 - i] = y.at(here.low());
        lineX[i] = at;
        lineY[i] = y.at(here.value());
      }
      g.setFill(Palette.faded(colour, 0.18));
      g.fillPolygon(bandX, bandY, 2 * count);
      g.setStroke(colour);
      g.setLineWidth(1.8);
      g.strokePolyline(lineX, lineY, count);
      g.setFill(colour);
      for (int i = 0; i < count; i++) {
        g.fillOval(lineX[i] - 2.5, lineY[i] - 2.5, 5, 5);
      }
    }
  }

  /// From values to pixels and back.
  private record Scale(double from, double to, double first, double last) {
    double at(double value) {
      return first + Math.clamp((value - from) / (to - from), 0, 1) * (last - first);
    }

    double value(double pixel) {
      return from + Math.clamp((pixel - first) / (last - first), 0, 1) * (to - from);
    }
  }

  @Override
  protected String summary() {
    return shown
        .map(now -> SemanticWords.at(now.evaluation(), threshold, now.isGuarded()))
        .orElse(SemanticWords.NO_CURVE);
  }

  @Override
  protected Optional<String> csv() {
    return shown.map(now -> csv(now.evaluation()));
  }

  /// The whole measurement, with and without the guard.
  static String csv(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "threshold,hit_rate,hit_rate_low,hit_rate_high,wrong_share,wrong_low,wrong_high,"
            + "guarded_hit_rate,guarded_hit_rate_low,guarded_hit_rate_high,"
            + "guarded_wrong_share,guarded_wrong_low,guarded_wrong_high");
    for (Evaluation.Point point : evaluation.points()) {
      lines.add(
          String.join(
              ",",
              SemanticWords.cosine(point.threshold()),
              csv(point.plain().rate()),
              csv(point.plain().wrong()),
              csv(point.guarded().rate()),
              csv(point.guarded().wrong())));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String csv(Evaluation.Share share) {
    return String.format(Locale.ROOT, "%.6f,%.6f,%.6f", share.value(), share.low(), share.high());
  }
}
