package meridian.console.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import meridian.RequestTimeline;
import meridian.console.sample.SamplePlaces;
import meridian.console.sample.SampleSnapshots;
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
    assertThat(flights.depart(misses)).hasSizeBetween(2 * Flights.MOST, 6 * Flights.MOST);
  }

  @Test
  void a_request_flies_once() {
    flights.depart(snapshot.recent());

    assertThat(flights.depart(snapshot.recent())).isEmpty();
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
