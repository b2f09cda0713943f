package meridian.telemetry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import meridian.RequestId;

/// The requests that arrived and have neither finished nor been left by their client.
///
/// Kept by id, because a client that leaves may be followed by a finish, and because either event
/// may be lost. A request is forgotten after [#LOST_AFTER_NANOS]; beyond [#BOUND] the oldest is.
///
/// The arrival itself is kept, which somebody made anyway: following a request costs one entry of a
/// map, and a list is made only for a snapshot.
final class InFlight {
  /// At most this many are followed.
  static final int BOUND = 65_536;

  /// No request lives longer: its end was lost.
  static final long LOST_AFTER_NANOS = 600_000_000_000L;

  private final SequencedMap<RequestId, Event.RequestArrived> arrivals = new LinkedHashMap<>();

  void arrived(Event.RequestArrived arrival) {
    arrivals.put(arrival.id(), arrival);
    if (arrivals.size() > BOUND) {
      arrivals.pollFirstEntry();
    }
  }

  void ended(RequestId id) {
    arrivals.remove(id);
  }

  /// How many there are at `nowNanos`.
  long count(long nowNanos) {
    Iterator<Event.RequestArrived> oldest = arrivals.values().iterator();
    while (oldest.hasNext() && nowNanos - oldest.next().atNanos() > LOST_AFTER_NANOS) {
      oldest.remove();
    }
    return arrivals.size();
  }

  /// Those that were announced last, newest first, at most `most`.
  List<Event.RequestArrived> newest(int most) {
    return arrivals.sequencedValues().reversed().stream().limit(most).toList();
  }
}
