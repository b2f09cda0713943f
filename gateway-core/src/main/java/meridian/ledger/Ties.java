package meridian.ledger;

import java.util.Optional;

/// Where that which ties one region to the others stays when its process is gone.
///
/// What is given is kept in the order it is given, and after every line that any region of the same
/// storage added before. So what is found after a crash fits together: no region has heard more of
/// another than that one remembers, and whoever has heard of a move has booked it in.
public interface Ties {
  /// Keeps nothing.
  Ties NOWHERE =
      new Ties() {
        @Override
        public Optional<Duty> duty() {
          return Optional.empty();
        }

        @Override
        public void takesUp(Duty duty) {}

        @Override
        public long followed(String peer) {
          return 0;
        }

        @Override
        public void follows(String peer, long line) {}
      };

  /// What the region did last; empty when that never changed. Call before [#takesUp].
  Optional<Duty> duty();

  /// The region does this from now on. Returns at once.
  void takesUp(Duty duty);

  /// The number of the newest line of `peer`'s ledger that the region has followed, 0 before the
  /// first. Call before [#follows].
  long followed(String peer);

  /// The region has followed `peer`'s ledger up to this line. Returns at once.
  void follows(String peer, long line);
}
