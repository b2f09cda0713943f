package meridian.live.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import meridian.Refusal;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;
import meridian.wire.Errors;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Walks over all open connections a few times a second: cuts those whose deadline has passed and
/// looks for clients that left.
///
/// At most [HttpBounds#connections] are on its list. The walk runs on the scheduler's thread and
/// never blocks.
final class ConnectionWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
  private static final Duration LONGEST_ROUND = Duration.ofMillis(250);

  private final Set<GuardedEndPoint> connections = ConcurrentHashMap.newKeySet();
  private final Scheduler scheduler;
  private final WorldClock clock;
  private final EventSink events;
  private final long cutAfterNanos;
  private final long roundMillis;
  private volatile boolean isStopped;

  ConnectionWatch(Scheduler scheduler, WorldClock clock, EventSink events, HttpBounds bounds) {
    this.scheduler = scheduler;
    this.clock = clock;
    this.events = events;
    long deadlineMillis = bounds.headerDeadline().toMillis();
    this.roundMillis = Math.clamp(deadlineMillis / 10, 10, LONGEST_ROUND.toMillis());
    // A round early at most, never late: the deadline is what a client can count on being cut by.
    this.cutAfterNanos = Duration.ofMillis(deadlineMillis - 2 * roundMillis).toNanos();
  }

  void start() {
    schedule();
  }

  void stop() {
    isStopped = true;
  }

  void add(GuardedEndPoint connection) {
    connections.add(connection);
  }

  void remove(GuardedEndPoint connection) {
    connections.remove(connection);
  }

  int size() {
    return connections.size();
  }

  private void schedule() {
    if (!isStopped && scheduler.isRunning()) {
      scheduler.schedule(this::walk, roundMillis, TimeUnit.MILLISECONDS);
    }
  }

  private void walk() {
    try {
      long nowNanos = clock.nanos();
      for (GuardedEndPoint connection : connections) {
        connection.probe();
        connection
            .takeOverdue(nowNanos, cutAfterNanos)
            .ifPresent(reason -> cut(connection, reason, nowNanos));
      }
    } catch (RuntimeException bug) {
      LOG.error("walking over the connections failed; the next round goes on", bug);
    } finally {
      schedule();
    }
  }

  private void cut(GuardedEndPoint connection, String reason, long nowNanos) {
    if (reason.equals("header_timeout")) {
      sayTimeout(connection);
    }
    if (!reason.equals("lingering")) {
      events.accept(new Event.ConnectionCut(reason, nowNanos));
    }
    connection.close();
  }

  /// One attempt: a client that does not take it is cut all the same.
  private static void sayTimeout(GuardedEndPoint connection) {
    Refusal refusal =
        Refusal.permanent(
            408,
            "invalid_request_error",
            "header_timeout",
            "Expected the whole request header within the deadline, found it unfinished.");
    try {
      connection.flush(ByteBuffer.wrap(CannedAnswer.of("408 Request Timeout", refusal)));
    } catch (java.io.IOException gone) {
      LOG.debug("a connection that was cut had gone before", gone);
    }
  }

  /// An answer from where no request exists that Jetty could answer.
  static final class CannedAnswer {
    private CannedAnswer() {}

    static byte[] of(String status, Refusal refusal) {
      byte[] body = Errors.utf8(refusal);
      String head =
          "HTTP/1.1 "
              + status
              + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
              + body.length
              + "\r\n\r\n";
      byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
      byte[] answer = new byte[headBytes.length + body.length];
      System.arraycopy(headBytes, 0, answer, 0, headBytes.length);
      System.arraycopy(body, 0, answer, headBytes.length, body.length);
      return answer;
    }
  }
}
