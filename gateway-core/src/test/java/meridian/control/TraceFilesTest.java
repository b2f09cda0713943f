package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;
import meridian.scenario.Span;
import meridian.scenario.Tenant;
import meridian.scenario.TraceFormat;
import meridian.scenario.TraceProblem;
import meridian.scenario.Traffic;
import meridian.telemetry.RequestPath;
import meridian.time.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceFilesTest {
  private static final String MOONCAKE =
      """
      {"timestamp":0,"input_length":60,"output_length":5,"hash_ids":[0]}
      {"timestamp":60000,"input_length":90,"output_length":5,"hash_ids":[1]}
      {"timestamp":120000,"input_length":60,"output_length":5,"hash_ids":[0]}
      """;

  @TempDir private Path folder;

  private static Scenario replaying(String file, TraceFormat format) {
    Traffic.Replay replay =
        new Traffic.Replay(
            "recorded",
            file,
            format,
            1,
            Map.of("SIN", 1.0),
            Map.of(Tenant.DEMO, 1.0),
            "gpt-4o-mini",
            0,
            8_000,
            Span.ALL);
    return new Scenario(
        "replay",
        "A replay",
        "",
        new Setup("prism-mumbai", List.of()),
        Scenario.MONDAY,
        Duration.ofMinutes(10),
        List.of(replay),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void a_recorded_trace_is_replayed_against_the_gateway_and_its_repeats_hit() throws Exception {
    Files.writeString(folder.resolve("trace.jsonl"), MOONCAKE);
    Scenario scenario = replaying("trace.jsonl", TraceFormat.MOONCAKE);
    RunReport report =
        new Simulation(
                SimulatedRun.config("prism-mumbai"),
                SimulatedRun.ATLAS,
                scenario,
                TraceFiles.read(scenario, folder),
                1,
                Pace.UNBOUND,
                Simulation.Spectator.NONE)
            .run(Long.MAX_VALUE);
    assertThat(report.requests()).isEqualTo(3);
    assertThat(report.figures().all().count(RequestPath.MISS)).isEqualTo(2);
    assertThat(report.figures().all().count(RequestPath.EDGE_HIT)).isEqualTo(1);
  }

  @Test
  void a_missing_file_and_a_file_that_is_no_text_say_what_to_do() throws IOException {
    assertThatThrownBy(
            () -> TraceFiles.read(replaying("nowhere.csv", TraceFormat.AZURE_LLM), folder))
        .isInstanceOf(TraceProblem.class)
        .hasMessageContaining("nowhere.csv: expected a recorded trace, found no file");
    Files.write(folder.resolve("bytes.csv"), new byte[] {(byte) 0xC3, 0x28, '\n'});
    assertThatThrownBy(() -> TraceFiles.read(replaying("bytes.csv", TraceFormat.AZURE_LLM), folder))
        .isInstanceOf(TraceProblem.class)
        .hasMessageContaining("bytes.csv: expected UTF-8");
    Files.writeString(
        folder.resolve("bad.csv"), "TIMESTAMP,ContextTokens\n", StandardCharsets.UTF_8);
    assertThatThrownBy(() -> TraceFiles.read(replaying("bad.csv", TraceFormat.AZURE_LLM), folder))
        .isInstanceOf(TraceProblem.class)
        .hasMessageContaining("bad.csv:1: expected the header");
  }
}
