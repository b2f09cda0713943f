package meridian.live.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import okhttp3.Response;
import okio.BufferedSource;

/// Reads the body of a response: no longer than its bound, no read past its deadline.
final class AnswerBytes {
  private final BufferedSource source;
  private final WorldClock clock;
  private final int maxBytes;
  private long count;

  AnswerBytes(Response response, WorldClock clock, int maxBytes) {
    this.source = response.body().source();
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /// The body is larger than the bound.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(int bound) {
      super("an answer of more than " + bound + " bytes");
    }
  }

  /// Reads what is there, waiting for the first byte until `deadline`; -1 at the end.
  int read(byte[] into, Deadline deadline) throws IOException {
    long leftNanos = Math.max(1_000_000, deadline.remainingNanos(clock.nanos()));
    source.timeout().timeout(leftNanos, TimeUnit.NANOSECONDS);
    int read = source.read(into);
    count += Math.max(0, read);
    if (count > maxBytes) {
      throw new TooLarge(maxBytes);
    }
    return read;
  }

  /// Reads everything; `deadline` is for the whole.
  byte[] readAll(Deadline deadline) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[16 << 10];
    for (int read = read(buffer, deadline); read >= 0; read = read(buffer, deadline)) {
      all.write(buffer, 0, read);
      if (deadline.isPast(clock.nanos())) {
        throw new InterruptedIOException("timeout");
      }
    }
    return all.toByteArray();
  }
}
