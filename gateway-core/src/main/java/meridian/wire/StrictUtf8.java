package meridian.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Checks that bytes are UTF-8 to the letter of Unicode's table 3-7: no overlong forms, no
/// surrogates (CESU-8), nothing above U+10FFFF, and neither NUL nor a byte order mark, which would
/// let a JSON parser guess another encoding.
final class StrictUtf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long BACKSLASHES = ONES * '\\';

  private StrictUtf8() {}

  /// Checks `bytes`.
  ///
  /// @return whether there is a backslash, so whether a string may hold an escape
  static boolean check(byte[] bytes) throws MalformedJson {
    if (bytes.length >= 3 && is(bytes, 0, 0xEF) && is(bytes, 1, 0xBB) && is(bytes, 2, 0xBF)) {
      throw problem(
          bytes, 0, "Expected JSON text, found a byte order mark: send UTF-8 without one");
    }
    boolean hasBackslash = false;
    int i = 0;
    while (i < bytes.length) {
      if (i + Long.BYTES <= bytes.length) {
        long eight = (long) LONGS.get(bytes, i);
        if (((eight | zeros(eight)) & HIGHS) == 0) {
          hasBackslash |= (zeros(eight ^ BACKSLASHES) & HIGHS) != 0;
          i += Long.BYTES;
          continue;
        }
      }
      hasBackslash |= bytes[i] == '\\';
      i += sequence(bytes, i);
    }
    return hasBackslash;
  }

  /// Marks, in the high bit, each byte that is zero; bytes above a zero one may be marked too.
  private static long zeros(long eight) {
    return (eight - ONES) & ~eight;
  }

  /// The length of the well-formed sequence at `i`.
  private static int sequence(byte[] bytes, int i) throws MalformedJson {
    int first = bytes[i] & 0xFF;
    if (first == 0) {
      throw problem(bytes, i, "Expected UTF-8, found a NUL byte");
    }
    if (first < 0x80) {
      return 1;
    }
    int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    boolean isWellFormed =
        first >= 0xC2
            && first <= 0xF4
            && i + size <= bytes.length
            && (bytes[i + 1] & 0xFF) >= lowest
            && (bytes[i + 1] & 0xFF) <= highest;
    for (int k = 2; isWellFormed && k < size; k++) {
      isWellFormed = (bytes[i + k] & 0xC0) == 0x80;
    }
    if (!isWellFormed) {
      throw problem(
          bytes,
          i,
          "Expected UTF-8, found the byte 0x%02x where no well-formed sequence begins"
              .formatted(first));
    }
    return size;
  }

  private static boolean is(byte[] bytes, int i, int expected) {
    return (bytes[i] & 0xFF) == expected;
  }

  private static MalformedJson problem(byte[] bytes, int offset, String what) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (bytes[i] == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new MalformedJson(what, offset, line, offset - lineStart + 1);
  }
}
