package meridian.simulated.checks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import meridian.scenario.Wording;

/// What a request asks, as a number: a hash of its body without the members that say how the answer
/// is to be sent, and without a courtesy at its end ([Wording]).
///
/// Bodies of workloads end in `"temperature":0}` or in `"temperature":0,"stream":true}`; both are
/// the same question. A body of another form, written by hand, has no number ([#UNKNOWN]): two
/// forms of one question could not be told from two questions.
final class Question {
  static final long UNKNOWN = 0;

  private static final byte[] END = "\"}],\"temperature\":0}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] STREAMED_END =
      "\"}],\"temperature\":0,\"stream\":true}".getBytes(StandardCharsets.US_ASCII);
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Question() {}

  /// The question in `body`; 64 bits of a multiplicative hash (the finaliser of SplitMix64 over
  /// each word), so that two of a million questions collide with a chance of about 3 in 10^8.
  static long of(byte[] body) {
    int length;
    if (endsWith(body, END)) {
      length = body.length - END.length;
    } else if (endsWith(body, STREAMED_END)) {
      length = body.length - STREAMED_END.length;
    } else {
      return UNKNOWN;
    }
    length = Wording.plainEnd(body, length);
    long state = length;
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      state = mixed(state ^ (long) WORD.get(body, at));
    }
    long rest = 0;
    for (; at < length; at++) {
      rest = rest << 8 | (body[at] & 0xff);
    }
    state = mixed(state ^ rest);
    return state == UNKNOWN ? 1 : state;
  }

  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    return z ^ (z >>> 27);
  }

  private static boolean endsWith(byte[] body, byte[] end) {
    int from = body.length - end.length;
    return from >= 0 && java.util.Arrays.equals(body, from, body.length, end, 0, end.length);
  }
}
