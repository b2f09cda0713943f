package meridian.fingerprint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import meridian.Json;
import meridian.JsonBytes;

/// Writes canonical JSON (RFC 8785): members sorted by the UTF-16 units of their names, numbers as
/// ECMAScript prints them, no white space, strings as they are. Nothing is normalised, trimmed or
/// changed in case.
///
/// Confined to one thread and one attempt. At the first obstacle it stops; what was written until
/// then means nothing.
final class CanonicalForm {
  /// 2^53: up to here every integer is a double of its own.
  private static final long LAST_EXACT_INTEGER = 1L << 53;

  /// An integer of this many digits is surely within ±2^53.
  private static final int SURELY_EXACT_DIGITS = 15;

  private static final int FEW = 16;

  private final JsonBytes out;
  private Optional<Obstacle> obstacle = Optional.empty();
  private String path = "";

  CanonicalForm(JsonBytes out) {
    this.out = out;
  }

  /// What stopped the writing, if anything did.
  Optional<FingerprintResult.Uncacheable> obstacle() {
    return obstacle.map(found -> new FingerprintResult.Uncacheable(found, path));
  }

  /// Appends those members of `body` that select the answer in this mode.
  ///
  /// @return false when there was an obstacle
  boolean append(Json.Obj body, FingerprintSpec spec, FingerprintMode mode) {
    int[] order = new int[body.size()];
    int count = 0;
    for (int i = 0; i < order.length; i++) {
      switch (spec.treatment(body.name(i), mode)) {
        case SELECTS -> order[count++] = i;
        case CANNOT_SELECT -> {}
        case UNKNOWN -> {
          return stop(Obstacle.UNKNOWN_FIELD, body.name(i));
        }
      }
    }
    return members(body, order, count);
  }

  /// Appends any value.
  ///
  /// @return false when there was an obstacle
  boolean append(Json value) {
    return switch (value) {
      case Json.Obj object -> {
        int[] order = new int[object.size()];
        for (int i = 1; i < order.length; i++) {
          order[i] = i;
        }
        yield members(object, order, order.length);
      }
      case Json.Arr array -> array(array);
      case Json.Text text -> out.string(text.value()) || stop(Obstacle.LONE_SURROGATE, "");
      case Json.Num number -> number(number.text());
      case Json.Bool bool -> ascii(bool.value() ? "true" : "false");
      case Json.Null _ -> ascii("null");
    };
  }

  private boolean members(Json.Obj object, int[] order, int count) {
    sort(object, order, count);
    out.ascii('{');
    for (int i = 0; i < count; i++) {
      String name = object.name(order[i]);
      if (i > 0) {
        if (name.equals(object.name(order[i - 1]))) {
          return stop(Obstacle.DUPLICATE_NAME, name);
        }
        out.ascii(',');
      }
      if (!out.string(name)) {
        return stop(Obstacle.LONE_SURROGATE, "a name");
      }
      out.ascii(':');
      if (!append(object.value(order[i]))) {
        return under(name);
      }
    }
    out.ascii('}');
    return true;
  }

  private boolean array(Json.Arr array) {
    out.ascii('[');
    for (int i = 0; i < array.items().size(); i++) {
      if (i > 0) {
        out.ascii(',');
      }
      if (!append(array.items().get(i))) {
        return under("[" + i + "]");
      }
    }
    out.ascii(']');
    return true;
  }

  /// By insertion where members are few, as they nearly always are and nearly in order.
  private static void sort(Json.Obj object, int[] order, int count) {
    if (count > FEW) {
      int[] sorted =
          Arrays.stream(order, 0, count)
              .boxed()
              .sorted(Comparator.comparing(object::name))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(sorted, 0, order, 0, count);
      return;
    }
    for (int i = 1; i < count; i++) {
      int moving = order[i];
      int to = i;
      while (to > 0 && object.name(order[to - 1]).compareTo(object.name(moving)) > 0) {
        order[to] = order[to - 1];
        to--;
      }
      order[to] = moving;
    }
  }

  private boolean number(String text) {
    if (isInteger(text)) {
      return integer(text);
    }
    if (isShortDecimal(text)) {
      return ascii(text);
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value)
        ? stop(Obstacle.NUMBER_BEYOND_DOUBLE, "")
        : ascii(EcmaScriptNumbers.text(value));
  }

  private boolean integer(String text) {
    int digits = text.charAt(0) == '-' ? text.length() - 1 : text.length();
    boolean isExact =
        digits <= SURELY_EXACT_DIGITS
            || (digits <= SURELY_EXACT_DIGITS + 1
                && Math.abs(Long.parseLong(text)) <= LAST_EXACT_INTEGER);
    if (!isExact) {
      return stop(Obstacle.INTEGER_BEYOND_2_53, "");
    }
    return ascii(text.equals("-0") ? "0" : text);
  }

  private static boolean isInteger(String text) {
    for (int i = text.charAt(0) == '-' ? 1 : 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /// Whether the text is what ECMAScript prints for it: at most nine digits, a point, one to six
  /// digits and no zero at the end. Its value is then 1e-6 or more, and with at most 15 digits it
  /// is the only shortest text of its double.
  private static boolean isShortDecimal(String text) {
    int start = text.charAt(0) == '-' ? 1 : 0;
    int dot = text.indexOf('.');
    int fraction = text.length() - dot - 1;
    if (dot < 0 || dot - start > 9 || fraction > 6) {
      return false;
    }
    char last = text.charAt(text.length() - 1);
    return last >= '1' && last <= '9' && text.indexOf('e') < 0 && text.indexOf('E') < 0;
  }

  private boolean ascii(String text) {
    out.ascii(text);
    return true;
  }

  private boolean stop(Obstacle found, String where) {
    obstacle = Optional.of(found);
    path = where;
    return false;
  }

  private boolean under(String parent) {
    path = path.isEmpty() || path.startsWith("[") ? parent + path : parent + "." + path;
    return false;
  }
}
