package meridian.network;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/// Warm connections between pairs of nodes, each lent to one call at a time, as HTTP/1.1 clients
/// do.
///
/// The one used last is lent first. A connection is closed after 60 s without use (the default of
/// nginx's upstream `keepalive_timeout`); at most 32 idle ones are kept for each pair (nginx's
/// `keepalive`) and at most 4,096 pairs are known. Past a bound the connection is closed: the next
/// call pays for a new one. Lent connections are as many as there are calls.
///
/// Safe for several tasks; nobody waits while holding its lock.
final class ConnectionPool {
  static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);
  static final int IDLE_PER_PAIR = 32;
  private static final int PAIRS = 4096;

  private final Map<Pair, ArrayDeque<Idle>> idle = new HashMap<>();

  /// Lends a connection that is idle at `nowNanos`, when there is one.
  synchronized Optional<Connection> take(Address from, Address to, long nowNanos) {
    ArrayDeque<Idle> waiting = idle.get(new Pair(from.node(), to.node()));
    if (waiting == null) {
      return Optional.empty();
    }
    waiting.removeIf(one -> nowNanos - one.sinceNanos() >= IDLE_TIMEOUT.toNanos());
    Iterator<Idle> newestFirst = waiting.descendingIterator();
    while (newestFirst.hasNext()) {
      Idle one = newestFirst.next();
      if (one.sinceNanos() <= nowNanos) {
        newestFirst.remove();
        return Optional.of(one.connection());
      }
    }
    return Optional.empty();
  }

  /// Takes back a connection whose last answer is complete at `sinceNanos`.
  synchronized void give(Address from, Address to, Connection connection, long sinceNanos) {
    Pair pair = new Pair(from.node(), to.node());
    ArrayDeque<Idle> waiting = idle.get(pair);
    if (waiting == null) {
      if (idle.size() >= PAIRS) {
        return;
      }
      waiting = new ArrayDeque<>();
      idle.put(pair, waiting);
    }
    if (waiting.size() >= IDLE_PER_PAIR) {
      waiting.removeFirst();
    }
    waiting.addLast(new Idle(connection, sinceNanos));
  }

  /// Closes every idle connection between both: the way is cut or the node is down.
  synchronized void drop(Address from, Address to) {
    idle.remove(new Pair(from.node(), to.node()));
  }

  /// Who called whom.
  private record Pair(String from, String to) {}

  /// A connection and since when nobody uses it.
  private record Idle(Connection connection, long sinceNanos) {}
}
