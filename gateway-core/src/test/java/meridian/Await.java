package meridian;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits in tests for what other threads do: the only place where a test lets time pass to see
/// whether something has become true.
public final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private Await() {}

  /// Returns as soon as `claim` holds; after twenty seconds the test fails with `what`.
  public static void until(String what, BooleanSupplier claim) {
    until(what, PATIENCE, claim);
  }

  /// Returns as soon as `claim` holds; after `patience` the test fails with `what`.
  public static void until(String what, Duration patience, BooleanSupplier claim) {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (!claim.getAsBoolean()) {
      if (System.nanoTime() - giveUp > 0 || Thread.currentThread().isInterrupted()) {
        throw new AssertionError(
            "expected within " + patience.toSeconds() + " s: " + what + "; it did not come true");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
