package meridian.console.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Place;
import meridian.PopId;
import meridian.control.Description;
import meridian.telemetry.Event;
import meridian.telemetry.Snapshot;

/// Requests in flight that share client and PoP.
///
/// While a request runs the gateway knows where it came from and which PoP has it, and no more:
/// whether it went on to the origin is known when it ends. So that is all that is shown of it.
///
/// @param client where they came from
/// @param pop which PoP has them
/// @param at where that PoP stands
/// @param count how many, at least 1
/// @param oldestNanos for how long the oldest has been running
record Underway(Place client, PopId pop, Place at, int count, long oldestNanos) {

  /// Those of `snapshot`, the way with the newest arrival first; requests from or to places that
  /// `about` does not know are left out.
  static List<Underway> of(Description about, Snapshot snapshot) {
    Map<Way, Underway> ways = new LinkedHashMap<>();
    for (Event.RequestArrived arrival : snapshot.inFlight()) {
      Way way = new Way(arrival.client(), arrival.pop());
      long age = Math.max(0, snapshot.takenNanos() - arrival.atNanos());
      Underway known = ways.get(way);
      if (known != null) {
        ways.put(way, known.with(age));
      } else {
        first(about, arrival, age).ifPresent(one -> ways.put(way, one));
      }
    }
    return new ArrayList<>(ways.values());
  }

  private static Optional<Underway> first(
      Description about, Event.RequestArrived arrival, long ageNanos) {
    Optional<Place> client = Optional.ofNullable(about.places().get(arrival.client()));
    Optional<Place> at =
        about.pops().stream()
            .filter(site -> site.pop().equals(arrival.pop()))
            .map(Description.Site::place)
            .findFirst();
    return client.isEmpty() || at.isEmpty()
        ? Optional.empty()
        : Optional.of(new Underway(client.get(), arrival.pop(), at.get(), 1, ageNanos));
  }

  private Underway with(long ageNanos) {
    return new Underway(client, pop, at, count + 1, Math.max(oldestNanos, ageNanos));
  }

  private record Way(String client, PopId pop) {}
}
