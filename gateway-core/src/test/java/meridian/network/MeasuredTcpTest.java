package meridian.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import meridian.network.Tcp.Pacing;
import meridian.network.Tcp.Tls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The model against real kernel TCP over an emulated link, as `src/test/sh/tcp-check` measured it.
final class MeasuredTcpTest {
  private static final Tcp LINK = new Tcp(Pacing.BBR, Tls.NONE, 10_000_000_000L);

  @ParameterizedTest
  @MethodSource("measurements")
  void each_exchange_is_within_5_percent_and_2_ms_of_the_kernel(Measured measured) {
    double[] modelled = modelled(measured, LINK);
    assertThat(modelled[0])
        .as("cold")
        .isCloseTo(measured.coldMillis(), within(0.05 * measured.coldMillis() + 2));
    assertThat(modelled[1])
        .as("warm")
        .isCloseTo(measured.warmMillis(), within(0.05 * measured.warmMillis() + 2));
  }

  static List<Measured> measurements() throws IOException {
    try (InputStream in = MeasuredTcpTest.class.getResourceAsStream("tcp_linux_bbr.csv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> Character.isDigit(line.charAt(0)))
          .map(Measured::of)
          .toList();
    }
  }

  private static double[] modelled(Measured measured, Tcp tcp) {
    long roundTrip = measured.roundTripMillis() * 1_000_000;
    SendWindow client = new SendWindow(tcp, roundTrip, 0);
    SendWindow server = new SendWindow(tcp, roundTrip, 0);
    double[] millis = new double[2];
    long start = 0;
    long now = roundTrip;
    for (int i = 0; i < 2; i++) {
      long asked = client.leaveNanos(measured.upBytes(), now) + roundTrip / 2;
      now = server.leaveNanos(measured.downBytes(), asked) + roundTrip / 2;
      millis[i] = (double) (now - start) / 1e6;
      start = now;
    }
    return millis;
  }

  /// One line of the measurement.
  record Measured(
      long roundTripMillis, long upBytes, long downBytes, double coldMillis, double warmMillis) {
    static Measured of(String line) {
      String[] cells = line.split(",", -1);
      return new Measured(
          Long.parseLong(cells[0]),
          Long.parseLong(cells[1]),
          Long.parseLong(cells[2]),
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]));
    }
  }
}
