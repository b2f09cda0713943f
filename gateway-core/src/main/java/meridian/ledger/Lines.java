package meridian.ledger;

import java.util.function.Consumer;
import meridian.Booking;

/// Where the lines of one region's ledger stay when its process is gone.
public interface Lines {
  /// Keeps nothing: a ledger on it lives as long as its process.
  Lines NOWHERE =
      new Lines() {
        @Override
        public void replay(Consumer<Booking> each) {}

        @Override
        public void requireUp() {}

        @Override
        public void add(Booking line) {}

        @Override
        public void sync() {}
      };

  /// Hands every line that was kept to `each`, in the order of their numbers. Call before [#add].
  void replay(Consumer<Booking> each);

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
