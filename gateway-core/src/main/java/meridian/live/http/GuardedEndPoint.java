package meridian.live.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import meridian.time.WorldClock;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/// A connection that knows what it is waiting for, so that it can be cut in time and so that a
/// client that leaves is noticed.
///
/// Jetty's own time-outs start anew with every byte; the deadlines here do not. While a request is
/// served nobody reads the connection: [#probe] then reads ahead, up to [#AHEAD_BYTES], to see
/// whether the client has closed its side. Bytes read ahead belong to the next request and are
/// given to Jetty when it asks. A client that closes only its sending side counts as gone too, as
/// with most proxies. One lock guards the state; nothing waits while holding it.
final class GuardedEndPoint extends SocketChannelEndPoint {
  private static final int AHEAD_BYTES = 1_024;

  /// How long a connection is kept after the last answer, for the client to read it.
  private static final Duration LINGER = Duration.ofSeconds(2);

  private enum Phase {
    /// Accepted, and no byte has come.
    FRESH,
    /// Between two requests.
    IDLE,
    /// A request has begun and its header is not complete.
    HEADER,
    /// A request is being served.
    SERVING,
    /// The last answer has been sent.
    CLOSING,
    /// Given up.
    CUT
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Executor executor;
  private final WorldClock clock;
  private final Entrance entrance;
  private Optional<ByteBuffer> aheadBuffer = Optional.empty();
  private boolean hasAheadEnded;
  private Phase phase = Phase.FRESH;
  private long sinceNanos;
  private long arrivedNanos;
  private long requests;
  private Optional<Thread> watcher = Optional.empty();
  private volatile boolean isClientGone;

  GuardedEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Executor executor,
      WorldClock clock,
      Entrance entrance) {
    super(channel, selector, key, scheduler);
    this.executor = executor;
    this.clock = clock;
    this.entrance = entrance;
    this.sinceNanos = clock.nanos();
  }

  Entrance entrance() {
    return entrance;
  }

  /// When the first byte of the request being served arrived.
  long arrivedNanos() {
    return arrivedNanos;
  }

  boolean isFirstRequest() {
    return requests == 1;
  }

  boolean isClientGone() {
    return isClientGone;
  }

  /// A header is complete; false when the connection was cut at that very moment.
  boolean beginRequest() {
    lock.lock();
    try {
      if (phase == Phase.CUT) {
        return false;
      }
      if (phase != Phase.HEADER) {
        arrivedNanos = clock.nanos(); // all of it came with the request before
      }
      phase = Phase.SERVING;
      requests++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The request has been answered; called before Jetty reads the connection again.
  void endRequest() {
    lock.lock();
    try {
      if (phase == Phase.SERVING) {
        phase = Phase.IDLE;
        sinceNanos = clock.nanos();
      }
    } finally {
      lock.unlock();
    }
  }

  /// From now on [#probe] interrupts the calling thread when the client leaves.
  void watch() {
    lock.lock();
    try {
      watcher = Optional.of(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  /// Ends [#watch]; afterwards no interrupt comes, and one that came is forgotten.
  void unwatch() {
    lock.lock();
    try {
      watcher = Optional.empty();
      Thread.interrupted();
    } finally {
      lock.unlock();
    }
  }

  /// Looks whether the client has left while its request is served.
  void probe() {
    lock.lock();
    try {
      if (watcher.isEmpty() || isClientGone) {
        return;
      }
      ByteBuffer buffer = aheadBuffer.orElseGet(() -> ByteBuffer.allocate(AHEAD_BYTES));
      if (!buffer.hasRemaining()) {
        return; // a client that sends this much ahead has not left
      }
      aheadBuffer = Optional.of(buffer);
      boolean hasEnded;
      try {
        hasEnded = getChannel().read(buffer) < 0;
      } catch (IOException reset) {
        hasEnded = true;
      }
      if (hasEnded) {
        hasAheadEnded = true;
        isClientGone = true;
        watcher.get().interrupt();
      } else if (buffer.position() == 0) {
        aheadBuffer = Optional.empty();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Why this connection has to be cut at `nowNanos`; afterwards no request begins on it.
  ///
  /// @param cutAfterNanos how long a header may take
  Optional<String> takeOverdue(long nowNanos, long cutAfterNanos) {
    lock.lock();
    try {
      long waited = nowNanos - sinceNanos;
      boolean isOverdue =
          switch (phase) {
            case FRESH, HEADER -> waited > cutAfterNanos;
            case CLOSING -> waited > LINGER.toNanos();
            case IDLE, SERVING, CUT -> false;
          };
      if (!isOverdue) {
        return Optional.empty();
      }
      String reason =
          switch (phase) {
            case FRESH -> "no_request";
            case CLOSING -> "lingering";
            case HEADER, IDLE, SERVING, CUT -> "header_timeout";
          };
      phase = Phase.CUT;
      return Optional.of(reason);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = fillFromAhead(buffer);
    if (filled == 0) {
      filled = super.fill(buffer);
    }
    if (filled > 0) {
      arrive();
    }
    return filled;
  }

  @Override
  protected void needsFillInterest() {
    boolean hasBytes;
    lock.lock();
    try {
      hasBytes = aheadBuffer.isPresent() || hasAheadEnded;
    } finally {
      lock.unlock();
    }
    if (hasBytes) {
      executor.execute(getFillInterest()::fillable);
    } else {
      super.needsFillInterest();
    }
  }

  @Override
  protected void doShutdownOutput() {
    lock.lock();
    try {
      if (phase != Phase.CUT) {
        phase = Phase.CLOSING;
        sinceNanos = clock.nanos();
      }
    } finally {
      lock.unlock();
    }
    super.doShutdownOutput();
  }

  private int fillFromAhead(ByteBuffer buffer) {
    lock.lock();
    try {
      if (aheadBuffer.isPresent()) {
        ByteBuffer bytes = aheadBuffer.get().flip();
        int position = BufferUtil.flipToFill(buffer);
        int moved = BufferUtil.put(bytes, buffer);
        BufferUtil.flipToFlush(buffer, position);
        bytes.compact();
        if (bytes.position() == 0) {
          aheadBuffer = Optional.empty();
        }
        if (moved > 0) {
          notIdle();
          return moved;
        }
      }
      if (hasAheadEnded) {
        shutdownInput();
        return -1;
      }
      return 0;
    } finally {
      lock.unlock();
    }
  }

  private void arrive() {
    lock.lock();
    try {
      if (phase == Phase.FRESH || phase == Phase.IDLE) {
        long nowNanos = clock.nanos();
        sinceNanos = phase == Phase.FRESH ? sinceNanos : nowNanos;
        arrivedNanos = nowNanos;
        phase = Phase.HEADER;
      }
    } finally {
      lock.unlock();
    }
  }
}
