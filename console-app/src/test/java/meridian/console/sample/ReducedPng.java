package meridian.console.sample;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Writes a picture again with 256 colours, chosen by median cut (Heckbert, "Color image
/// quantization for frame buffer display", SIGGRAPH 1982), which makes a room's picture a third as
/// large.
public final class ReducedPng {
  private static final int COLOURS = 256;

  private ReducedPng() {}

  /// A colour and how often it occurs.
  private record Seen(int rgb, int count) {
    int part(int shift) {
      return (rgb >> shift) & 0xff;
    }
  }

  /// Writes the picture in `from` to `to`.
  public static void write(Path from, Path to) throws IOException {
    BufferedImage image = ImageIO.read(from.toFile());
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    List<Seen> all = new ArrayList<>();
    counts.forEach((rgb, count) -> all.add(new Seen(rgb, count)));
    List<List<Seen>> boxes = cut(all);
    Map<Integer, Byte> indices = new HashMap<>();
    byte[][] palette = new byte[3][boxes.size()];
    for (int i = 0; i < boxes.size(); i++) {
      int rgb = mean(boxes.get(i));
      for (int part = 0; part < 3; part++) {
        palette[part][i] = (byte) (rgb >> (16 - 8 * part));
      }
      for (Seen seen : boxes.get(i)) {
        indices.put(seen.rgb(), (byte) i);
      }
    }
    BufferedImage reduced =
        new BufferedImage(
            width,
            height,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, boxes.size(), palette[0], palette[1], palette[2]));
    byte[] row = new byte[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        row[x] = indices.getOrDefault(pixels[y * width + x] & 0xffffff, (byte) 0);
      }
      reduced.getRaster().setDataElements(0, y, width, 1, row);
    }
    ImageIO.write(reduced, "png", to.toFile());
  }

  /// Cuts the box with the widest spread, weighted by how often its colours occur, until there are
  /// enough.
  private static List<List<Seen>> cut(List<Seen> all) {
    List<List<Seen>> boxes = new ArrayList<>(List.of(all));
    while (boxes.size() < COLOURS) {
      List<Seen> widest =
          boxes.stream().max(Comparator.comparingDouble(ReducedPng::weight)).orElseThrow();
      if (widest.size() < 2) {
        return boxes;
      }
      int shift = axis(widest);
      List<Seen> sorted = new ArrayList<>(widest);
      sorted.sort(Comparator.comparingInt(seen -> seen.part(shift)));
      long half = total(sorted) / 2;
      long passed = 0;
      int at = 0;
      while (at < sorted.size() - 1 && (at == 0 || passed < half)) {
        passed += sorted.get(at++).count();
      }
      boxes.remove(widest);
      boxes.add(List.copyOf(sorted.subList(0, at)));
      boxes.add(List.copyOf(sorted.subList(at, sorted.size())));
    }
    return boxes;
  }

  private static double weight(List<Seen> box) {
    return box.size() < 2 ? -1 : spread(box, axis(box)) * Math.pow((double) total(box), 0.35);
  }

  private static int axis(List<Seen> box) {
    int best = 0;
    for (int shift : new int[] {8, 16}) {
      best = spread(box, shift) > spread(box, best) ? shift : best;
    }
    return best;
  }

  private static int spread(List<Seen> box, int shift) {
    int least = 255;
    int most = 0;
    for (Seen seen : box) {
      least = Math.min(least, seen.part(shift));
      most = Math.max(most, seen.part(shift));
    }
    return most - least;
  }

  private static long total(List<Seen> box) {
    return box.stream().mapToLong(Seen::count).sum();
  }

  private static int mean(List<Seen> box) {
    long[] sums = new long[3];
    for (Seen seen : box) {
      for (int part = 0; part < 3; part++) {
        sums[part] += (long) seen.part(16 - 8 * part) * seen.count();
      }
    }
    long total = total(box);
    return (int) (((sums[0] / total) << 16) | ((sums[1] / total) << 8) | (sums[2] / total));
  }
}
