package meridian.console.chart;

import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;

/// A series of values as points of one picture, thinned to what its pixels can show: of all values
/// that share a column the lowest and the highest are kept, so no spike is lost. Gaps split it into
/// runs.
final class Curve {
  private final Frame frame;
  private final double[] xs;
  private final double[] ys;
  private final double[] lows;
  private final int[] starts;
  private final int runs;
  private final int size;

  private Curve(
      Frame frame, double[] xs, double[] ys, double[] lows, int[] starts, int runs, int size) {
    this.frame = frame;
    this.xs = xs;
    this.ys = ys;
    this.lows = lows;
    this.starts = starts;
    this.runs = runs;
    this.size = size;
  }

  /// Where values lie on the picture.
  ///
  /// @param x left edge in pixels
  /// @param y upper edge
  /// @param width in pixels, the last value lies on the right edge
  /// @param height in pixels
  /// @param min the value at the lower edge
  /// @param max the value at the upper edge, above `min`
  record Frame(double x, double y, double width, double height, double min, double max) {
    double y(double value) {
      double share = (value - min) / (max - min);
      return y + height * (1 - Math.max(0, Math.min(1, share)));
    }

    double x(int index, int count) {
      return count < 2 ? x + width : x + width * index / (count - 1);
    }

    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }
  }

  /// The curve of `values` above the lower edge of `frame`.
  static Curve of(Values values, Frame frame) {
    return between(Values.constant(values.size(), frame.min()), values, frame);
  }

  /// The band from `floor` to `values`.
  static Curve between(Values floor, Values values, Frame frame) {
    int count = values.size();
    double[] xs = new double[2 * count];
    double[] ys = new double[2 * count];
    double[] lows = new double[2 * count];
    int[] starts = new int[count + 1];
    int runs = 0;
    int size = 0;
    boolean isOpen = false;
    int index = 0;
    while (index < count) {
      if (!Double.isFinite(values.at(index))) {
        isOpen = false;
        index++;
        continue;
      }
      if (!isOpen) {
        starts[runs++] = size;
        isOpen = true;
      }
      long column = (long) frame.x(index, count);
      int low = index;
      int high = index;
      int next = index + 1;
      while (next < count
          && Double.isFinite(values.at(next))
          && (long) frame.x(next, count) == column) {
        low = values.at(next) < values.at(low) ? next : low;
        high = values.at(next) > values.at(high) ? next : high;
        next++;
      }
      for (int kept : low == high ? new int[] {low} : ordered(low, high)) {
        xs[size] = frame.x(kept, count);
        ys[size] = frame.y(values.at(kept));
        lows[size] = frame.y(Double.isFinite(floor.at(kept)) ? floor.at(kept) : frame.min());
        size++;
      }
      index = next;
    }
    starts[runs] = size;
    return new Curve(frame, xs, ys, lows, starts, runs, size);
  }

  /// Its uppermost point, in pixels from the top.
  double highest() {
    double highest = Double.MAX_VALUE;
    for (int index = 0; index < size; index++) {
      highest = Math.min(highest, ys[index]);
    }
    return highest;
  }

  /// How many points it has.
  int size() {
    return size;
  }

  /// Strokes its upper line; a run of a single point becomes a dot.
  void stroke(GraphicsContext g) {
    for (int run = 0; run < runs; run++) {
      int from = starts[run];
      int length = starts[run + 1] - from;
      if (length == 1) {
        g.strokeLine(xs[from] - 0.5, ys[from], xs[from] + 0.5, ys[from]);
      } else {
        g.strokePolyline(
            Arrays.copyOfRange(xs, from, from + length),
            Arrays.copyOfRange(ys, from, from + length),
            length);
      }
    }
  }

  /// Fills from its line down to its floor.
  void fillDown(GraphicsContext g) {
    for (int run = 0; run < runs; run++) {
      int from = starts[run];
      int length = starts[run + 1] - from;
      if (length == 1) {
        double top = ys[from];
        g.fillRect(xs[from] - 1, top, 2, Math.max(0, lows[from] - top));
        continue;
      }
      double[] px = new double[2 * length];
      double[] py = new double[2 * length];
      for (int index = 0; index < length; index++) {
        px[index] = xs[from + index];
        py[index] = ys[from + index];
        px[2 * length - 1 - index] = xs[from + index];
        py[2 * length - 1 - index] = Math.min(lows[from + index], frame.bottom());
      }
      g.fillPolygon(px, py, 2 * length);
    }
  }

  private static int[] ordered(int one, int other) {
    return one < other ? new int[] {one, other} : new int[] {other, one};
  }
}
