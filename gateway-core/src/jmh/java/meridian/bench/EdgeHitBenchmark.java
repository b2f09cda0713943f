package meridian.bench;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import meridian.ChatRequest;
import meridian.ProjectId;
import meridian.fingerprint.FingerprintMode;
import meridian.fingerprint.FingerprintResult;
import meridian.fingerprint.FingerprintScope;
import meridian.fingerprint.FingerprintSpec;
import meridian.fingerprint.Fingerprinter;
import meridian.wire.ChatRequests;
import meridian.wire.ChatRequests.Reading;
import meridian.wire.JsonReader;
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
/// Run: `mvn -q -Pbench -Dbench.args="EdgeHit -prof gc"`. The whole is to stay within 6 µs and 6
/// KiB.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class EdgeHitBenchmark {
  private static final int BODY_BYTES = 600;

  private final byte[] body = body();
  private final ChatRequest request = parse();
  private final Fingerprinter fingerprinter =
      Fingerprinter.of(FingerprintSpec.load(JsonReader::tryRead), FingerprintMode.FULL);
  private final ProjectId project = new ProjectId("demo");

  /// Bytes to a checked request.
  @Benchmark
  public ChatRequest parse() {
    return ((Reading.Accepted) ChatRequests.read(body)).request();
  }

  /// A checked request to its fingerprint: canonical form and SHA-256.
  @Benchmark
  public FingerprintResult fingerprint() {
    return fingerprinter.fingerprint(
        request, FingerprintScope.of(project, "openai", request.model()));
  }

  /// Both.
  @Benchmark
  public FingerprintResult parseAndFingerprint() {
    ChatRequest parsed = parse();
    return fingerprinter.fingerprint(
        parsed, FingerprintScope.of(project, "openai", parsed.model()));
  }

  private static byte[] body() {
    String start =
        """
        {"model":"gpt-4o-mini","messages":[{"role":"system","content":"You are the support assistant \
        of a travel agency. Answer briefly, in the language of the question."},{"role":"user",\
        "content":"Hello! I booked a flight from Singapore to Mumbai."},{"role":"assistant",\
        "content":"Happy to help. What would you like to know?"},{"role":"user","content":"\
        """;
    String end = "\"}],\"temperature\":0.2,\"max_tokens\":256,\"stream\":true}";
    String question = "May I change the date, and what does it cost? ".repeat(9);
    int room = BODY_BYTES - start.length() - end.length();
    return (start + question.substring(0, room) + end).getBytes(StandardCharsets.UTF_8);
  }
}
