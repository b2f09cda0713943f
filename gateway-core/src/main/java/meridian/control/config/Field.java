package meridian.control.config;

import java.util.Optional;

/// One named field of a group.
///
/// @param name as it is written
/// @param kind what values it takes
/// @param whenAbsent what counts when it is not written
/// @param change when a new value takes effect
/// @param meaning one sentence or more for a reader of `config explain`, with units and source
record Field<T>(String name, Kind<T> kind, Absence<T> whenAbsent, Change change, String meaning) {
  /// When a changed value takes effect.
  enum Change {
    /// While the gateway runs.
    LIVE,
    /// After a restart.
    RESTART,
    /// As its group's does.
    AS_GROUP
  }

  /// What counts when a field is not written.
  sealed interface Absence<T> {
    /// This value, written as in a file.
    record Default<T>(String text) implements Absence<T> {}

    /// This value, which cannot be written.
    record Without<T>(T value, String words) implements Absence<T> {}

    /// Nothing: it has to be written.
    record Required<T>() implements Absence<T> {}
  }

  /// A field with a default.
  static <T> Field<T> of(String name, Kind<T> kind, String defaultText, String meaning) {
    return new Field<>(name, kind, new Absence.Default<>(defaultText), Change.AS_GROUP, meaning);
  }

  /// A field that must be written.
  static <T> Field<T> required(String name, Kind<T> kind, String meaning) {
    return new Field<>(name, kind, new Absence.Required<>(), Change.AS_GROUP, meaning);
  }

  /// A field that may be left out.
  static <T> Field<Optional<T>> optional(String name, Kind<T> kind, String meaning) {
    return new Field<>(
        name,
        new Perhaps<>(kind),
        new Absence.Without<>(Optional.empty(), "none"),
        Change.AS_GROUP,
        meaning);
  }

  /// The same field, changeable while the gateway runs.
  Field<T> live() {
    return new Field<>(name, kind, whenAbsent, Change.LIVE, meaning);
  }

  /// The same field, changeable by a restart only.
  Field<T> fixed() {
    return new Field<>(name, kind, whenAbsent, Change.RESTART, meaning);
  }

  /// Its default as it would be written, `required` or `none`.
  String defaultText() {
    return switch (whenAbsent) {
      case Absence.Default<T> given -> given.text();
      case Absence.Without<T> without -> without.words();
      case Absence.Required<T> _ -> "required";
    };
  }

  /// The value in `group`, or its default. Empty when there is neither; `reading`, which is at the
  /// group, then has the problem. A bad value is reported too, and its default stands in for it.
  Optional<T> read(Node.Fields group, Reading reading) {
    Reading own = reading.field(name);
    Optional<Node> written = group.find(name).filter(node -> !isNothing(node));
    if (written.isPresent()) {
      Optional<T> value = kind.read(written.get(), own);
      value.ifPresent(good -> settle(good, own));
      return value.isPresent() ? value : absent(own.muted(), group.mark());
    }
    Optional<T> value = absent(own, group.mark());
    value.ifPresent(good -> settle(good, own));
    return value;
  }

  private void settle(T value, Reading own) {
    if (kind.isLeaf()) {
      own.settle(kind.show(value));
    }
  }

  private Optional<T> absent(Reading own, Mark groupMark) {
    return switch (whenAbsent) {
      case Absence.Default<T> given -> kind.read(parse(given.text()), own);
      case Absence.Without<T> without -> Optional.of(without.value());
      case Absence.Required<T> _ -> {
        own.problem(
            groupMark,
            "expected " + kind.words() + ", found nothing; add the field '" + name + "'");
        yield Optional.empty();
      }
    };
  }

  private static Node parse(String text) {
    Problems none = new Problems("defaults");
    try {
      return YamlTree.ofValue(text, new Mark.InDefaults(), none);
    } catch (Malformed e) {
      throw new IllegalStateException("a default must be YAML: " + text, e);
    }
  }

  private static boolean isNothing(Node node) {
    return node instanceof Node.Scalar scalar && scalar.isNothing();
  }

  /// A kind whose value may be missing.
  private record Perhaps<T>(Kind<T> kind) implements Kind<Optional<T>> {
    @Override
    public Optional<Optional<T>> read(Node node, Reading reading) {
      Optional<T> value = kind.read(node, reading);
      return value.isPresent() ? Optional.of(value) : Optional.empty();
    }

    @Override
    public String words() {
      return kind.words();
    }

    @Override
    public String show(Optional<T> value) {
      return value.map(kind::show).orElse("none");
    }

    @Override
    public boolean isLeaf() {
      return kind.isLeaf();
    }

    @Override
    public java.util.List<Field<?>> fields() {
      return kind.fields();
    }

    @Override
    public String step() {
      return kind.step();
    }
  }
}
