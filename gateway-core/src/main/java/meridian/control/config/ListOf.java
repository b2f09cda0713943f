package meridian.control.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A list of values of one kind.
///
/// @param item what each is
/// @param atLeast the fewest there may be
/// @param atMost the most there may be
record ListOf<T>(Kind<T> item, int atLeast, int atMost) implements Kind<List<T>> {
  @Override
  public Optional<List<T>> read(Node node, Reading reading) {
    if (!(node instanceof Node.Items list)) {
      reading.problem(
          node.mark(),
          "expected "
              + words()
              + ", found "
              + node.kind()
              + "; write each after '- ', or all as [a, b]");
      return Optional.empty();
    }
    int count = list.items().size();
    if (count < atLeast || count > atMost) {
      reading.problem(
          node.mark(),
          "expected %s, found %d; %s"
              .formatted(words(), count, count < atLeast ? "add some" : "remove some"));
      return Optional.empty();
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      item.read(list.items().get(i), reading.item(i)).ifPresent(values::add);
    }
    return values.size() == count ? Optional.of(List.copyOf(values)) : Optional.empty();
  }

  @Override
  public String words() {
    return "a list of %d to %d, each %s".formatted(atLeast, atMost, item.words());
  }

  @Override
  public String show(List<T> value) {
    return "[" + String.join(", ", value.stream().map(item::show).toList()) + "]";
  }

  @Override
  public boolean isLeaf() {
    return item.isLeaf();
  }

  @Override
  public List<Field<?>> fields() {
    return item.fields();
  }

  @Override
  public String step() {
    return "[…]" + item.step();
  }
}
