package meridian.console.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Layer;
import meridian.Place;
import meridian.PopId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.control.Description;
import meridian.telemetry.Event;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;

/// Finished requests flown again over the map, slowed so that an eye can follow: client to PoP, on
/// to the origin and the provider when it went that far, and back. Each hop is shown for its own
/// stages' time. Confined to one thread.
///
/// A request that was on the map while it ran sets off from its PoP, where it was seen waiting.
///
/// Bounded: of the requests that are new in one look at most [#MOST] are flown, first those that
/// were on the map while they ran.
final class Flights {
  /// The most requests that set off at one look.
  static final int MOST = 2;

  /// How many times slower than it happened.
  static final double SLOWED = 8;

  /// What was on the map for less was not seen there.
  private static final long SEEN_NANOS = 400_000_000L;

  private static final double SHORTEST_NANOS = 1.4e9;
  private static final double LONGEST_NANOS = 6e9;

  private final Description about;
  private long lastNumber;
  private long lastSnapshot;
  private Map<RequestId, Long> waiting = Map.of();

  Flights(Description about) {
    this.about = about;
  }

  /// The hops of those requests of `snapshot` that ended since the last one.
  List<Hop> depart(Snapshot snapshot) {
    if (snapshot.number() < lastSnapshot) {
      // The picture has gone back: what ended then is not news.
      lastNumber = snapshot.recent().isEmpty() ? 0 : snapshot.recent().getFirst().number();
    }
    lastSnapshot = snapshot.number();
    long seen = lastNumber;
    List<RequestTimeline> fresh = new ArrayList<>();
    for (RequestTimeline request : snapshot.recent()) {
      if (request.number() > seen) {
        fresh.add(request);
      }
    }
    lastNumber = fresh.isEmpty() ? seen : Math.max(seen, fresh.getFirst().number());
    fresh.sort(Comparator.comparing(request -> !waiting.containsKey(request.id())));
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, fresh.size()); i++) {
      hops.addAll(hops(fresh.get(i), i * 90_000_000L));
    }
    remember(snapshot);
    return hops;
  }

  /// The hops of one request that sets off after `delayNanos`; none when its places are unknown.
  List<Hop> hops(RequestTimeline request, long delayNanos) {
    Optional<Place> client = Optional.ofNullable(about.places().get(request.client()));
    Optional<Place> pop = place(request.pop());
    return client.isEmpty() || pop.isEmpty()
        ? List.of()
        : hops(request, client.get(), pop.get(), delayNanos);
  }

  /// When each request in flight was first on the map.
  private void remember(Snapshot snapshot) {
    Map<RequestId, Long> now = new HashMap<>();
    for (Event.RequestArrived arrival : snapshot.inFlight()) {
      now.put(arrival.id(), waiting.getOrDefault(arrival.id(), snapshot.takenNanos()));
    }
    waiting = now;
  }

  /// Whether an eye could have seen it wait at its PoP.
  private boolean wasSeen(RequestTimeline request) {
    Long since = waiting.get(request.id());
    long endedNanos = request.arrivedNanos() + request.totalNanos();
    return since != null && endedNanos - since > SEEN_NANOS;
  }

  private List<Hop> hops(RequestTimeline request, Place client, Place pop, long delayNanos) {
    Place origin = about.places().getOrDefault(about.origin().place(), pop);
    Place provider =
        about.providers().values().stream()
            .findFirst()
            .map(region -> about.places().getOrDefault(region.place(), origin))
            .orElse(origin);
    List<Way> ways = new ArrayList<>();
    if (!wasSeen(request)) {
      way(ways, client, pop, request, Stage.CLIENT_CONNECT, Stage.CLIENT_EDGE);
    }
    way(ways, pop, pop, request, Stage.EDGE_COLD_START, Stage.EDGE_KV, Stage.EDGE_ASSEMBLE);
    if (request.layer() == Layer.ORIGIN || request.layer() == Layer.PROVIDER) {
      way(ways, pop, origin, request, Stage.ORIGIN_CONNECT, Stage.EDGE_ORIGIN);
      if (request.layer() == Layer.PROVIDER) {
        way(ways, origin, provider, request, Stage.PROVIDER_CONNECT, Stage.PROVIDER_NETWORK);
        way(ways, provider, provider, request, Stage.PROVIDER_TTFT);
        way(ways, provider, origin, request, Stage.PROVIDER_STREAM);
      } else {
        way(ways, origin, origin, request, Stage.ORIGIN_WAIT, Stage.ORIGIN_CACHE);
      }
      way(ways, origin, pop, request, Stage.ORIGIN_EDGE);
    }
    way(ways, pop, client, request, Stage.EDGE_CLIENT);
    double real = ways.stream().mapToDouble(Way::nanos).sum();
    double slowed = Math.clamp(real * SLOWED, SHORTEST_NANOS, LONGEST_NANOS) / real;
    return scheduled(ways, RequestPath.of(request), slowed, delayNanos);
  }

  /// Stays take time and are not flown.
  private static List<Hop> scheduled(
      List<Way> ways, RequestPath path, double slowed, long delayNanos) {
    List<Hop> hops = new ArrayList<>();
    double start = delayNanos;
    for (Way way : ways) {
      double length = way.nanos() * slowed;
      if (!way.from().equals(way.to())) {
        hops.add(
            new Hop(
                way.from(),
                way.to(),
                path,
                Duration.ofNanos((long) start),
                Duration.ofNanos((long) length)));
      }
      start += length;
    }
    return List.copyOf(hops);
  }

  private Optional<Place> place(PopId pop) {
    return about.pops().stream()
        .filter(site -> site.pop().equals(pop))
        .map(Description.Site::place)
        .findFirst();
  }

  /// A way takes at least 2 ms of real time, so that a near client's hop is seen too.
  private static void way(
      List<Way> ways, Place from, Place to, RequestTimeline request, Stage... stages) {
    double nanos = 2e6;
    for (Stage stage : stages) {
      nanos += request.stages().nanos(stage);
    }
    ways.add(new Way(from, to, nanos));
  }

  private record Way(Place from, Place to, double nanos) {}

  /// One way between two places, as it is shown.
  ///
  /// @param from where it begins
  /// @param to where it ends
  /// @param path which way the request went, for its colour
  /// @param delay from now until it sets off
  /// @param length how long it flies
  record Hop(Place from, Place to, RequestPath path, Duration delay, Duration length) {}
}
