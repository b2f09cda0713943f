package meridian.console.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import meridian.RequestTimeline;
import meridian.console.sample.SamplePlaces;
import meridian.console.sample.SampleSnapshots;
import meridian.telemetry.Event;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

final class FlightsTest {
  private final Flights flights = new Flights(SamplePlaces.description());
  private final Snapshot snapshot = SampleSnapshots.busy();

  private RequestTimeline any(RequestPath path) {
    return snapshot.recent().stream()
        .filter(request -> RequestPath.of(request) == path)
        .filter(request -> !request.client().equals(request.pop().code()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void no_more_set_off_at_once_than_can_be_followed() {
    List<RequestTimeline> misses =
        snapshot.recent().stream()
            .filter(request -> RequestPath.of(request) == RequestPath.MISS)
            .toList();

    // Six hops each: to the PoP, the origin, the provider and back; fewer where two share a place.
    assertThat(flights.depart(ended(misses))).hasSizeBetween(2 * Flights.MOST, 6 * Flights.MOST);
  }

  /// A snapshot like the sample in which exactly these have ended, newest first.
  private Snapshot ended(List<RequestTimeline> recent) {
    return SampleSnapshots.of(
        snapshot.number() + 1, snapshot.takenNanos(), recent.reversed(), new long[0]);
  }

  /// A snapshot in which `request` runs, taken when it has `leftNanos` to go.
  private Snapshot running(RequestTimeline request, long leftNanos) {
    return SampleSnapshots.of(
        snapshot.number(),
        request.arrivedNanos() + request.totalNanos() - leftNanos,
        List.of(),
        List.of(
            new Event.RequestArrived(
                request.id(), request.client(), request.pop(), request.arrivedNanos())),
        new long[0]);
  }

  @Test
  void a_request_that_was_seen_waiting_sets_off_from_its_pop() {
    RequestTimeline miss = any(RequestPath.MISS);
    flights.depart(running(miss, 900_000_000L));
    flights.depart(running(miss, 100_000_000L));

    List<Flights.Hop> hops = flights.depart(ended(List.of(miss)));

    assertThat(hops.getFirst().from().code()).isEqualTo(miss.pop().code());
    assertThat(hops.getLast().to().code()).isEqualTo(miss.client());
  }

  @Test
  void a_request_that_was_on_the_map_for_a_moment_only_sets_off_from_its_client() {
    RequestTimeline miss = any(RequestPath.MISS);
    flights.depart(running(miss, 100_000_000L));

    List<Flights.Hop> hops = flights.depart(ended(List.of(miss)));

    assertThat(hops.getFirst().from().code()).isEqualTo(miss.client());
  }

  @Test
  void when_more_ended_than_can_fly_those_that_were_on_the_map_do() {
    RequestTimeline miss = any(RequestPath.MISS);
    flights.depart(running(miss, 900_000_000L));
    List<RequestTimeline> others =
        snapshot.recent().stream().filter(one -> one.number() > miss.number()).toList();
    List<RequestTimeline> all = new ArrayList<>(others);
    all.add(miss);

    List<Flights.Hop> hops = flights.depart(ended(all));

    assertThat(others).hasSizeGreaterThan(Flights.MOST);
    assertThat(hops).anyMatch(hop -> hop.to().code().equals(miss.client()));
    assertThat(hops.getFirst().path()).isEqualTo(RequestPath.MISS);
  }

  @Test
  void nothing_flies_when_the_picture_goes_back_and_what_comes_after_flies_again() {
    RequestTimeline miss = any(RequestPath.MISS);
    assertThat(flights.depart(at(50, List.of(miss)))).isNotEmpty();
    assertThat(flights.depart(at(40, List.of()))).isEmpty();
    assertThat(flights.depart(at(45, List.of(miss)))).isNotEmpty();
    assertThat(flights.depart(at(44, List.of(miss)))).isEmpty();
  }

  private Snapshot at(long number, List<RequestTimeline> recent) {
    return SampleSnapshots.of(number, snapshot.takenNanos(), recent, new long[0]);
  }

  @Test
  void a_request_flies_once() {
    flights.depart(snapshot);

    assertThat(flights.depart(snapshot)).isEmpty();
  }

  @Test
  void an_edge_hit_only_comes_and_goes_and_a_miss_reaches_the_provider_and_returns() {
    RequestTimeline hit = any(RequestPath.EDGE_HIT);
    List<Flights.Hop> hops = flights.hops(hit, 0);
    assertThat(hops).hasSize(2);
    assertThat(hops.getFirst().from().code()).isEqualTo(hit.client());
    assertThat(hops.getLast().to().code()).isEqualTo(hit.client());

    assertThat(flights.hops(any(RequestPath.MISS), 0))
        .anyMatch(hop -> hop.to().code().equals("IAD"))
        .anyMatch(hop -> hop.from().code().equals("IAD"));
  }

  @Test
  void hops_follow_each_other_and_a_long_one_takes_long() {
    RequestTimeline miss = any(RequestPath.MISS);
    List<Flights.Hop> hops = flights.hops(miss, 5);

    Duration end = Duration.ofNanos(5);
    for (Flights.Hop hop : hops) {
      assertThat(hop.delay()).isGreaterThanOrEqualTo(end.minusNanos(2));
      end = hop.delay().plus(hop.length());
    }
    assertThat(end).isLessThanOrEqualTo(Duration.ofMillis(6_001));
  }
}
