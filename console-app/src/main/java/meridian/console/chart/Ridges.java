package meridian.console.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import meridian.console.format.Figures;
import meridian.console.theme.Fonts;
import meridian.console.theme.Palette;

/// Distributions of a duration on one logarithmic axis, one ridge below the other, in groups: a
/// group is a place, a ridge one of the things compared there. A ridge is a stack of layers, each
/// the part of one kind; its median and 95th percentile stand as ticks, with their values.
public final class Ridges extends CanvasChart {
  private static final Font LABEL = Fonts.medium(11);
  private static final Font SMALL = Fonts.text(10.5);
  private static final double LEFT = 178;
  private static final double RIGHT = 118;
  private static final double FOOT = 18;
  private static final double HEAD = 18;

  private final Layer layer;
  private List<Group> groups = List.of();
  private List<Long> bounds = List.of();

  /// @param name what it shows
  public Ridges(String name) {
    super(name);
    setMinSize(320, 120);
    setPrefSize(720, 420);
    layer = layer(this::paint);
  }

  /// A group of ridges.
  ///
  /// @param name above them
  /// @param ridges from top to bottom
  public record Group(String name, List<Ridge> ridges) {
    public Group {
      ridges = List.copyOf(ridges);
    }
  }

  /// One distribution.
  ///
  /// @param name beside it
  /// @param layers from bottom to top
  /// @param count of samples; 0 is said and not drawn
  /// @param p50Nanos the median
  /// @param p95Nanos the 95th percentile
  public record Ridge(String name, List<Part> layers, long count, long p50Nanos, long p95Nanos) {
    public Ridge {
      layers = List.copyOf(layers);
    }
  }

  /// The part of one kind.
  ///
  /// @param name of the kind
  /// @param hue its colour
  /// @param counts of each cell
  public record Part(String name, Hue hue, List<Long> counts) {
    public Part {
      counts = List.copyOf(counts);
    }
  }

  /// Shows `next` from the next pulse on.
  ///
  /// @param bounds upper ends of the cells in nanoseconds, growing by one factor
  public void show(List<Group> next, List<Long> bounds) {
    this.groups = List.copyOf(next);
    this.bounds = List.copyOf(bounds);
    layer.repaint();
  }

  private void paint(GraphicsContext g, double width, double height, Palette palette) {
    int rows = groups.stream().mapToInt(group -> group.ridges().size()).sum();
    if (rows == 0 || bounds.size() < 2) {
      Ink.text(g, "No data", width / 2, height / 2, TextAlignment.CENTER, LABEL, palette.faint());
      return;
    }
    int first = firstCell();
    int last = lastCell();
    Axis axis = new Axis(LEFT, Math.max(40, width - LEFT - RIGHT), first, last);
    double room = height - FOOT - groups.size() * HEAD;
    double pitch = Math.clamp(room / rows, 8, 64);
    paintAxis(g, axis, height, palette);
    double y = 0;
    for (Group group : groups) {
      Ink.text(g, group.name(), 0, y + HEAD / 2, TextAlignment.LEFT, LABEL, palette.text());
      Ink.horizontal(g, 0, width, y, palette.grid());
      y += HEAD;
      for (Ridge ridge : group.ridges()) {
        paintRidge(g, axis, ridge, y, pitch, palette);
        y += pitch;
      }
    }
  }

  private record Axis(double left, double width, int first, int last) {
    double x(double cell) {
      return left + width * (cell - first) / Math.max(1, last - first + 1);
    }
  }

  private void paintAxis(GraphicsContext g, Axis axis, double height, Palette palette) {
    for (int cell = axis.first(); cell <= axis.last(); cell++) {
      long nanos = bounds.get(Math.min(cell, bounds.size() - 1));
      if (Long.toString(nanos).matches("10*")) {
        double x = axis.x(cell + 1.0);
        Ink.vertical(g, x, 0, height - FOOT, palette.grid());
        Ink.text(
            g,
            Figures.plain(Figures.duration(nanos)),
            x,
            height - FOOT / 2,
            TextAlignment.CENTER,
            SMALL,
            palette.faint());
      }
    }
  }

  private void paintRidge(
      GraphicsContext g, Axis axis, Ridge ridge, double top, double pitch, Palette palette) {
    double base = Math.rint(top + pitch - 3);
    Ink.text(
        g,
        Ink.fitting(ridge.name(), SMALL, 96),
        10,
        base - 6,
        TextAlignment.LEFT,
        SMALL,
        palette.muted());
    Ink.text(
        g,
        ridge.count() == 0 ? "no answers" : "n " + Figures.count(ridge.count()),
        LEFT - 10,
        base - 6,
        TextAlignment.RIGHT,
        SMALL,
        ridge.count() < Figures.ENOUGH ? palette.faint() : palette.muted());
    Ink.horizontal(g, axis.x(axis.first()), axis.x(axis.last() + 1.0), base, palette.axis());
    if (ridge.count() == 0) {
      return;
    }
    double most = highest(ridge);
    double tall = pitch - 7;
    for (int cell = axis.first(); cell <= axis.last(); cell++) {
      double from = Math.rint(axis.x(cell));
      double to = Math.rint(axis.x(cell + 1.0));
      double y = base;
      for (Part part : ridge.layers()) {
        double h = at(part, cell) / most * tall;
        if (h > 0) {
          g.setFill(Palette.faded(part.hue().in(palette), 0.85));
          g.fillRect(from, y - h, Math.max(1, to - from - 1), h);
          y -= h;
        }
      }
    }
    tick(g, axis, ridge.p50Nanos(), base, tall, palette.text());
    tick(g, axis, ridge.p95Nanos(), base, tall, palette.muted());
    Ink.text(
        g,
        Figures.duration(ridge.p50Nanos()) + " · " + Figures.duration(ridge.p95Nanos()),
        axis.x(axis.last() + 1.0) + RIGHT - 2,
        base - 6,
        TextAlignment.RIGHT,
        SMALL,
        ridge.count() < Figures.ENOUGH ? palette.faint() : palette.text());
  }

  private void tick(
      GraphicsContext g, Axis axis, long nanos, double base, double tall, Color colour) {
    double x = axis.x(cellOf(nanos));
    g.setFill(colour);
    g.fillRect(Math.rint(x) - 1, base - tall, 2, tall + 2);
  }

  /// Where a duration lies, in cells.
  private double cellOf(long nanos) {
    double perCell = Math.log((double) bounds.get(1) / bounds.get(0));
    double cell = Math.log(Math.max(1, nanos) / (double) bounds.getFirst()) / perCell + 1;
    return Math.clamp(cell, 0, bounds.size());
  }

  private static double highest(Ridge ridge) {
    double most = 1;
    int cells = ridge.layers().stream().mapToInt(part -> part.counts().size()).max().orElse(0);
    for (int cell = 0; cell < cells; cell++) {
      double sum = 0;
      for (Part part : ridge.layers()) {
        sum += at(part, cell);
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  private static long at(Part part, int cell) {
    return cell < part.counts().size() ? part.counts().get(cell) : 0;
  }

  private boolean isUsed(int cell) {
    return groups.stream()
        .flatMap(group -> group.ridges().stream())
        .flatMap(ridge -> ridge.layers().stream())
        .anyMatch(part -> at(part, cell) > 0);
  }

  private int firstCell() {
    int cell = 0;
    while (cell < bounds.size() && !isUsed(cell)) {
      cell++;
    }
    return Math.max(0, Math.min(cell, bounds.size() - 1) - 1);
  }

  private int lastCell() {
    int cell = bounds.size();
    while (cell > 1 && !isUsed(cell)) {
      cell--;
    }
    return cell;
  }

  @Override
  protected String summary() {
    StringBuilder text = new StringBuilder();
    for (Group group : groups) {
      for (Ridge ridge : group.ridges()) {
        text.append(group.name())
            .append(", ")
            .append(ridge.name())
            .append(
                ridge.count() == 0
                    ? ": no answers. "
                    : String.format(
                        Locale.ROOT,
                        ": median %s, p95 %s, n %d. ",
                        Figures.duration(ridge.p50Nanos()),
                        Figures.duration(ridge.p95Nanos()),
                        ridge.count()));
      }
    }
    return text.isEmpty() ? "No data" : text.toString();
  }

  @Override
  protected Optional<String> csv() {
    StringBuilder text = new StringBuilder("group,ridge,kind,up_to_nanos,count\n");
    for (Group group : groups) {
      for (Ridge ridge : group.ridges()) {
        for (Part part : ridge.layers()) {
          for (int cell = 0; cell < part.counts().size(); cell++) {
            List<String> line = new ArrayList<>();
            line.add('"' + group.name() + '"');
            line.add('"' + ridge.name() + '"');
            line.add('"' + part.name() + '"');
            line.add(cell < bounds.size() ? Long.toString(bounds.get(cell)) : "");
            line.add(Long.toString(part.counts().get(cell)));
            text.append(String.join(",", line)).append('\n');
          }
        }
      }
    }
    return Optional.of(text.toString());
  }
}
