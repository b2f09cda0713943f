package meridian.live.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SequencedMap;
import meridian.PopId;

/// A running HTTP server.
public interface HttpFrontDoor {

  /// Binds all listeners and starts serving.
  ///
  /// @throws IOException when a port cannot be bound; then nothing listens
  static HttpFrontDoor open(HttpListeners listeners, HttpBounds bounds, HttpService service)
      throws IOException {
    return JettyFrontDoor.open(listeners, bounds, service);
  }

  /// Where it listens.
  Addresses addresses();

  /// How many client connections are open.
  int openConnections();

  /// Refuses new connections and requests, waits until the running requests have ended but at most
  /// `grace`, then closes everything. Stopping twice is fine.
  void stop(Duration grace);

  /// Base addresses without a trailing slash.
  ///
  /// @param frontDoor routes by the client's place
  /// @param pops one of each PoP, in the order of configuration
  /// @param management for `/metrics`
  record Addresses(URI frontDoor, SequencedMap<PopId, URI> pops, Optional<URI> management) {}
}
