package meridian.control.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Fields of a group of which exactly one is written: which one says what the value is.
///
/// @param <T> what each of them makes
final class OneOf<T> {
  private final List<Way<?, T>> ways = new ArrayList<>();

  private record Way<V, T>(Field<Optional<V>> field, Function<V, T> made) {
    Optional<T> of(Section in) {
      return in.get(field).map(made);
    }
  }

  /// One more way to say it.
  <V> OneOf<T> or(Field<Optional<V>> field, Function<V, T> made) {
    ways.add(new Way<>(field, made));
    return this;
  }

  /// The fields, in order.
  List<Field<?>> fields() {
    List<Field<?>> fields = new ArrayList<>();
    for (Way<?, T> way : ways) {
      fields.add(way.field());
    }
    return fields;
  }

  /// Refuses none and more than one; says whether there is exactly one.
  boolean check(Section in) {
    List<String> written = new ArrayList<>();
    for (Way<?, T> way : ways) {
      if (way.of(in).isPresent()) {
        written.add(way.field().name());
      }
    }
    if (written.size() != 1) {
      List<String> names = fields().stream().map(Field::name).toList();
      in.refuse(
          List.of(),
          "expected exactly one of %s, found %s; %s"
              .formatted(
                  String.join(", ", names),
                  written.isEmpty() ? "none" : String.join(" and ", written),
                  written.isEmpty() ? "add one" : "write a list item for each"));
    }
    return written.size() == 1;
  }

  /// What the one that is written makes.
  T of(Section in) {
    for (Way<?, T> way : ways) {
      Optional<T> made = way.of(in);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IllegalStateException("expected one of the fields, which the check makes sure of");
  }
}
