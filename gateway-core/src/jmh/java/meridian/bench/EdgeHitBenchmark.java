package meridian.bench;

import java.util.concurrent.TimeUnit;
import meridian.ChatRequest;
import meridian.KeyText;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.kv.Kv;
import meridian.live.http.EdgeHit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What an edge hit computes, without the network, for a body of 600 bytes.
///
/// Run: `mvn -q -Pbench -Dbench.args="EdgeHit -prof gc -prof meridian.bench.CpuProfiler"`. The
/// whole ([#hit()]) is to stay within 6 µs and 6 KiB; the parts say where they go.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EdgeHitBenchmark {
  private final EdgeHit json = new EdgeHit(false);
  private final EdgeHit streamed = new EdgeHit(true);
  private final ChatRequest request = json.parse();

  /// The whole: headers and body in; authenticated, limited, parsed, fingerprinted, looked up,
  /// assembled; headers and JSON out.
  @Benchmark
  public long hit() {
    return json.serve();
  }

  /// The same, answered as server-sent events.
  @Benchmark
  public long hitAsStream() {
    return streamed.serve();
  }

  /// Part: form and digest of the key.
  @Benchmark
  public KeyText key() {
    return json.parseKey();
  }

  /// Part: bytes to a checked request.
  @Benchmark
  public ChatRequest parse() {
    return json.parse();
  }

  /// Part: a checked request to its canonical form and SHA-256.
  @Benchmark
  public CacheQuestion fingerprint() {
    return json.question(request);
  }

  /// Part: the KV look-up.
  @Benchmark
  public Kv.Look<CacheEntry> lookUp() {
    return json.lookUp();
  }

  /// Part that hits avoid: the stored answer written as JSON anew.
  @Benchmark
  public byte[] render() {
    return json.render();
  }
}
