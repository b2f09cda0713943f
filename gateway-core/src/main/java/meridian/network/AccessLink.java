package meridian.network;

/// The way between a client and its PoP: how long handshakes, requests and answers take on it.
///
/// Each call draws anew (jitter, loss); the caller waits. On a real network nothing is modelled and
/// all are 0.
public interface AccessLink {
  /// No modelled way: the client's real network is all there is.
  AccessLink REAL =
      new AccessLink() {
        @Override
        public long connectNanos(String client, String pop) {
          return 0;
        }

        @Override
        public long upNanos(String client, String pop, long requestBytes, boolean isCold) {
          return 0;
        }

        @Override
        public long downNanos(String client, String pop, long responseBytes, boolean isCold) {
          return 0;
        }
      };

  /// TCP and TLS 1.3 handshake on a new connection, nanoseconds.
  ///
  /// @param client place code of the client
  /// @param pop place code of the PoP
  long connectNanos(String client, String pop);

  /// From the client's first request byte until the PoP has the last, nanoseconds: one way, and
  /// slow start on a cold connection.
  long upNanos(String client, String pop, long requestBytes, boolean isCold);

  /// From the PoP's first answer byte until the client has the last of `responseBytes`,
  /// nanoseconds.
  long downNanos(String client, String pop, long responseBytes, boolean isCold);
}
