package meridian.network;

/// One TCP connection between two places: when does what one side sends reach the other?
///
/// It keeps a window for each direction, so that what was sent before makes it faster. Used by one
/// task at a time.
public final class Connection {
  private final Paths paths;
  private final String client;
  private final String server;
  private final long connectNanos;
  private final SendWindow up;
  private final SendWindow down;
  private long lastUpNanos;
  private long lastDownNanos;

  /// A new connection from the place `client` to the place `server`.
  public Connection(Paths paths, Tcp tcp, String client, String server) {
    this.paths = paths;
    this.client = client;
    this.server = server;
    long roundTrip = paths.steadyRoundTripNanos(client, server);
    long connect = paths.roundTripNanos(client, server);
    for (int i = 0; i < tcp.tls().roundTrips(); i++) {
      connect += paths.roundTripNanos(client, server);
    }
    this.connectNanos = connect;
    this.up = new SendWindow(tcp, roundTrip, tcp.tls().clientSegments());
    this.down = new SendWindow(tcp, roundTrip, tcp.tls().serverSegments());
  }

  /// What setting it up takes until the client may send: one round trip for TCP and those of TLS,
  /// each with its own jitter.
  public long connectNanos() {
    return connectNanos;
  }

  /// When the server has the last of `bytes` that the client sends at `sentNanos`; never before
  /// what was sent earlier.
  public long upNanos(long bytes, long sentNanos) {
    long leaves = up.leaveNanos(bytes, sentNanos);
    long arrives =
        leaves + paths.oneWayNanos(client, server) + paths.lossNanos(client, server, bytes);
    lastUpNanos = Math.max(lastUpNanos, arrives);
    return lastUpNanos;
  }

  /// When the client has the last of `bytes` that the server sends at `sentNanos`; never before
  /// what was sent earlier.
  public long downNanos(long bytes, long sentNanos) {
    long leaves = down.leaveNanos(bytes, sentNanos);
    long arrives =
        leaves + paths.oneWayNanos(server, client) + paths.lossNanos(server, client, bytes);
    lastDownNanos = Math.max(lastDownNanos, arrives);
    return lastDownNanos;
  }
}
