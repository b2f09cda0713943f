package meridian.live.process;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Being told to stop, by SIGTERM, SIGINT or the end of the terminal.
public final class StopSignal {
  private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);

  private StopSignal() {}

  /// Waits until the process is told to stop, runs `close`, and ends the process with code 0: the
  /// JVM's own code would be 143, which supervisors take for a crash. Never returns otherwise.
  ///
  /// @param close must end within some seconds; what it throws is logged and ends with code 1
  public static void awaitThen(Runnable close) {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(run(close)), "stop"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int run(Runnable close) {
    try {
      close.run();
      return 0;
    } catch (RuntimeException e) {
      LOG.error("expected to stop cleanly, found a failure; report it", e);
      return 1;
    }
  }
}
