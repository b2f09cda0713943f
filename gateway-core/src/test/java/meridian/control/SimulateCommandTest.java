package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.Json;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateCommandTest {
  @TempDir Path folder = Path.of("");

  @Test
  void a_built_in_scenario_says_what_came_of_it_as_json() {
    CommandRun run =
        CommandRun.of("simulate", "benchmark", "--requests", "300", "--seed", "3", "--json");
    Json.Obj result = object(run.out());
    assertThat(result.number("requests", 0)).isEqualTo(300);
    assertThat(result.text("traceHash").orElse("")).matches("[0-9a-f]{16}");
    for (String name :
        List.of("requestsPerSecond", "wallSeconds", "hitRate", "byPath", "pops", "expectations")) {
      assertThat(result.has(name)).as(name).isTrue();
    }
  }

  @Test
  void the_same_seed_gives_the_same_hash_and_another_seed_another() {
    String first = hash("3");
    assertThat(hash("3")).isEqualTo(first);
    assertThat(hash("4")).isNotEqualTo(first);
  }

  private static String hash(String seed) {
    CommandRun run =
        CommandRun.of("simulate", "benchmark", "--requests", "100", "--seed", seed, "--json");
    return object(run.out()).text("traceHash").orElse("none");
  }

  @Test
  void the_trace_holds_every_finished_request() throws Exception {
    Path file = folder.resolve("trace.jsonl");
    CommandRun.of("simulate", "benchmark", "--requests", "50", "--trace", file.toString());
    List<String> lines = Files.readAllLines(file);
    assertThat(lines)
        .hasSize(50)
        .allSatisfy(line -> assertThat(object(line).has("stages")).isTrue());
  }

  @Test
  void an_unknown_scenario_is_refused_with_those_there_are() {
    CommandRun run = CommandRun.of("simulate", "no-such");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("calm-day").contains("no-such");
  }

  @Test
  void another_pattern_is_one_option() {
    CommandRun run =
        CommandRun.of("simulate", "benchmark", "--requests", "50", "--pattern", "1", "--json");
    assertThat(object(run.out()).text("pattern")).contains("1");
  }

  @Test
  void a_pattern_that_there_is_not_is_refused_with_those_there_are() {
    CommandRun run = CommandRun.of("simulate", "benchmark", "--pattern", "7");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("[1, 2, 2.5, 3]").contains("'7'");
  }

  @Test
  void the_list_of_scenarios_can_be_read_by_a_machine() {
    assertThat(CommandRun.of("simulate", "list", "--json").out())
        .startsWith("[{\"name\":\"calm-day\",\"title\":\"A calm day\"}");
  }

  @Test
  void what_nothing_was_measured_of_is_a_dash_and_no_zero() {
    String text = CommandRun.of("simulate", "benchmark", "--duration", "2s").out();
    assertThat(text).contains("–").doesNotContain(" 0.0 ms");
  }

  @Test
  void a_duration_without_a_unit_is_refused() {
    CommandRun run = CommandRun.of("simulate", "benchmark", "--duration", "30");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("30m");
  }

  @Test
  void no_requests_at_all_are_refused() {
    CommandRun run = CommandRun.of("simulate", "benchmark", "--requests", "0");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--requests: expected 1 or more, found 0");
  }

  private static Json.Obj object(String line) {
    return (Json.Obj)
        JsonReader.tryRead(line.strip().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }
}
