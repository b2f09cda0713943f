package meridian.console.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Json;

/// JSON of the console's own: strings quoted for what it writes, and a reader for answers that it
/// shows. (The gateway's reader is strict about what clients send; this one only needs to be safe.)
public final class JsonText {
  /// Deeper answers are not read.
  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /// `value` as a JSON string with its quotes (RFC 8259): quote, backslash and control characters
  /// escaped.
  public static String quote(String value) {
    StringBuilder out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /// The value that `text` holds; empty when it is not one JSON value.
  public static Optional<Json> read(String text) {
    JsonText reader = new JsonText(text);
    try {
      Json value = reader.value(0);
      reader.blank();
      return reader.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (Malformed malformed) {
      return Optional.empty();
    }
  }

  private Json value(int depth) throws Malformed {
    blank();
    if (depth > DEEPEST) {
      throw new Malformed();
    }
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", Json.Bool.TRUE);
      case 'f' -> word("false", Json.Bool.FALSE);
      case 'n' -> word("null", Json.Null.NULL);
      default -> number();
    };
  }

  private Json object(int depth) throws Malformed {
    Json.Obj object = Json.Obj.empty();
    at++;
    blank();
    if (peek() == '}') {
      at++;
      return object;
    }
    while (true) {
      blank();
      String name = string();
      blank();
      take(':');
      object = object.with(name, value(depth + 1));
      blank();
      if (peek() == '}') {
        at++;
        return object;
      }
      take(',');
    }
  }

  private Json array(int depth) throws Malformed {
    List<Json> items = new ArrayList<>();
    at++;
    blank();
    if (peek() == ']') {
      at++;
      return new Json.Arr(items);
    }
    while (true) {
      items.add(value(depth + 1));
      blank();
      if (peek() == ']') {
        at++;
        return new Json.Arr(items);
      }
      take(',');
    }
  }

  private String string() throws Malformed {
    take('"');
    StringBuilder out = new StringBuilder();
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      if (c < 0x20) {
        throw new Malformed();
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws Malformed {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hex();
      default -> throw new Malformed();
    };
  }

  private char hex() throws Malformed {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw new Malformed();
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  private Json number() throws Malformed {
    int from = at;
    while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(from, at);
    if (!digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      throw new Malformed();
    }
    return new Json.Num(digits);
  }

  private Json word(String word, Json value) throws Malformed {
    if (!text.startsWith(word, at)) {
      throw new Malformed();
    }
    at += word.length();
    return value;
  }

  private void take(char wanted) throws Malformed {
    if (next() != wanted) {
      throw new Malformed();
    }
  }

  private char next() throws Malformed {
    char c = peek();
    at++;
    return c;
  }

  private char peek() throws Malformed {
    if (at >= text.length()) {
      throw new Malformed();
    }
    return text.charAt(at);
  }

  private void blank() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
