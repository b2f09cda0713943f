package meridian;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON text under construction: UTF-8 in a byte array that grows.
///
/// It knows how a string is quoted, which is the one thing that `wire` (any JSON) and `fingerprint`
/// (canonical JSON) must do alike: only `"`, `\` and the control characters below U+0020 are
/// escaped, as RFC 8785, section 3.2.2.2, has it. Confined to one thread. It grows with what is
/// appended, so whoever bounds the value bounds it.
public final class JsonBytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /// Room left behind a long piece, so that the short ones after it need no new array.
  private static final int SLACK = 512;

  private byte[] bytes;
  private int length;

  /// An empty one with room for `capacity` bytes.
  public JsonBytes(int capacity) {
    this.bytes = new byte[Math.max(16, capacity)];
  }

  /// How many bytes were appended.
  public int length() {
    return length;
  }

  /// The array in use; only the first [#length()] bytes count, and only until the next append.
  public byte[] array() {
    return bytes;
  }

  /// A copy of the bytes appended.
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// The text appended.
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /// Forgets everything after the first `newLength` bytes.
  public void cutTo(int newLength) {
    length = Math.min(length, newLength);
  }

  /// Appends one ASCII character.
  public void ascii(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
  }

  /// Appends text that is known to be ASCII.
  public void ascii(String text) {
    int size = text.length();
    reserve(size);
    for (int i = 0; i < size; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += size;
  }

  /// Appends `text` as UTF-8, without quotes or escapes; a lone surrogate becomes `?`.
  public void utf8(String text) {
    int size = text.length();
    reserve(size);
    for (int i = 0; i < size; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        raw(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[length + i] = (byte) c;
    }
    length += size;
  }

  /// Appends four bytes, the highest first.
  public void int32(int value) {
    reserve(4);
    set32(length, value);
    length += 4;
  }

  /// Overwrites the four bytes at `index`, which were appended before, the highest first.
  public void set32(int index, int value) {
    bytes[index] = (byte) (value >>> 24);
    bytes[index + 1] = (byte) (value >>> 16);
    bytes[index + 2] = (byte) (value >>> 8);
    bytes[index + 3] = (byte) value;
  }

  /// Appends bytes as they are.
  public void raw(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /// Appends `text` as a JSON string with its quotes.
  ///
  /// A lone surrogate, which UTF-8 cannot say, is written as an escape (`\ud800`) and never as `?`.
  ///
  /// @return whether the text was free of lone surrogates
  public boolean string(String text) {
    int size = text.length();
    reserve(size + 2);
    byte[] to = bytes;
    int at = length;
    to[at++] = '"';
    for (int i = 0; i < size; i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        length = at;
        return rest(text, i);
      }
      to[at++] = (byte) c;
    }
    to[at++] = '"';
    length = at;
    return true;
  }

  /// How many bytes [#string] appends for `text`.
  public static int stringBytes(String text) {
    int length = text.length();
    int size = 2;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        size++;
      } else if (c < 0x80) {
        size += hasShortEscape(c) ? 2 : 6;
      } else if (c < 0x800) {
        size += 2;
      } else if (!Character.isSurrogate(c)) {
        size += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        size += 4;
        i++;
      } else {
        size += 6;
      }
    }
    return size;
  }

  private static boolean hasShortEscape(char c) {
    return switch (c) {
      case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> true;
      default -> false;
    };
  }

  private boolean rest(String text, int from) {
    boolean isWellFormed = true;
    int size = text.length();
    int i = from;
    while (i < size) {
      reserve(7);
      char c = text.charAt(i++);
      if (isPlain(c)) {
        i = plain(text, i - 1);
      } else if (c < 0x80) {
        escaped(c);
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xC0 | c >> 6);
        continuation(c);
      } else if (!Character.isSurrogate(c)) {
        bytes[length++] = (byte) (0xE0 | c >> 12);
        continuation(c >> 6);
        continuation(c);
      } else if (Character.isHighSurrogate(c)
          && i < size
          && Character.isLowSurrogate(text.charAt(i))) {
        int codePoint = Character.toCodePoint(c, text.charAt(i++));
        bytes[length++] = (byte) (0xF0 | codePoint >> 18);
        continuation(codePoint >> 12);
        continuation(codePoint >> 6);
        continuation(codePoint);
      } else {
        isWellFormed = false;
        unicodeEscape(c);
      }
    }
    ascii('"');
    return isWellFormed;
  }

  /// Appends the characters from `from` on that need no escape, and says where they end.
  private int plain(String text, int from) {
    int size = text.length();
    reserve(size - from);
    for (int i = from; i < size; i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        return i;
      }
      bytes[length++] = (byte) c;
    }
    return size;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
  }

  private void continuation(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3F));
  }

  private void escaped(char c) {
    switch (c) {
      case '"', '\\' -> escape(c);
      case '\b' -> escape('b');
      case '\t' -> escape('t');
      case '\n' -> escape('n');
      case '\f' -> escape('f');
      case '\r' -> escape('r');
      default -> unicodeEscape(c);
    }
  }

  private void escape(char c) {
    bytes[length++] = '\\';
    bytes[length++] = (byte) c;
  }

  private void unicodeEscape(char c) {
    escape('u');
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(c >> shift) & 0xF];
    }
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      int room = Math.addExact(more, Math.max(SLACK, length - more));
      bytes = Arrays.copyOf(bytes, Math.addExact(length, room));
    }
  }
}
