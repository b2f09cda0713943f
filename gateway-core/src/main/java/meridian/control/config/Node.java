package meridian.control.config;

import java.util.List;
import java.util.Optional;

/// One value of the configuration as it was written, and where.
sealed interface Node {
  /// Where it begins.
  Mark mark();

  /// How many nodes it has in all, itself included; what an alias repeats counts each time.
  int size();

  /// What it is, in words for a message.
  String kind();

  /// A single value: text, number, truth.
  ///
  /// @param text as written, without quotes
  /// @param isPlain whether it was written without quotes
  record Scalar(Mark mark, String text, boolean isPlain) implements Node {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public String kind() {
      return isNothing() ? "nothing" : "a single value";
    }

    /// Whether nothing was written: `edge:` with nothing after it, `~` or `null`.
    boolean isNothing() {
      return isPlain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }

  /// A list.
  record Items(Mark mark, List<Node> items, int size) implements Node {
    Items(Mark mark, List<Node> items) {
      this(mark, List.copyOf(items), sizeOf(items));
    }

    @Override
    public String kind() {
      return "a list of " + items.size();
    }
  }

  /// Names with values, in the order written, each name once.
  record Fields(Mark mark, List<Entry> entries, int size) implements Node {
    Fields(Mark mark, List<Entry> entries) {
      this(mark, List.copyOf(entries), sizeOf(entries.stream().map(Entry::value).toList()));
    }

    @Override
    public String kind() {
      return "a mapping of names to values";
    }

    /// The value of `name`, unless nothing was written for it.
    Optional<Node> find(String name) {
      for (Entry entry : entries) {
        if (entry.name().equals(name)) {
          return Optional.of(entry.value());
        }
      }
      return Optional.empty();
    }
  }

  /// One name and its value.
  ///
  /// @param mark where the name stands
  record Entry(Mark mark, String name, Node value) {}

  private static int sizeOf(List<Node> children) {
    int size = 1;
    for (Node child : children) {
      size += child.size();
    }
    return size;
  }
}
