package meridian.provider;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/// A modelled pool of open connections to one provider: says whether a call finds one.
///
/// The most recently used goes first, as in real pools. At the bound a connection that is given
/// back is closed instead. Safe for several threads; never waits.
final class WarmConnections {
  private final int maxIdle;
  private final long keepAliveNanos;
  private final ArrayDeque<Long> idleSince = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();

  /// @param maxIdle how many idle connections are kept, 0 or more
  /// @param keepAliveNanos how long one stays open idle
  WarmConnections(int maxIdle, long keepAliveNanos) {
    this.maxIdle = maxIdle;
    this.keepAliveNanos = keepAliveNanos;
  }

  /// Takes a warm connection; false when a new one must be made.
  boolean take(long nowNanos) {
    lock.lock();
    try {
      while (!idleSince.isEmpty() && nowNanos - idleSince.getFirst() >= keepAliveNanos) {
        idleSince.removeFirst();
      }
      return idleSince.pollLast() != null;
    } finally {
      lock.unlock();
    }
  }

  /// Gives a connection back after use.
  void giveBack(long nowNanos) {
    lock.lock();
    try {
      if (idleSince.size() < maxIdle) {
        idleSince.addLast(nowNanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
