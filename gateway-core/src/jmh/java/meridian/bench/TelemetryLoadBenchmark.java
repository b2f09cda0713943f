package meridian.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import meridian.live.telemetry.TelemetryLoop;
import meridian.live.time.SystemWorld;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Warmup;

/// 200,000 events a second for five seconds from four threads: fails when one is lost.
///
/// Run: `mvn -q -Pbench -Dbench.args="TelemetryLoad"`. The time it reports means nothing.
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(1)
public class TelemetryLoadBenchmark {
  private static final int THREADS = 4;
  private static final long EVENTS_PER_SECOND = 200_000;
  private static final long SECONDS = 5;

  @Benchmark
  public long twoHundredThousandASecondWithoutLoss() throws InterruptedException {
    try (SystemWorld world = new SystemWorld();
        TelemetryLoop loop =
            new TelemetryLoop(new TelemetryEvents(0).meter(world.nanos()), world)) {
      loop.start();
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        TelemetryEvents events = new TelemetryEvents(i);
        senders.add(Thread.ofPlatform().start(() -> send(events, world, loop)));
      }
      for (Thread sender : senders) {
        sender.join();
      }
      if (loop.droppedTotal() > 0) {
        throw new IllegalStateException("expected no loss, found " + loop.droppedTotal());
      }
      return loop.snapshot().eventsTotal();
    }
  }

  private static void send(TelemetryEvents events, SystemWorld world, TelemetryLoop loop) {
    long begun = world.nanos();
    long sent = 0;
    for (long gone = 0; gone < SECONDS * 1_000_000_000L; gone = world.nanos() - begun) {
      while (sent < gone * EVENTS_PER_SECOND / THREADS / 1_000_000_000L) {
        sent += events.request(begun + gone, loop::accept);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
