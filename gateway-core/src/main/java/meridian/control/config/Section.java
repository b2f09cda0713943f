package meridian.control.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.atlas.Atlas;

/// The values of one group's fields, read.
final class Section {
  private final IdentityHashMap<Field<?>, Object> values = new IdentityHashMap<>();
  private final Node.Fields node;
  private final Reading reading;
  private boolean isRefused;

  Section(Node.Fields node, Reading reading) {
    this.node = node;
    this.reading = reading;
  }

  /// Reads `field`; false when it has no value.
  <T> boolean read(Field<T> field) {
    Optional<T> value = field.read(node, reading);
    value.ifPresent(present -> values.put(field, present));
    return value.isPresent();
  }

  /// The value of a field of this group.
  @SuppressWarnings("unchecked") // a field was put with a value of its own type
  <T> T get(Field<T> field) {
    Object value = values.get(field);
    if (value == null) {
      throw new IllegalStateException("expected a field of this group, found " + field.name());
    }
    return (T) value;
  }

  /// Places, points of presence and regions there are.
  Atlas atlas() {
    return reading.atlas();
  }

  /// Every setting read so far, by path.
  Map<String, String> settings() {
    return Collections.unmodifiableMap(new TreeMap<>(reading.settings()));
  }

  /// Whether anything was refused, so that no value can be made.
  boolean isRefused() {
    return isRefused;
  }

  /// Reports what is wrong with `field` in the light of others, unless something is wrong with it
  /// by itself.
  void refuse(Field<?> field, String message) {
    refuse(List.of(field.name()), message);
  }

  /// Reports what is wrong with the field at the end of `names`, from this group down; it stands
  /// where the deepest of them is written.
  void refuse(List<String> names, String message) {
    isRefused = true;
    Reading own = reading;
    Node deepest = node;
    for (String name : names) {
      own = own.field(name);
      if (deepest instanceof Node.Fields fields) {
        deepest = fields.find(name).orElse(deepest);
      }
    }
    if (!reading.problems().concern(own.path().text())) {
      own.problem(deepest.mark(), message);
    }
  }
}
