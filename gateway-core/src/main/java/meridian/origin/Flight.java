package meridian.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.network.Delivery;
import meridian.time.Mailbox;

/// One provider call in flight, and all who wait for it.
///
/// The leader publishes each piece; followers read from the first piece on, at their own pace. What
/// is kept is bounded by the provider's largest answer. One lock, held for list operations only; a
/// follower's bell is rung outside of it.
final class Flight {
  private final List<Delivery> pieces = new ArrayList<>();
  private final List<Mailbox<Boolean>> bells = new ArrayList<>();
  private boolean isOver;
  private boolean isAbandoned;

  /// Adds a piece for all followers; after the last piece the flight is over.
  void publish(Delivery piece) {
    List<Mailbox<Boolean>> toRing;
    synchronized (this) {
      if (isOver) {
        return;
      }
      pieces.add(piece);
      isOver = piece.isLast();
      toRing = List.copyOf(bells);
    }
    for (Mailbox<Boolean> bell : toRing) {
      bell.offer(true);
    }
  }

  /// Ends the flight without an answer; its followers have to start anew. Does nothing once it is
  /// over.
  void abandon() {
    List<Mailbox<Boolean>> toRing;
    synchronized (this) {
      if (isOver) {
        return;
      }
      isOver = true;
      isAbandoned = true;
      toRing = List.copyOf(bells);
    }
    for (Mailbox<Boolean> bell : toRing) {
      bell.offer(true);
    }
  }

  synchronized boolean isAbandoned() {
    return isAbandoned;
  }

  /// Rings `bell` at every later piece; false when the flight already has `maxFollowers`.
  synchronized boolean follow(Mailbox<Boolean> bell, int maxFollowers) {
    if (bells.size() >= maxFollowers) {
      return false;
    }
    bells.add(bell);
    return true;
  }

  synchronized void leave(Mailbox<Boolean> bell) {
    bells.remove(bell);
  }

  /// Piece `index` from 0, when it has been published.
  synchronized Optional<Delivery> piece(int index) {
    return index < pieces.size() ? Optional.of(pieces.get(index)) : Optional.empty();
  }

  synchronized boolean hasFollowers() {
    return !bells.isEmpty();
  }

  synchronized boolean isOver() {
    return isOver;
  }
}
