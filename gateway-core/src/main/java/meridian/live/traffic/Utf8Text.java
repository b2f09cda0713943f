package meridian.live.traffic;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Decodes UTF-8 that comes in pieces, of which one may end inside a character.
///
/// What is no UTF-8 becomes U+FFFD.
final class Utf8Text {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] rest = {};

  /// The characters that are complete with the first `count` of `bytes`.
  String decode(byte[] bytes, int count) {
    ByteBuffer in = ByteBuffer.allocate(rest.length + count).put(rest).put(bytes, 0, count).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining());
    decoder.decode(in, out, false);
    rest = new byte[in.remaining()];
    in.get(rest);
    return out.flip().toString();
  }

  /// What is left when nothing follows: an unfinished character, or nothing.
  String end() {
    CharBuffer out = CharBuffer.allocate(rest.length + 1);
    decoder.decode(ByteBuffer.wrap(rest), out, true);
    decoder.flush(out);
    return out.flip().toString();
  }
}
