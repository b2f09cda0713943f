package meridian.wire;

import meridian.Json;
import meridian.JsonBytes;

/// Writes a [Json] tree as compact text: members in their order, numbers as they were read.
public final class JsonWriter {
  private JsonWriter() {}

  /// The text of `value` as UTF-8.
  public static byte[] utf8(Json value) {
    JsonBytes out = new JsonBytes(512);
    append(value, out);
    return out.toByteArray();
  }

  /// The text of `value`.
  public static String text(Json value) {
    JsonBytes out = new JsonBytes(512);
    append(value, out);
    return out.toString();
  }

  /// How many bytes [#utf8(Json)] has; counted without writing them.
  public static int sizeBytes(Json value) {
    return switch (value) {
      case Json.Obj object -> sizeBytes(object);
      case Json.Arr array -> {
        int size = 2 + Math.max(0, array.items().size() - 1);
        for (Json item : array.items()) {
          size += sizeBytes(item);
        }
        yield size;
      }
      case Json.Text text -> JsonBytes.stringBytes(text.value());
      case Json.Num number -> number.text().length();
      case Json.Bool bool -> bool.value() ? 4 : 5;
      case Json.Null _ -> 4;
    };
  }

  private static int sizeBytes(Json.Obj object) {
    int size = 2 + Math.max(0, object.size() - 1);
    for (int i = 0; i < object.size(); i++) {
      size += JsonBytes.stringBytes(object.name(i)) + 1 + sizeBytes(object.value(i));
    }
    return size;
  }

  /// Appends the text of `value` to `out`.
  public static void append(Json value, JsonBytes out) {
    switch (value) {
      case Json.Obj object -> {
        out.ascii('{');
        for (int i = 0; i < object.size(); i++) {
          if (i > 0) {
            out.ascii(',');
          }
          out.string(object.name(i));
          out.ascii(':');
          append(object.value(i), out);
        }
        out.ascii('}');
      }
      case Json.Arr array -> {
        out.ascii('[');
        for (int i = 0; i < array.items().size(); i++) {
          if (i > 0) {
            out.ascii(',');
          }
          append(array.items().get(i), out);
        }
        out.ascii(']');
      }
      case Json.Text text -> out.string(text.value());
      case Json.Num number -> out.ascii(number.text());
      case Json.Bool bool -> out.ascii(bool.value() ? "true" : "false");
      case Json.Null _ -> out.ascii("null");
    }
  }
}
