package meridian.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.ProjectId;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceReaderTest {
  private static final long SECOND = 1_000_000_000L;

  private static Trace read(TraceFormat format, String... lines) throws TraceProblem {
    return TraceReader.read("trace", format, List.of(lines).iterator());
  }

  private static List<Planned> replay(Trace trace, TraceFormat format, double speed) {
    Traffic.Replay replay =
        new Traffic.Replay(
            "replay",
            "trace",
            format,
            speed,
            Map.of("SIN", 1.0),
            Map.of(Tenant.DEMO, 1.0),
            "gpt-4o-mini",
            0,
            8_000,
            Span.ALL);
    TrafficSource source = replay.source(new Dice(1), 10 * SECOND, (_, _) -> trace);
    List<Planned> all = new ArrayList<>();
    for (Optional<Planned> next = source.next(); next.isPresent(); next = source.next()) {
      all.add(next.get());
    }
    return all;
  }

  @Test
  void azure_lines_give_times_and_lengths() throws TraceProblem {
    Trace trace =
        read(
            TraceFormat.AZURE_LLM,
            "TIMESTAMP,ContextTokens,GeneratedTokens\r",
            "2023-11-16 18:15:46.6805900,374,44\r",
            "2023-11-16 18:15:50.9951690,1200,109");
    List<Planned> requests = replay(trace, TraceFormat.AZURE_LLM, 1);
    assertThat(requests).extracting(Planned::isRepeat).containsExactly(false, false);
    assertThat(requests.get(0).atNanos()).isEqualTo(10 * SECOND);
    assertThat(requests.get(1).atNanos()).isEqualTo(10 * SECOND + 4_314_579_000L);
    assertThat(requests.get(1).bodyJson().split(" ", -1).length * 1.3)
        .isCloseTo(1_200, within(60.0));
  }

  @Test
  void equal_hashes_are_equal_prompts_and_others_are_not() throws TraceProblem {
    Trace trace =
        read(
            TraceFormat.MOONCAKE,
            "{\"timestamp\":0,\"input_length\":600,\"output_length\":5,\"hash_ids\":[0,1]}",
            "{\"timestamp\":500,\"input_length\":600,\"output_length\":5,\"hash_ids\":[0,2]}",
            "",
            "{\"timestamp\":3000,\"input_length\":600,\"output_length\":9,\"hash_ids\":[0,1]}");
    List<Planned> requests = replay(trace, TraceFormat.MOONCAKE, 2);
    assertThat(requests).extracting(Planned::isRepeat).containsExactly(false, false, true);
    assertThat(requests.get(2).body()).isEqualTo(requests.get(0).body());
    assertThat(requests.get(1).body()).isNotEqualTo(requests.get(0).body());
    assertThat(requests.get(2).atNanos()).as("twice as fast").isEqualTo(11_500_000_000L);
  }

  @Test
  void plain_lines_say_who_asks_what_and_from_where() throws TraceProblem {
    Trace trace =
        read(
            TraceFormat.JSONL,
            "{\"at\":0.25,\"place\":\"FRA\",\"project\":\"alpha\",\"key\":2,\"prompt\":\"Hi\",\"stream\":true}",
            "{\"at\":1,\"body\":{\"model\":\"m\",\"messages\":[]}}",
            "{\"at\":1,\"prompt\":\"Hi\",\"project\":\"alpha\",\"key\":2}");
    List<Planned> requests = replay(trace, TraceFormat.JSONL, 1);
    assertThat(requests).extracting(Planned::place).containsExactly("FRA", "SIN", "SIN");
    assertThat(requests).extracting(Planned::tenant).containsExactly(1, 0, 1);
    assertThat(requests).extracting(Planned::isRepeat).containsExactly(false, false, true);
    assertThat(requests.get(0).bodyJson()).contains("\"Hi\"").endsWith("\"stream\":true}");
    assertThat(requests.get(1).bodyJson()).isEqualTo("{\"model\":\"m\",\"messages\":[]}");
    assertThat(trace.entries().get(0).tenant()).contains(new Tenant(new ProjectId("alpha"), 2));
  }

  @Test
  void csv_cells_may_be_quoted_and_empty() throws TraceProblem {
    Trace trace =
        read(TraceFormat.CSV, "prompt,at,place", "\"say \"\"a, b\"\"\",0,FRA", "plain,2.5,");
    assertThat(trace.entries().get(0).ask())
        .isEqualTo(new Trace.Ask.Worded("say \"a, b\"", Optional.empty(), Optional.empty()));
    assertThat(trace.entries().get(1).place()).isEmpty();
    assertThat(trace.entries().get(1).offsetNanos()).isEqualTo(2_500_000_000L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "AZURE_LLM|time,in,out|trace:1: expected the header TIMESTAMP,ContextTokens",
        "MOONCAKE|{\"timestamp\":0}|trace:1: expected a whole number of 1 or more as input_length",
        "MOONCAKE|[1]|trace:1: expected one JSON object",
        "JSONL|{\"at\":\"x\",\"prompt\":\"a\"}|trace:1: expected seconds from the beginning",
        "JSONL|{\"at\":1}|trace:1: expected either prompt or body, found neither",
        "JSONL|{\"at\":1,\"promt\":\"a\"}|trace:1: expected fields of at, place",
        "JSONL|{\"at\":1,\"prompt\":\"a\",\"place\":\"here\"}|expected the code of a place",
        "JSONL|{\"at\":1,\"body\":\"{\"}|trace:1: expected one JSON object",
        "JSONL|{\"at\":1,\"prompt\":{}}|expected a single value as prompt",
        "CSV|at,prompt|trace:1: expected at least one request, found none",
        "CSV|at,\"open|trace:1: expected every quoted cell to end on its line",
      })
  void a_bad_line_is_named_with_what_was_expected(TraceFormat format, String line, String problem) {
    assertThatThrownBy(() -> read(format, line))
        .isInstanceOf(TraceProblem.class)
        .hasMessageContaining(problem);
  }

  @Test
  void a_bad_line_further_down_is_named_by_its_number() {
    assertThatThrownBy(() ->
            read(
                TraceFormat.AZURE_LLM,
                "TIMESTAMP,ContextTokens,GeneratedTokens",
                "2023-11-16 18:15:46.6805900,374,44",
                "2023-11-16 18:15:47.6805900,many,44"))
        .hasMessageStartingWith("trace:3: expected a whole number of 1 or more as ContextTokens")
        .hasMessageContaining("found 'many'");
    assertThatThrownBy(() ->
            read(TraceFormat.JSONL, "{\"at\":2,\"prompt\":\"a\"}", "{\"at\":1.5,\"prompt\":\"b\"}"))
        .hasMessageStartingWith("trace:2: expected times that never go back");
    assertThatThrownBy(() -> read(TraceFormat.CSV, "at,prompt", "1,a,b"))
        .hasMessageStartingWith("trace:2: expected 2 cells as in the header, found 3");
  }

  @Test
  void a_problem_repeats_no_prompt() {
    assertThatThrownBy(
            () -> read(TraceFormat.JSONL, "{\"at\":1,\"prompt\":\"secret words\",\"body\":\"{}\"}"))
        .hasMessageContaining("found both")
        .hasMessageNotContaining("secret");
  }

  /// A published trace in the folder that the environment names; the traces are not part of this
  /// project.
  private static Path downloaded(String name) {
    String folder = System.getenv("MERIDIAN_TRACES");
    assumeTrue(folder != null, "skipped: MERIDIAN_TRACES names no folder with traces");
    Path file = Path.of(folder, name);
    assumeTrue(Files.exists(file), "skipped: there is no " + file);
    return file;
  }

  @Test
  void the_mooncake_trace_repeats_as_counted() throws Exception {
    Path file = downloaded("mooncake_conversation.jsonl");
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      Trace trace = TraceReader.read("mooncake", TraceFormat.MOONCAKE, lines.iterator());
      List<Planned> requests = replay(trace, TraceFormat.MOONCAKE, 1);
      assertThat(requests).hasSize(12_031);
      assertThat(requests.stream().filter(Planned::isRepeat)).hasSize(118);
    }
  }

  @Test
  void the_azure_trace_is_read_to_its_end() throws Exception {
    Path file = downloaded("AzureLLMInferenceTrace_conv.csv");
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      Trace trace = TraceReader.read("azure", TraceFormat.AZURE_LLM, lines.iterator());
      assertThat(trace.entries()).hasSize(19_366);
      assertThat(trace.entries().getLast().offsetNanos() / SECOND).isEqualTo(3_501);
    }
  }
}
