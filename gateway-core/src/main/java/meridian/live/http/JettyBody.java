package meridian.live.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import meridian.Refusal;
import meridian.time.Interruption;
import meridian.time.WorldClock;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/// Reads one request body: all of it, in time, within its bound, with memory only for what came.
final class JettyBody {
  /// Bodies up to here are not counted against the budget.
  private static final int SMALL_BYTES = 64 << 10;

  private static final int FIRST_BYTES = 8 << 10;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Request request;
  private final HttpBounds bounds;
  private final BodyBudget budget;
  private final WorldClock clock;
  private final long startNanos;
  private final long announcedBytes;
  private final Semaphore arrivals = new Semaphore(0);
  private byte[] bytes = new byte[0];
  private int length;
  private long takenBytes;

  JettyBody(Request request, HttpBounds bounds, BodyBudget budget, WorldClock clock) {
    this.request = request;
    this.bounds = bounds;
    this.budget = budget;
    this.clock = clock;
    this.startNanos = clock.nanos();
    this.announcedBytes = request.getLength();
  }

  /// The whole body.
  byte[] read() throws Exchange.BodyRefused, IOException {
    if (announcedBytes > bounds.bodyBytes()) {
      throw tooLarge(announcedBytes + " bytes announced");
    }
    if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
        && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
      throw badFraming("Transfer-Encoding in HTTP/1.0", "bad_framing"); // RFC 9112, section 6.1
    }
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        awaitMore();
        continue;
      }
      if (Content.Chunk.isFailure(chunk)) {
        throw brokenOff(chunk.getFailure());
      }
      try {
        append(chunk.getByteBuffer());
      } finally {
        chunk.release();
      }
      if (chunk.isLast()) {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
      }
    }
  }

  /// Gives back the memory that was counted; the body must not be used by a request any more.
  void giveBack() {
    budget.giveBack(takenBytes);
    takenBytes = 0;
  }

  /// Reads and drops what the client still sends, for at most `longest`, so that it gets to read
  /// the answer it already has: closing earlier would reset its connection.
  void drain(Duration longest) {
    long untilNanos = clock.nanos() + longest.toNanos();
    while (clock.nanos() < untilNanos) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, arrivals::release));
        if (!await(untilNanos)) {
          return;
        }
        continue;
      }
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        return;
      }
    }
  }

  private void awaitMore() throws Exchange.BodyRefused {
    long rateNanos = (long) (length * NANOS_PER_SECOND / bounds.bodyBytesPerSecond());
    long tooSlowNanos = startNanos + Math.max(bounds.bodyGrace().toNanos(), rateNanos);
    long tooLateNanos = startNanos + bounds.bodyDeadline().toNanos();
    request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, arrivals::release));
    if (await(Math.min(tooSlowNanos, tooLateNanos))) {
      return;
    }
    boolean isTooSlow = tooSlowNanos < tooLateNanos;
    String expected =
        isTooSlow
            ? "at least " + bounds.bodyBytesPerSecond() + " bytes a second"
            : "the whole body within " + bounds.bodyDeadline().toSeconds() + " s";
    String code = isTooSlow ? "body_too_slow" : "body_timeout";
    throw new Exchange.BodyRefused(
        Refusal.permanent(
            408,
            "invalid_request_error",
            code,
            "Expected " + expected + " of the request body, found " + length + " bytes so far."),
        code);
  }

  private boolean await(long untilNanos) {
    try {
      return arrivals.tryAcquire(Math.max(0, untilNanos - clock.nanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Interruption("reading a request body");
    }
  }

  /// Jetty calls broken framing an early end, so a client that left in the middle of its body is
  /// refused as well; it will not read the answer.
  private Exchange.BodyRefused brokenOff(Throwable failure) throws IOException {
    if (failure instanceof HttpException framing) {
      boolean hasEnded =
          request.getConnectionMetaData().getConnection().getEndPoint().isInputShutdown();
      return badFraming(framing.getReason(), hasEnded ? "body_cut_short" : "bad_framing");
    }
    throw new IOException("the request body broke off", failure);
  }

  private static Exchange.BodyRefused badFraming(String found, String reason) {
    return new Exchange.BodyRefused(
        Refusal.permanent(
            400,
            "invalid_request_error",
            "bad_framing",
            "Expected a request body as RFC 9112 has it, found: " + found),
        reason);
  }

  private void append(ByteBuffer more) throws Exchange.BodyRefused {
    int added = more.remaining();
    if (added == 0) {
      return;
    }
    if ((long) length + added > bounds.bodyBytes()) {
      throw tooLarge("more");
    }
    if (length + added > bytes.length) {
      grow(length + added);
    }
    more.get(bytes, length, added);
    length += added;
  }

  private void grow(int least) throws Exchange.BodyRefused {
    long wanted = Math.max(least, Math.max(FIRST_BYTES, bytes.length * 2L));
    boolean isAnnounced = announcedBytes >= least;
    if (isAnnounced && (announcedBytes <= SMALL_BYTES || announcedBytes < wanted)) {
      wanted = announcedBytes;
    }
    int capacity = (int) Math.min(wanted, Math.max(least, bounds.bodyBytes()));
    if (capacity > SMALL_BYTES) {
      long more = capacity - takenBytes;
      if (!budget.take(more)) {
        throw new Exchange.BodyRefused(
            Refusal.passing(
                    503,
                    "server_error",
                    "bodies_too_large",
                    "Expected less than %d bytes of large bodies at a time, found more."
                        .formatted(bounds.bodiesBytes()))
                .after(Duration.ofSeconds(1)),
            "bodies_too_large");
      }
      takenBytes += more;
    }
    bytes = Arrays.copyOf(bytes, capacity);
  }

  private Exchange.BodyRefused tooLarge(String found) {
    return new Exchange.BodyRefused(
        Refusal.permanent(
            413,
            "invalid_request_error",
            "request_too_large",
            "Expected a request body of at most %d bytes, found %s; shorten the prompt, or raise the"
                    .formatted(bounds.bodyBytes(), found)
                + " gateway's body limit."),
        "body_too_large");
  }
}
