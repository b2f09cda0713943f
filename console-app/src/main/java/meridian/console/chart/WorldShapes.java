package meridian.console.chart;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The land of the world as closed rings, projected once. Immutable.
///
/// Read from `world.txt`, which says where it comes from.
final class WorldShapes {
  /// All rings.
  static final WorldShapes ALL = read();

  private final List<Ring> rings;

  private WorldShapes(List<Ring> rings) {
    this.rings = rings;
  }

  /// The rings, in no order that matters.
  List<Ring> rings() {
    return rings;
  }

  /// One closed ring in the plane of [Projection]; x to the east, y to the north.
  static final class Ring {
    private final double[] xs;
    private final double[] ys;

    private Ring(double[] xs, double[] ys) {
      this.xs = xs;
      this.ys = ys;
    }

    int size() {
      return xs.length;
    }

    double x(int index) {
      return xs[index];
    }

    double y(int index) {
      return ys[index];
    }
  }

  /// A ring from one line: first point and steps, in hundredths of a degree, longitude first.
  static Ring ring(String line) {
    String[] numbers = line.split(" ", -1);
    int size = numbers.length / 2;
    double[] xs = new double[size];
    double[] ys = new double[size];
    int longitude = 0;
    int latitude = 0;
    for (int index = 0; index < size; index++) {
      longitude += Integer.parseInt(numbers[2 * index]);
      latitude += Integer.parseInt(numbers[2 * index + 1]);
      xs[index] = Projection.x(latitude / 100.0, longitude / 100.0);
      ys[index] = Projection.y(latitude / 100.0);
    }
    return new Ring(xs, ys);
  }

  private static WorldShapes read() {
    InputStream in =
        Objects.requireNonNull(
            WorldShapes.class.getResourceAsStream("world.txt"), "resource world.txt");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<Ring> rings = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          rings.add(ring(line));
        }
      }
      return new WorldShapes(List.copyOf(rings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
