package meridian.console.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.Layer;
import meridian.Place;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.control.Description;
import meridian.telemetry.RequestPath;

/// Finished requests flown again over the map, slowed so that an eye can follow: client to PoP, on
/// to the origin and the provider when it went that far, and back. Confined to one thread.
///
/// Bounded: with [#MOST] in the air further requests are not flown.
final class Flights {
  /// The most that fly at once.
  static final int MOST = 48;

  /// How many times slower than it happened.
  static final double SLOWED = 8;

  private static final double SHORTEST_NANOS = 900e6;
  private static final double LONGEST_NANOS = 5e9;

  private final Description about;
  private final List<Flight> flying = new ArrayList<>();
  private long lastNumber;

  Flights(Description about) {
    this.about = about;
  }

  /// Starts every request of `recent` (newest first) that was not seen before, spread over
  /// `spreadNanos` from `nowNanos`, the frame's clock.
  void add(List<RequestTimeline> recent, long nowNanos, long spreadNanos) {
    long seen = lastNumber;
    List<RequestTimeline> fresh =
        recent.stream().filter(request -> request.number() > seen).limit(MOST).toList();
    for (int i = fresh.size() - 1; i >= 0; i--) {
      RequestTimeline request = fresh.get(i);
      lastNumber = Math.max(lastNumber, request.number());
      if (flying.size() < MOST) {
        long delay = spreadNanos * (fresh.size() - 1 - i) / Math.max(1, fresh.size());
        flight(request, nowNanos + delay).ifPresent(flying::add);
      }
    }
  }

  /// Forgets who has landed by `nowNanos`.
  void land(long nowNanos) {
    flying.removeIf(flight -> flight.endNanos() <= nowNanos);
  }

  /// Forgets everybody.
  void clear() {
    flying.clear();
  }

  List<Flight> flying() {
    return flying;
  }

  private Optional<Flight> flight(RequestTimeline request, long startNanos) {
    Place client = about.places().get(request.client());
    Place pop = placeOf(request);
    if (client == null || pop == null) {
      return Optional.empty();
    }
    Place origin = about.places().getOrDefault(about.origin().place(), pop);
    Place provider =
        about.providers().values().stream()
            .findFirst()
            .map(region -> about.places().getOrDefault(region.place(), origin))
            .orElse(origin);
    List<Leg> legs = new ArrayList<>();
    leg(legs, client, pop, request, Stage.CLIENT_CONNECT, Stage.CLIENT_EDGE);
    leg(
        legs,
        pop,
        pop,
        request,
        Stage.EDGE_COLD_START,
        Stage.EDGE_AUTH,
        Stage.EDGE_LIMIT,
        Stage.EDGE_FINGERPRINT,
        Stage.EDGE_KV,
        Stage.EDGE_ASSEMBLE);
    if (request.layer() == Layer.ORIGIN || request.layer() == Layer.PROVIDER) {
      leg(legs, pop, origin, request, Stage.ORIGIN_CONNECT, Stage.EDGE_ORIGIN);
      if (request.layer() == Layer.PROVIDER) {
        leg(legs, origin, provider, request, Stage.PROVIDER_CONNECT, Stage.PROVIDER_NETWORK);
        leg(legs, provider, provider, request, Stage.PROVIDER_TTFT);
        leg(legs, provider, origin, request, Stage.PROVIDER_STREAM);
      } else {
        leg(legs, origin, origin, request, Stage.ORIGIN_WAIT, Stage.ORIGIN_CACHE);
      }
      leg(legs, origin, pop, request, Stage.ORIGIN_EDGE);
    }
    leg(legs, pop, client, request, Stage.EDGE_CLIENT);
    double real = legs.stream().mapToDouble(Leg::share).sum();
    double shown = Math.clamp(real * SLOWED, SHORTEST_NANOS, LONGEST_NANOS);
    List<Leg> shares = legs.stream().map(leg -> leg.of(real)).toList();
    return Optional.of(
        new Flight(RequestPath.of(request), List.copyOf(shares), startNanos, (long) shown));
  }

  private @org.jspecify.annotations.Nullable Place placeOf(RequestTimeline request) {
    return about.pops().stream()
        .filter(site -> site.pop().equals(request.pop()))
        .map(Description.Site::place)
        .findFirst()
        .orElse(null);
  }

  /// A leg takes at least a millisecond of real time, so that a near client's hop is seen too.
  private static void leg(
      List<Leg> legs, Place from, Place to, RequestTimeline request, Stage... stages) {
    double nanos = 1e6;
    for (Stage stage : stages) {
      nanos += request.stages().nanos(stage);
    }
    legs.add(new Leg(from, to, nanos));
  }

  /// One way between two places, or a stay in one.
  ///
  /// @param from where it begins
  /// @param to where it ends; the same place for a stay
  /// @param share of the flight's time, 0 to 1 once the flight is made
  record Leg(Place from, Place to, double share) {
    private Leg of(double whole) {
      return new Leg(from, to, share / whole);
    }
  }

  /// One request in the air.
  ///
  /// @param path which way it went, for its colour
  /// @param legs in order; their shares add up to 1
  /// @param startNanos when it sets off, on the frame's clock
  /// @param lengthNanos how long it is shown
  record Flight(RequestPath path, List<Leg> legs, long startNanos, long lengthNanos) {
    long endNanos() {
      return startNanos + lengthNanos;
    }

    /// Where it is at `nowNanos`; empty before it sets off and after it landed.
    Optional<Position> at(long nowNanos) {
      double progress = (nowNanos - startNanos) / (double) lengthNanos;
      if (progress < 0 || progress >= 1) {
        return Optional.empty();
      }
      for (int i = 0; i < legs.size(); i++) {
        Leg leg = legs.get(i);
        if (progress < leg.share() || i == legs.size() - 1) {
          return Optional.of(
              new Position(i, leg.from(), leg.to(), Math.min(1, progress / leg.share())));
        }
        progress -= leg.share();
      }
      return Optional.empty();
    }
  }

  /// A place between two places.
  ///
  /// @param leg which leg
  /// @param from where the leg begins
  /// @param to where it ends
  /// @param along 0 at `from`, 1 at `to`
  record Position(int leg, Place from, Place to, double along) {}
}
