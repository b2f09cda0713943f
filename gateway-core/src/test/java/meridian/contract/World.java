package meridian.contract;

import meridian.time.Tasks;
import meridian.time.WorldClock;

/// One world under test: its clock and its tasks.
///
/// @param clock the world's clock
/// @param tasks what starts work in it
public record World(WorldClock clock, Tasks tasks) {
  /// A test body that runs inside a world, as a task of it.
  @FunctionalInterface
  public interface Body {
    /// Tests something.
    void run(World world);
  }
}
