package meridian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A JSON value as an immutable tree, as it stood in the document.
///
/// The tree keeps what canonicalisation must see and most libraries lose: member order, and the
/// exact text of numbers. `wire` reads it from bytes and writes it back; `fingerprint` gives it a
/// canonical form.
public sealed interface Json {

  /// An object: members in document order, no name twice (the reader refuses duplicates).
  ///
  /// Look-ups are linear: objects of a chat request have few members.
  final class Obj implements Json {
    private static final Obj EMPTY = new Obj(new String[0], new Json[0]);
    private final String[] names;
    private final Json[] values;

    private Obj(String[] names, Json[] values) {
      this.names = names;
      this.values = values;
    }

    /// The object without members.
    public static Obj empty() {
      return EMPTY;
    }

    /// An object of the first `size` names and values; the arrays are copied.
    ///
    /// The caller answers for names being distinct.
    public static Obj of(String[] names, Json[] values, int size) {
      return new Obj(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
    }

    /// An object of the names and values at index `from` to `to` - 1; that part of the arrays is
    /// copied.
    ///
    /// The caller answers for names being distinct.
    public static Obj of(String[] names, Json[] values, int from, int to) {
      return new Obj(Arrays.copyOfRange(names, from, to), Arrays.copyOfRange(values, from, to));
    }

    /// An object with one member.
    public static Obj of(String name, Json value) {
      return new Obj(new String[] {name}, new Json[] {value});
    }

    /// How many members there are.
    public int size() {
      return names.length;
    }

    /// The name of member `index`, in document order from 0.
    public String name(int index) {
      return names[index];
    }

    /// The value of member `index`, in document order from 0.
    public Json value(int index) {
      return values[index];
    }

    /// The value of the member called `name`, when there is one.
    public Optional<Json> get(String name) {
      int at = indexOf(name);
      return at < 0 ? Optional.empty() : Optional.of(values[at]);
    }

    /// Whether there is a member called `name`, be its value `null` or not.
    public boolean has(String name) {
      return indexOf(name) >= 0;
    }

    /// The text of member `name`, when it is there and is a string.
    public Optional<String> text(String name) {
      int at = indexOf(name);
      return at >= 0 && values[at] instanceof Text text
          ? Optional.of(text.value())
          : Optional.empty();
    }

    /// The object in member `name`, when it is there and is one.
    public Optional<Obj> object(String name) {
      int at = indexOf(name);
      return at >= 0 && values[at] instanceof Obj object ? Optional.of(object) : Optional.empty();
    }

    /// The items of the array in member `name`; none when it is absent or is no array.
    public List<Json> items(String name) {
      int at = indexOf(name);
      return at >= 0 && values[at] instanceof Arr array ? array.items() : List.of();
    }

    /// The whole number in member `name`, or `otherwise` when it is absent or is no whole number of
    /// 64 bits.
    public long number(String name, long otherwise) {
      int at = indexOf(name);
      return at >= 0 && values[at] instanceof Num num ? num.asLong().orElse(otherwise) : otherwise;
    }

    /// Whether member `name` is there and is `true`.
    public boolean isTrue(String name) {
      int at = indexOf(name);
      return at >= 0 && values[at] instanceof Bool bool && bool.value();
    }

    /// This object with `name` set to `value`: replaced in place, or added at the end.
    public Obj with(String name, Json value) {
      int at = indexOf(name);
      int size = at < 0 ? names.length + 1 : names.length;
      String[] newNames = Arrays.copyOf(names, size);
      Json[] newValues = Arrays.copyOf(values, size);
      int to = at < 0 ? size - 1 : at;
      newNames[to] = name;
      newValues[to] = value;
      return new Obj(newNames, newValues);
    }

    /// [#with(String, Json)] with a string.
    public Obj with(String name, String value) {
      return with(name, new Text(value));
    }

    /// [#with(String, Json)] with a whole number.
    public Obj with(String name, long value) {
      return with(name, Num.of(value));
    }

    /// This object without the member `name`; the same object when it has none.
    public Obj without(String name) {
      int at = indexOf(name);
      if (at < 0) {
        return this;
      }
      String[] newNames = new String[names.length - 1];
      Json[] newValues = new Json[names.length - 1];
      System.arraycopy(names, 0, newNames, 0, at);
      System.arraycopy(names, at + 1, newNames, at, newNames.length - at);
      System.arraycopy(values, 0, newValues, 0, at);
      System.arraycopy(values, at + 1, newValues, at, newValues.length - at);
      return new Obj(newNames, newValues);
    }

    private int indexOf(String name) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Obj obj
          && Arrays.equals(names, obj.names)
          && Arrays.equals(values, obj.values);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      List<String> members = new ArrayList<>();
      for (int i = 0; i < names.length; i++) {
        members.add(names[i] + ": " + values[i]);
      }
      return members.toString();
    }
  }

  /// An array.
  ///
  /// @param items in document order
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /// A string, exactly as decoded: no normalisation, no trimming.
  ///
  /// @param value its characters
  record Text(String value) implements Json {}

  /// A number.
  ///
  /// @param text as it stood in the document: `1`, `1.0` and `1e0` are three different texts
  record Num(String text) implements Json {
    /// The number as JSON writes it.
    public static Num of(long value) {
      return new Num(Long.toString(value));
    }

    /// Whether the text has neither fraction nor exponent.
    public boolean isInteger() {
      return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    /// The value as a whole number of 64 bits, when it is one.
    public Optional<Long> asLong() {
      if (!isInteger() || text.length() > 20) {
        return Optional.empty();
      }
      try {
        return Optional.of(Long.parseLong(text));
      } catch (NumberFormatException tooLarge) {
        return Optional.empty();
      }
    }

    /// The nearest double (round half even); infinite when the magnitude is beyond a double's
    /// range.
    public double asDouble() {
      return Double.parseDouble(text);
    }
  }

  /// `true` or `false`.
  ///
  /// @param value which one
  record Bool(boolean value) implements Json {
    /// The value `true`.
    public static final Bool TRUE = new Bool(true);

    /// The value `false`.
    public static final Bool FALSE = new Bool(false);
  }

  /// `null`.
  enum Null implements Json {
    /// The one null.
    NULL
  }
}
