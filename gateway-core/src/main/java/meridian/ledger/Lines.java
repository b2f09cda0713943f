package meridian.ledger;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import meridian.Booking;

/// Where the lines of one region's ledger stay when its process is gone.
public interface Lines {
  /// Keeps nothing: a ledger on it lives as long as its process.
  Lines NOWHERE =
      new Lines() {
        @Override
        public Optional<Checkpoint> checkpoint() {
          return Optional.empty();
        }

        @Override
        public void replay(long afterNumber, Consumer<Booking> each) {}

        @Override
        public void keep(Supplier<Checkpoint> checkpoint) {}

        @Override
        public void requireUp() {}

        @Override
        public void add(Booking line) {}

        @Override
        public void sync() {}
      };

  /// What the lines up to one of them come to, the newest that was kept.
  Optional<Checkpoint> checkpoint();

  /// Hands every line with a number above `afterNumber` to `each`, in the order of their numbers.
  /// Call before [#add].
  void replay(long afterNumber, Consumer<Booking> each);

  /// Takes what the lines taken so far come to, if it wants it: it asks at once or not at all.
  /// Whether it is kept changes nothing but how long a start takes.
  void keep(Supplier<Checkpoint> checkpoint);

  /// Returns if lines are being kept.
  ///
  /// @throws StorageDown when the store has not kept any for a while: no new promise may be made
  void requireUp();

  /// Takes `line`, which follows the line taken before, and returns at once.
  void add(Booking line);

  /// Returns when every line taken so far is kept for good.
  ///
  /// @throws StorageDown when that takes longer than anybody should wait; the lines are still tried
  void sync();
}
