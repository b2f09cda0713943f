package meridian.control.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A mapping whose names are free.
///
/// @param name what each name is
/// @param value what each value is
/// @param atMost the most there may be
record MapOf<K extends Comparable<K>, V>(Kind<K> name, Kind<V> value, int atMost)
    implements Kind<Map<K, V>> {
  @Override
  public Optional<Map<K, V>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Fields written)) {
      reading.problem(
          node.mark(), "expected " + words() + ", found " + node.kind() + "; write 'name: {…}'");
      return Optional.empty();
    }
    int count = written.entries().size();
    if (count > atMost) {
      reading.problem(node.mark(), "expected %s, found %d; remove some".formatted(words(), count));
      return Optional.empty();
    }
    Map<K, V> values = new TreeMap<>();
    for (Node.Entry entry : written.entries()) {
      Reading own = reading.field(entry.name());
      Optional<K> key = name.read(new Node.Scalar(entry.mark(), entry.name(), false), own);
      Optional<V> read = value.read(orEmpty(entry.value()), own);
      if (key.isPresent() && read.isPresent()) {
        values.put(key.get(), read.get());
      }
    }
    return values.size() == count
        ? Optional.of(Collections.unmodifiableMap(values))
        : Optional.empty();
  }

  /// A name with nothing after it has every default.
  private static Node orEmpty(Node node) {
    return node instanceof Node.Scalar scalar && scalar.isNothing()
        ? new Node.Fields(scalar.mark(), List.of())
        : node;
  }

  @Override
  public String words() {
    return "a mapping of at most %d, from %s to %s".formatted(atMost, name.words(), value.words());
  }

  @Override
  public boolean isLeaf() {
    return false;
  }

  @Override
  public List<Field<?>> fields() {
    return value.fields();
  }

  @Override
  public String step() {
    return ".NAME" + value.step();
  }
}
