package meridian.control.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A mapping whose names are known.
///
/// @param fields in the order they are explained
/// @param check what the values must satisfy together; refuses at the section
/// @param build the value that the fields make
record Group<T>(List<Field<?>> fields, Consumer<Section> check, Function<Section, T> build)
    implements Kind<T> {
  Group {
    fields = List.copyOf(fields);
  }

  /// A group whose fields do not depend on each other.
  static <T> Group<T> of(List<Field<?>> fields, Function<Section, T> build) {
    return new Group<>(fields, _ -> {}, build);
  }

  @Override
  public Optional<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Fields written)) {
      reading.problem(
          node.mark(),
          "expected "
              + words()
              + ", found "
              + node.kind()
              + "; write them indented below, or as {name: value}");
      return Optional.empty();
    }
    refuseUnknown(written, reading);
    Section section = new Section(written, reading);
    boolean isComplete = true;
    for (Field<?> field : fields) {
      isComplete &= section.read(field);
    }
    if (!isComplete) {
      return Optional.empty();
    }
    check.accept(section);
    return section.isRefused() ? Optional.empty() : Optional.of(build.apply(section));
  }

  private void refuseUnknown(Node.Fields written, Reading reading) {
    List<String> names = names();
    for (Node.Entry entry : written.entries()) {
      if (!names.contains(entry.name())) {
        reading
            .field(entry.name())
            .problem(
                entry.mark(),
                "expected one of %s, found an unknown field; %s"
                    .formatted(
                        String.join(", ", names),
                        Suggestion.advice(entry.name(), names, "remove it")));
      }
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (Field<?> field : fields) {
      names.add(field.name());
    }
    return names;
  }

  @Override
  public String words() {
    return fields.isEmpty() ? "{}" : "the fields " + String.join(", ", names());
  }

  @Override
  public boolean isLeaf() {
    return false;
  }
}
