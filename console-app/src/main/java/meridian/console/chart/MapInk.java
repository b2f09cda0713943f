package meridian.console.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import meridian.console.chart.WorldState.Dot;
import meridian.console.chart.WorldState.Kind;
import meridian.console.chart.WorldState.Link;
import meridian.console.chart.WorldState.Mark;
import meridian.console.chart.WorldState.Spot;
import meridian.console.chart.WorldState.Waiting;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;

/// How the world map is painted. Everything is a function of its arguments.
final class MapInk {
  /// More than so many pips around one dot cannot be counted by eye.
  private static final int PIPS = 12;

  private static final double SMALLEST = 4;
  private static final double LARGEST = 13;
  private static final Font LABEL = Fonts.medium(11);
  private static final Font MARK = Fonts.text(10.5);
  private static final double TEXT_HEIGHT = 13;

  private MapInk() {}

  static Point2D pixel(Spot spot, MapView view, double width, double height) {
    return new Point2D(
        view.pixelX(Projection.x(spot.latitude(), spot.longitude()), width, height),
        view.pixelY(Projection.y(spot.latitude()), width, height));
  }

  /// The radius of a dot: its area grows with traffic.
  static double radius(Dot dot) {
    double share = Math.max(0, Math.min(1, dot.traffic()));
    return dot.isEmpty() ? SMALLEST : SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(share);
  }

  static void land(GraphicsContext g, double width, double height, Palette palette, MapView view) {
    g.setFill(palette.token("-ops-sea"));
    g.fillRect(0, 0, width, height);
    g.setFill(palette.token("-ops-land"));
    g.setStroke(palette.token("-ops-shore"));
    g.setLineWidth(0.5);
    for (WorldShapes.Ring ring : WorldShapes.ALL.rings()) {
      g.beginPath();
      for (int index = 0; index < ring.size(); index++) {
        double x = view.pixelX(ring.x(index), width, height);
        double y = view.pixelY(ring.y(index), width, height);
        if (index == 0) {
          g.moveTo(x, y);
        } else {
          g.lineTo(x, y);
        }
      }
      g.closePath();
      g.fill();
      g.stroke();
    }
  }

  static void places(
      GraphicsContext g,
      double width,
      double height,
      Palette palette,
      MapView view,
      WorldState state,
      Optional<String> hovered,
      Optional<String> selected) {
    for (Link link : state.links()) {
      arc(
          g,
          pixel(link.from(), view, width, height),
          pixel(link.to(), view, width, height),
          Palette.faded(link.hue().in(palette), 0.55));
    }
    List<Rectangle2D> taken = new ArrayList<>();
    for (Dot dot : state.dots()) {
      Point2D at = pixel(dot.spot(), view, width, height);
      double r = radius(dot);
      taken.add(new Rectangle2D(at.getX() - r, at.getY() - r, 2 * r, 2 * r));
    }
    for (Dot dot : state.dots()) {
      boolean isChosen = selected.isPresent() && selected.get().equals(dot.code());
      boolean isUnder = hovered.isPresent() && hovered.get().equals(dot.code());
      dot(g, pixel(dot.spot(), view, width, height), palette, dot, isChosen, isUnder);
    }
    for (Mark mark : state.marks()) {
      mark(g, pixel(mark.spot(), view, width, height), palette, mark, taken);
    }
    for (Dot dot : state.dots()) {
      label(g, pixel(dot.spot(), view, width, height), palette, dot, taken);
    }
  }

  private static void dot(
      GraphicsContext g, Point2D at, Palette palette, Dot dot, boolean isChosen, boolean isUnder) {
    double r = radius(dot);
    Color fill = dot.fill().in(palette);
    if (isChosen || isUnder) {
      disc(g, at, r + 5, Palette.faded(palette.accent(), isChosen ? 0.30 : 0.18));
    }
    if (dot.isEmpty()) {
      disc(g, at, r, palette.token("-ops-sea"));
      circle(g, at, r, palette.muted(), 1.3);
    } else {
      disc(g, at, r, Palette.faded(fill, 0.28));
      disc(g, at, Math.max(3, r * 0.62), fill);
    }
    if (dot.isCold()) {
      hatch(g, at, r, palette.token("-ops-sea"));
    }
    if (dot.isOver()) {
      circle(g, at, r + 2.5, palette.crit(), 1.6);
    }
    if (isChosen) {
      circle(g, at, r + 5, palette.accent(), 1.4);
    }
  }

  private static void mark(
      GraphicsContext g, Point2D at, Palette palette, Mark mark, List<Rectangle2D> taken) {
    double x = at.getX();
    double y = at.getY();
    double r = mark.kind() == Kind.ORIGIN ? 6 : 3.5;
    g.setFill(
        switch (mark.kind()) {
          case ORIGIN -> palette.token("-ops-origin");
          case PROVIDER -> palette.token("-ops-provider");
          case CLIENT -> palette.token("-ops-client");
        });
    g.setStroke(palette.token("-ops-sea"));
    g.setLineWidth(1.5);
    switch (mark.kind()) {
      case ORIGIN -> {
        double[] xs = {x, x + r, x, x - r};
        double[] ys = {y - r, y, y + r, y};
        g.fillPolygon(xs, ys, 4);
        g.strokePolygon(xs, ys, 4);
      }
      case PROVIDER -> {
        g.fillRect(Math.rint(x - r), Math.rint(y - r), 2 * r, 2 * r);
        g.strokeRect(Math.rint(x - r), Math.rint(y - r), 2 * r, 2 * r);
      }
      case CLIENT -> disc(g, at, r, palette.token("-ops-client"));
    }
    taken.add(new Rectangle2D(x - r, y - r, 2 * r, 2 * r));
    place(mark.label(), MARK, at, r + 5, taken)
        .ifPresent(box -> write(g, mark.label(), MARK, box, palette.muted(), palette));
  }

  private static void label(
      GraphicsContext g, Point2D at, Palette palette, Dot dot, List<Rectangle2D> taken) {
    place(dot.code(), LABEL, at, radius(dot) + 4, taken)
        .ifPresent(box ->
            write(
                g,
                dot.code(),
                LABEL,
                box,
                dot.isEmpty() ? palette.muted() : palette.text(),
                palette));
  }

  /// Where a label can stand without touching another: right, left, above or below its point.
  private static Optional<Rectangle2D> place(
      String text, Font font, Point2D at, double gap, List<Rectangle2D> taken) {
    double w = Ink.width(text, font);
    double h = TEXT_HEIGHT;
    List<Rectangle2D> tries =
        List.of(
            new Rectangle2D(at.getX() + gap, at.getY() - h / 2, w, h),
            new Rectangle2D(at.getX() - gap - w, at.getY() - h / 2, w, h),
            new Rectangle2D(at.getX() - w / 2, at.getY() - gap - h, w, h),
            new Rectangle2D(at.getX() - w / 2, at.getY() + gap, w, h));
    for (Rectangle2D box : tries) {
      if (taken.stream().noneMatch(other -> other.intersects(box))) {
        taken.add(box);
        return Optional.of(box);
      }
    }
    return Optional.empty();
  }

  private static void write(
      GraphicsContext g, String text, Font font, Rectangle2D box, Color colour, Palette palette) {
    Color halo = Palette.faded(palette.token("-ops-sea"), 0.85);
    double y = box.getMinY() + box.getHeight() / 2;
    for (double[] step : new double[][] {{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
      Ink.text(g, text, box.getMinX() + step[0], y + step[1], TextAlignment.LEFT, font, halo);
    }
    Ink.text(g, text, box.getMinX(), y, TextAlignment.LEFT, font, colour);
  }

  /// A way between two points: bent to the north, the more the longer it is.
  private static void arc(GraphicsContext g, Point2D from, Point2D to, Color colour) {
    Point2D bend = bend(from, to);
    g.setStroke(colour);
    g.setLineWidth(1.2);
    g.beginPath();
    g.moveTo(from.getX(), from.getY());
    g.quadraticCurveTo(bend.getX(), bend.getY(), to.getX(), to.getY());
    g.stroke();
  }

  /// A spark at `age` (0 at the start, 1 at the end) of its way, with a fading tail over a faint
  /// dotted track. Squares of a pixel or two cost a tenth of discs and strokes, and many fly at
  /// once.
  static void spark(GraphicsContext g, Point2D from, Point2D to, double age, Color colour) {
    Point2D bend = bend(from, to);
    double head = 1 - (1 - age) * (1 - age);
    double strength = age < 0.75 ? 1 : (1 - age) / 0.25;
    double way = from.distance(to);
    int dots = (int) Math.clamp(way / 7, 4, 70);
    g.setFill(Palette.faded(colour, 0.45 * strength));
    for (int dot = 1; dot < dots; dot++) {
      Point2D at = along(from, bend, to, dot / (double) dots);
      g.fillRect(Math.rint(at.getX()), Math.rint(at.getY()), 1, 1);
    }
    double step = Math.clamp(3 / Math.max(1, way), 0.004, 0.05);
    for (int behind = 12; behind > 0; behind--) {
      double t = head - behind * step;
      if (t > 0) {
        Point2D at = along(from, bend, to, t);
        double share = 1 - behind / 13.0;
        double size = share > 0.5 ? 2 : 1;
        g.setFill(Palette.faded(colour, strength * share));
        g.fillRect(Math.rint(at.getX() - size / 2), Math.rint(at.getY() - size / 2), size, size);
      }
    }
    disc(g, along(from, bend, to, head), 2.4, Palette.faded(colour, strength));
  }

  /// What is under way after so many seconds of looking: dots that walk along the ways it came, and
  /// pips that circle the PoP that has it, at most [#PIPS] of them.
  static void waiting(
      GraphicsContext g,
      double width,
      double height,
      Palette palette,
      MapView view,
      WorldState state,
      List<Waiting> ways,
      double seconds) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    g.setFill(Palette.faded(palette.token("-ops-underway"), 0.6));
    for (Waiting way : ways) {
      counts.merge(way.code(), way.count(), Integer::sum);
      if (!way.from().equals(way.at())) {
        walk(
            g,
            pixel(way.from(), view, width, height),
            pixel(way.at(), view, width, height),
            seconds);
      }
    }
    g.setFill(palette.token("-ops-underway"));
    for (Dot dot : state.dots()) {
      Integer count = counts.get(dot.code());
      if (count != null) {
        pips(g, pixel(dot.spot(), view, width, height), radius(dot) + 4, count, seconds);
      }
    }
  }

  private static void walk(GraphicsContext g, Point2D from, Point2D to, double seconds) {
    Point2D bend = bend(from, to);
    double way = Math.max(1, from.distance(to));
    double gap = 8 / way;
    for (double t = seconds * 16 / way % gap; t < 1; t += gap) {
      Point2D at = along(from, bend, to, t);
      g.fillRect(Math.rint(at.getX()), Math.rint(at.getY()), 2, 1);
    }
  }

  private static void pips(GraphicsContext g, Point2D around, double r, int count, double seconds) {
    int shown = Math.min(count, PIPS);
    for (int pip = 0; pip < shown; pip++) {
      double angle = 2 * Math.PI * (pip / (double) Math.max(shown, 3) + seconds / 2.4);
      double x = around.getX() + r * Math.cos(angle);
      double y = around.getY() + r * Math.sin(angle);
      g.fillRect(Math.rint(x) - 1, Math.rint(y) - 1, 3, 3);
    }
  }

  private static Point2D bend(Point2D from, Point2D to) {
    Point2D middle = from.midpoint(to);
    double lift = Math.min(90, from.distance(to) * 0.22);
    return new Point2D(middle.getX(), middle.getY() - lift);
  }

  private static Point2D along(Point2D from, Point2D bend, Point2D to, double t) {
    double s = 1 - t;
    return new Point2D(
        s * s * from.getX() + 2 * s * t * bend.getX() + t * t * to.getX(),
        s * s * from.getY() + 2 * s * t * bend.getY() + t * t * to.getY());
  }

  private static void hatch(GraphicsContext g, Point2D at, double r, Color colour) {
    g.setStroke(colour);
    g.setLineWidth(1);
    for (double d = -r + 2; d < r; d += 3) {
      double half = Math.sqrt(Math.max(0, r * r - d * d)) * 0.7;
      g.strokeLine(
          at.getX() + d - half * 0.5,
          at.getY() + half,
          at.getX() + d + half * 0.5,
          at.getY() - half);
    }
  }

  private static void disc(GraphicsContext g, Point2D at, double r, Color colour) {
    g.setFill(colour);
    g.fillOval(at.getX() - r, at.getY() - r, 2 * r, 2 * r);
  }

  private static void circle(GraphicsContext g, Point2D at, double r, Color colour, double line) {
    g.setStroke(colour);
    g.setLineWidth(line);
    g.strokeOval(at.getX() - r, at.getY() - r, 2 * r, 2 * r);
  }
}
