package meridian.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Response headers in the order they are written: one array of names and values, because every
/// answer has a dozen of them. Confined to one thread; whoever adds bounds it.
public final class Headers {
  private static final int ROOM = 16;

  private String[] pairs = new String[2 * ROOM];
  private int size;

  /// Adds one header.
  ///
  /// @param name as it is written
  /// @param value visible ASCII, no line break
  public Headers add(String name, String value) {
    if (2 * size == pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * pairs.length);
    }
    pairs[2 * size] = name;
    pairs[2 * size + 1] = value;
    size++;
    return this;
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// The name of header `index`, from 0.
  public String name(int index) {
    return pairs[2 * index];
  }

  /// The value of header `index`, from 0.
  public String value(int index) {
    return pairs[2 * index + 1];
  }

  /// The value of the first header called `name`, spelt like that.
  public Optional<String> first(String name) {
    for (int i = 0; i < size; i++) {
      if (name(i).equals(name)) {
        return Optional.of(value(i));
      }
    }
    return Optional.empty();
  }

  /// The headers as HTTP/1.1 writes them, without line ends.
  public List<String> lines() {
    List<String> lines = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      lines.add(name(i) + ": " + value(i));
    }
    return lines;
  }

  @Override
  public String toString() {
    return lines().toString();
  }
}
