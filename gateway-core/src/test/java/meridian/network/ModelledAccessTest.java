package meridian.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import meridian.atlas.Atlas;
import meridian.network.Tcp.Tls;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

final class ModelledAccessTest {
  private static final long MS = 1_000_000;
  private final Paths paths = new Paths(Atlas.load(), new Dice(3));
  private final ModelledAccess access =
      new ModelledAccess(paths, Tcp.ACCESS, ModelledAccess.LAST_MILE);

  @Test
  void the_last_mile_is_added_to_the_round_trip() {
    assertThat(access.steadyRoundTripNanos("SIN", "BOM")).isEqualTo(57 * MS);
    assertThat(access.steadyRoundTripNanos("SIN", "SIN")).isEqualTo(6 * MS);
  }

  @Test
  void a_handshake_takes_two_round_trips_and_three_with_tls_1_2() {
    ModelledAccess old =
        new ModelledAccess(paths, Tcp.ACCESS.with(Tls.TLS_1_2), ModelledAccess.LAST_MILE);
    assertThat(access.connectNanos("SIN", "BOM")).isBetween(114 * MS, 122 * MS);
    assertThat(old.connectNanos("SIN", "BOM")).isBetween(171 * MS, 183 * MS);
  }

  @Test
  void a_small_message_takes_half_a_round_trip_cold_or_warm() {
    assertThat(access.upNanos("SIN", "BOM", 600, true)).isBetween(57 * MS / 2, 31 * MS);
    assertThat(access.downNanos("SIN", "BOM", 1000, false)).isBetween(57 * MS / 2, 31 * MS);
  }

  @Test
  void a_large_answer_waits_for_slow_start_on_a_cold_connection_only() {
    assertThat(access.downNanos("SIN", "BOM", 65_536, true)).isGreaterThan(140 * MS);
    assertThat(access.downNanos("SIN", "BOM", 65_536, false)).isLessThan(80 * MS);
  }

  @Test
  void without_a_last_mile_the_atlas_alone_counts() {
    ModelledAccess beside = new ModelledAccess(paths, Tcp.ACCESS, Duration.ZERO);
    assertThat(beside.steadyRoundTripNanos("SIN", "SIN")).isEqualTo(2 * MS);
  }
}
