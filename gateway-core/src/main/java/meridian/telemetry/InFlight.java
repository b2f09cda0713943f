package meridian.telemetry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import meridian.RequestId;

/// The requests that arrived and have neither finished nor been left by their client.
///
/// Kept by id, because a client that leaves may be followed by a finish, and because either event
/// may be lost. A request is forgotten after [#LOST_AFTER_NANOS]; beyond [#BOUND] the oldest is.
final class InFlight {
  /// At most this many are followed.
  static final int BOUND = 65_536;

  /// No request lives longer: its end was lost.
  static final long LOST_AFTER_NANOS = 600_000_000_000L;

  private final Map<RequestId, Long> arrivedNanos = new LinkedHashMap<>();

  void arrived(RequestId id, long atNanos) {
    arrivedNanos.put(id, atNanos);
    if (arrivedNanos.size() > BOUND) {
      Iterator<RequestId> oldest = arrivedNanos.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  void ended(RequestId id) {
    arrivedNanos.remove(id);
  }

  /// How many there are at `nowNanos`.
  long count(long nowNanos) {
    Iterator<Long> oldest = arrivedNanos.values().iterator();
    while (oldest.hasNext() && nowNanos - oldest.next() > LOST_AFTER_NANOS) {
      oldest.remove();
    }
    return arrivedNanos.size();
  }
}
