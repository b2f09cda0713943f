package meridian.origin;

import java.util.Optional;
import meridian.network.Delivery;

/// Who hears the pieces of an answer: the PoP that asked, and the followers of the flight. Confined
/// to the leader's task.
final class Audience {
  private final Call call;
  private final Optional<Flight> flight;

  Audience(Call call, Optional<Flight> flight) {
    this.call = call;
    this.flight = flight;
  }

  void all(Delivery piece) {
    call.outbox().send(piece);
    followers(piece);
  }

  /// Ends the flight without an answer: whoever followed it starts anew.
  void leaderOnly(Delivery piece) {
    call.outbox().send(piece);
    flight.ifPresent(Flight::abandon);
  }

  void followers(Delivery piece) {
    flight.ifPresent(others -> others.publish(piece));
  }

  /// Whether identical requests may wait for the same call.
  boolean hasFlight() {
    return flight.isPresent();
  }

  boolean isListening() {
    return call.outbox().isOpen() || flight.map(Flight::hasFollowers).orElse(false);
  }
}
