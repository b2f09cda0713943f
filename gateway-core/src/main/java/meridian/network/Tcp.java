package meridian.network;

/// How the TCP connections of a network behave.
///
/// @param pacing what paces the sender
/// @param tls what is negotiated on top, in round trips
/// @param bitsPerSecond the narrowest link of the way, 1,000 or more
public record Tcp(Pacing pacing, Tls tls, long bitsPerSecond) {
  /// Payload of one segment: 1,460 bytes less 12 of the time-stamp option that Linux always uses.
  public static final int SEGMENT_BYTES = 1448;

  /// Segments a sender may have under way before it hears from the other side (RFC 6928).
  public static final int INITIAL_WINDOW = 10;

  /// The most bytes a sender may have under way: Linux's default limit of a send buffer
  /// (`net.ipv4.tcp_wmem`, 4 MiB).
  public static final int LARGEST_WINDOW_BYTES = 4 << 20;

  /// Between data centres: BBR, TLS 1.3, 1 Gbit/s for one connection (an assumption).
  public static final Tcp BACKBONE = new Tcp(Pacing.BBR, Tls.TLS_1_3, 1_000_000_000);

  /// Between a client and its point of presence: BBR, TLS 1.3, 100 Mbit/s (an assumption).
  public static final Tcp ACCESS = new Tcp(Pacing.BBR, Tls.TLS_1_3, 100_000_000);

  public Tcp {
    if (bitsPerSecond < 1000) {
      throw new IllegalArgumentException(
          "bandwidth: expected 1000 bit/s or more, found " + bitsPerSecond);
    }
  }

  /// The same with another way to negotiate keys.
  public Tcp with(Tls other) {
    return new Tcp(pacing, other, bitsPerSecond);
  }

  /// The same with another sender.
  public Tcp with(Pacing other) {
    return new Tcp(other, tls, bitsPerSecond);
  }

  /// The congestion controls that the model knows.
  public enum Pacing {
    /// BBR version 1 as Linux has it: spreads segments over the round trip, keeps its window while
    /// idle. The reference measurements were made with it.
    BBR,
    /// CUBIC or Reno before their first loss: sends what the window allows at once; the window
    /// doubles each round trip and halves with each retransmission time-out spent idle.
    WINDOW
  }

  /// What is negotiated after TCP's own round trip.
  public enum Tls {
    /// Nothing.
    NONE(0, 0, 0),
    /// One round trip more (RFC 8446).
    TLS_1_3(1, 1, 3),
    /// Two round trips more (RFC 5246).
    TLS_1_2(2, 2, 3);

    private final int roundTrips;
    private final int clientSegments;
    private final int serverSegments;

    Tls(int roundTrips, int clientSegments, int serverSegments) {
      this.roundTrips = roundTrips;
      this.clientSegments = clientSegments;
      this.serverSegments = serverSegments;
    }

    /// Round trips before the first request, TCP's own not counted.
    public int roundTrips() {
      return roundTrips;
    }

    /// Segments the client has sent by then.
    int clientSegments() {
      return clientSegments;
    }

    /// Segments the server has sent by then, for a chain of certificates of about 4 kB.
    int serverSegments() {
      return serverSegments;
    }
  }
}
