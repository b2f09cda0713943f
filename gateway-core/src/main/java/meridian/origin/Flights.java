package meridian.origin;

import java.util.HashMap;
import java.util.Map;
import meridian.Fingerprint;

/// Single-flight: at most one provider call per fingerprint at a time.
///
/// Bounded by the number of requests in the gateway: each flight has a leader that ends it. Safe
/// for several threads.
final class Flights {
  private final Map<Fingerprint, Flight> flights = new HashMap<>();

  /// The caller's part in the flight for a fingerprint.
  ///
  /// @param flight the flight
  /// @param isLeader whether the caller must make the call, publish its pieces and [#end] it
  record Ticket(Flight flight, boolean isLeader) {}

  synchronized Ticket join(Fingerprint fingerprint) {
    Flight running = flights.get(fingerprint);
    if (running != null && !running.isAbandoned()) {
      return new Ticket(running, false);
    }
    Flight fresh = new Flight();
    flights.put(fingerprint, fresh);
    return new Ticket(fresh, true);
  }

  /// The leader's last act, after the answer was stored: who comes now finds the entry.
  synchronized void end(Fingerprint fingerprint, Flight flight) {
    flights.remove(fingerprint, flight);
  }

  synchronized int size() {
    return flights.size();
  }
}
