package meridian.contract;

import meridian.time.Tasks;
import meridian.time.WorldClock;

/// One world under test, as one of its tasks sees it.
///
/// It stops when the task that runs the test body ends: what a stopped world does is seen after
/// that, from the tasks it leaves behind.
///
/// @param clock the world's clock
/// @param tasks what starts work in it
/// @param room how many tasks may run at once beside the test body
public record World(WorldClock clock, Tasks tasks, int room) {
  /// A test body that runs inside a world, as a task of it.
  @FunctionalInterface
  public interface Body {
    /// Tests something.
    void run(World world);
  }
}
