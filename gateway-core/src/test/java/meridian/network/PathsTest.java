package meridian.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import meridian.atlas.Atlas;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

final class PathsTest {
  private static final Atlas ATLAS = Atlas.load();
  private final Paths paths = new Paths(ATLAS, new Dice(7));

  @Test
  void a_trip_takes_half_a_round_trip_and_a_little_jitter() {
    long[] trips =
        IntStream.range(0, 1001).mapToLong(_ -> paths.oneWayNanos("SIN", "BOM")).toArray();
    Arrays.sort(trips);
    assertThat(trips[0]).isGreaterThan(26_500_000);
    assertThat(trips[500] - 26_500_000).isBetween(180_000L, 235_000L);
    assertThat(trips[950] - 26_500_000).isLessThan(800_000);
  }

  @Test
  void the_same_seed_gives_the_same_trips() {
    Paths again = new Paths(ATLAS, new Dice(7));
    for (int i = 0; i < 10; i++) {
      assertThat(again.roundTripNanos("SIN", "BOM")).isEqualTo(paths.roundTripNanos("SIN", "BOM"));
    }
  }

  @Test
  void a_fault_holds_for_its_direction_and_ends() {
    Links clear = paths.links();
    paths.links(clear.with("SIN", "BOM", new Link(false, 1_000_000_000, 0, 0)));
    assertThat(paths.oneWayNanos("SIN", "BOM")).isGreaterThan(1_000_000_000);
    assertThat(paths.oneWayNanos("BOM", "SIN")).isLessThan(100_000_000);
    assertThat(paths.steadyRoundTripNanos("BOM", "SIN")).isEqualTo(1_053_000_000);
    paths.links(paths.links().with("SIN", "BOM", Link.CLEAR));
    assertThat(paths.steadyRoundTripNanos("BOM", "SIN")).isEqualTo(53_000_000);
  }

  @Test
  void a_cut_in_one_direction_is_enough() {
    paths.links(Links.CLEAR.with("SIN", "BOM", Link.CUT));
    assertThat(paths.isCut("SIN", "BOM")).isTrue();
    assertThat(paths.isCut("BOM", "SIN")).isTrue();
    assertThat(paths.isCut("FRA", "BOM")).isFalse();
  }

  @Test
  void without_loss_nothing_is_sent_again() {
    assertThat(paths.lossNanos("SIN", "BOM", 1_000_000)).isZero();
  }

  @Test
  void a_lost_lone_segment_waits_for_the_time_out() {
    paths.links(Links.CLEAR.with("SIN", "BOM", new Link(false, 0, 0, 0.5)));
    long shortest =
        IntStream.range(0, 100)
            .mapToLong(_ -> paths.lossNanos("SIN", "BOM", 100))
            .filter(nanos -> nanos > 0)
            .min()
            .orElseThrow();
    assertThat(shortest).isEqualTo(253_000_000);
  }

  @Test
  void a_segment_lost_among_many_costs_one_round_trip() {
    paths.links(Links.CLEAR.with("SIN", "BOM", new Link(false, 0, 0, 0.1)));
    long shortest =
        IntStream.range(0, 100)
            .mapToLong(_ -> paths.lossNanos("SIN", "BOM", 100_000))
            .filter(nanos -> nanos > 0)
            .min()
            .orElseThrow();
    assertThat(shortest).isEqualTo(53_000_000);
  }

  @Test
  void an_impossible_fault_is_refused() {
    assertThatThrownBy(() -> new Link(false, 0, 0, 1)).hasMessageContaining("loss");
    assertThatThrownBy(() -> new Link(false, -1, 0, 0)).hasMessageContaining("expected");
  }
}
