package meridian.network;

import java.time.Duration;

/// The modelled way between a client and its point of presence: the atlas's round trip, jitter, and
/// the client's last mile.
///
/// The port knows no connections, so a warm one is taken to have carried one message of the same
/// size in the same direction before. Delays that faults add count; a cut link has no meaning here
/// and is ignored: a client that cannot reach its point of presence sends nothing.
public final class ModelledAccess implements AccessLink {
  /// Round trip between a client and its access network: 4 ms, between fibre (about 2) and cable
  /// (about 10). Modelled.
  public static final Duration LAST_MILE = Duration.ofMillis(4);

  /// What leaves at once even on a paced connection.
  private static final long ONE_BURST_BYTES = 2L * Tcp.SEGMENT_BYTES;

  private final Paths paths;
  private final Tcp tcp;
  private final long lastMileNanos;

  /// @param lastMile round trip that the client's access network adds, 0 or more
  public ModelledAccess(Paths paths, Tcp tcp, Duration lastMile) {
    if (lastMile.isNegative()) {
      throw new IllegalArgumentException("last mile: expected 0 or more, found " + lastMile);
    }
    this.paths = paths;
    this.tcp = tcp;
    this.lastMileNanos = lastMile.toNanos();
  }

  /// Round trip without jitter between `client` and `pop`, the last mile included, in nanoseconds.
  public long steadyRoundTripNanos(String client, String pop) {
    return paths.steadyRoundTripNanos(client, pop) + lastMileNanos;
  }

  @Override
  public long connectNanos(String client, String pop) {
    long connect = 0;
    for (int i = 0; i < 1 + tcp.tls().roundTrips(); i++) {
      connect += paths.roundTripNanos(client, pop) + lastMileNanos;
    }
    return connect;
  }

  @Override
  public long upNanos(String client, String pop, long requestBytes, boolean isCold) {
    return leaveNanos(client, pop, requestBytes, isCold, tcp.tls().clientSegments())
        + paths.oneWayNanos(client, pop)
        + lastMileNanos / 2
        + paths.lossNanos(client, pop, requestBytes);
  }

  @Override
  public long downNanos(String client, String pop, long responseBytes, boolean isCold) {
    return leaveNanos(client, pop, responseBytes, isCold, tcp.tls().serverSegments())
        + paths.oneWayNanos(pop, client)
        + lastMileNanos / 2
        + paths.lossNanos(pop, client, responseBytes);
  }

  private long leaveNanos(
      String client, String pop, long bytes, boolean isCold, int handshakeSegments) {
    if (bytes <= ONE_BURST_BYTES) {
      return (long) (bytes * 8e9 / tcp.bitsPerSecond());
    }
    long roundTrip = steadyRoundTripNanos(client, pop);
    SendWindow window = new SendWindow(tcp, roundTrip, handshakeSegments);
    if (isCold) {
      return window.leaveNanos(bytes, 0);
    }
    long later = window.leaveNanos(bytes, 0) + 2 * roundTrip;
    return window.leaveNanos(bytes, later) - later;
  }
}
