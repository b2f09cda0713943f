package meridian.live.http;

import meridian.PopId;

/// What a connection's local port stands for.
sealed interface Entrance {
  /// Routes by the client's place.
  record FrontDoor() implements Entrance {}

  /// The address of one PoP.
  record Pop(PopId id) implements Entrance {}

  /// Metrics, on loopback.
  record Management() implements Entrance {}
}
