package meridian.bench;

import java.util.concurrent.TimeUnit;
import meridian.telemetry.Event;
import meridian.telemetry.Meter;
import meridian.telemetry.PrometheusText;
import meridian.telemetry.Snapshot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What telemetry costs a gateway of 35 PoPs at 500 requests a second.
///
/// Run: `mvn -q -Pbench -Dbench.args="MeterBenchmark -prof gc"`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class MeterBenchmark {
  private static final long START = 1_000_000_000_000L;
  private static final long TENTH = 100_000_000L;

  private final TelemetryEvents events = new TelemetryEvents(1);
  private final Meter meter = events.meter(START);
  private long now = START;

  @Setup(Level.Trial)
  public void fillWindow() {
    for (int tenth = 0; tenth < 700; tenth++) {
      tenthOfASecond();
    }
  }

  private void tenthOfASecond() {
    now += TENTH;
    for (int i = 0; i < 50; i++) {
      events.request(now, meter::record);
    }
  }

  /// A tenth of a second of events (about 270) and the snapshot after it: the whole cost, events
  /// made included.
  @Benchmark
  public Snapshot tenthOfASecondAndItsSnapshot() {
    tenthOfASecond();
    return meter.snapshot(now, 0);
  }

  /// The snapshot when one request has finished since the last.
  @Benchmark
  public Snapshot oneRequestAndASnapshot() {
    now += TENTH;
    events.request(now, (Event event) -> meter.record(event));
    return meter.snapshot(now, 0);
  }

  /// The copy and the text that one scrape of `/metrics` takes.
  @Benchmark
  public String scrape() {
    return PrometheusText.of(meter.totals(0));
  }
}
