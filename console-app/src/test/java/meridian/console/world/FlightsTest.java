package meridian.console.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import meridian.console.sample.SamplePlaces;
import meridian.console.sample.SampleSnapshots;
import meridian.telemetry.RequestPath;
import meridian.telemetry.Snapshot;
import org.junit.jupiter.api.Test;

final class FlightsTest {
  private final Flights flights = new Flights(SamplePlaces.description());
  private final Snapshot snapshot = SampleSnapshots.busy();

  @Test
  void no_more_fly_than_can_be_followed() {
    flights.add(snapshot.recent(), 0, 100);
    flights.add(SampleSnapshots.busy(1_300, 9).recent(), 0, 100);

    assertThat(flights.flying()).hasSizeLessThanOrEqualTo(Flights.MOST).isNotEmpty();
  }

  @Test
  void a_request_flies_once() {
    flights.add(snapshot.recent(), 0, 0);
    flights.land(Long.MAX_VALUE);
    flights.add(snapshot.recent(), 0, 0);

    assertThat(flights.flying()).isEmpty();
  }

  @Test
  void an_edge_hit_never_flies_beyond_its_pop_and_a_miss_reaches_the_provider() {
    flights.add(snapshot.recent(), 0, 0);

    assertThat(flights.flying())
        .anySatisfy(flight -> {
          assertThat(flight.path()).isEqualTo(RequestPath.MISS);
          assertThat(flight.legs()).anyMatch(leg -> leg.to().code().equals("IAD"));
        })
        .filteredOn(flight -> flight.path() == RequestPath.EDGE_HIT)
        .isNotEmpty()
        .allMatch(flight -> flight.legs().size() == 3);
  }

  @Test
  void it_begins_and_ends_at_the_client_and_is_nowhere_outside_its_time() {
    flights.add(snapshot.recent(), 1_000, 0);
    Flights.Flight flight = flights.flying().getFirst();
    List<Flights.Leg> legs = flight.legs();

    assertThat(flight.at(999)).isEmpty();
    assertThat(flight.at(flight.startNanos()).map(Flights.Position::from))
        .contains(legs.getFirst().from());
    Optional<Flights.Position> last = flight.at(flight.endNanos() - 1);
    assertThat(last.map(Flights.Position::to)).contains(legs.getFirst().from());
    assertThat(last.map(Flights.Position::along).orElse(0.0)).isBetween(0.9, 1.0);
    assertThat(flight.at(flight.endNanos())).isEmpty();
  }
}
