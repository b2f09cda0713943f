package meridian.live.http;

import java.util.function.Supplier;
import meridian.RequestId;
import meridian.time.Dice;

/// Names requests: `req_` and 20 digits in base 32 (0-9a-v), 100 random bits.
public final class RequestIds implements Supplier<RequestId> {
  private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();
  private static final int DIGITS_PER_DRAW = 10;

  private final Dice dice;

  /// Ids drawn from `dice`, which is this object's own.
  public RequestIds(Dice dice) {
    this.dice = dice;
  }

  @Override
  public RequestId get() {
    StringBuilder text = new StringBuilder(24).append("req_");
    append(text, dice.nextLong());
    append(text, dice.nextLong());
    return new RequestId(text.toString());
  }

  private static void append(StringBuilder text, long bits) {
    for (int i = 0; i < DIGITS_PER_DRAW; i++) {
      text.append(DIGITS[(int) (bits >>> (5 * i)) & 31]);
    }
  }
}
