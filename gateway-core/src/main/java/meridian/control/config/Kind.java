package meridian.control.config;

import java.util.List;
import java.util.Optional;

/// What values a field takes: how they are read, and how that is said.
///
/// @param <T> what a value becomes
interface Kind<T> {
  /// The value of `node`; empty when it is not of this kind, and then `reading` has the problem.
  Optional<T> read(Node node, Reading reading);

  /// What is expected, for messages and explanations: `a duration from 1s to 1h`.
  String words();

  /// A value as text that shows no secret.
  default String show(T value) {
    return String.valueOf(value);
  }

  /// Whether a value is one setting, not made of others.
  default boolean isLeaf() {
    return true;
  }

  /// The fields inside, when it is a group or holds groups.
  default List<Field<?>> fields() {
    return List.of();
  }

  /// How a path goes on from here to [#fields]: nothing, `[…]` for a list, `.NAME` for free names.
  default String step() {
    return "";
  }
}
