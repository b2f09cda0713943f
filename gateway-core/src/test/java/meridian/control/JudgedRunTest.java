package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.Json;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A scenario is stopped by its stop conditions, judged by alarms, and changes settings as it runs.
final class JudgedRunTest {
  private static final String TRAFFIC =
      """
      title: A test
      description: A few minutes of people in two cities.
      config: prism-mumbai
      set: ["pops=[SIN, BOM, FRA]", edge.requestDeadline=15s]
      duration: 10m
      traffic:
        - name: people
          generated: {requestsPerSecond: 1, places: {SIN: 1, FRA: 1}, repeats: {share: 0.3}, streams: 0}
      """;

  @TempDir Path folder;

  private CommandRun play(String more, String... options) throws IOException {
    Path file = folder.resolve("story.yaml");
    Files.writeString(file, TRAFFIC + more);
    String[] arguments = new String[2 + options.length];
    arguments[0] = "simulate";
    arguments[1] = file.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return CommandRun.of(arguments);
  }

  private Json.Obj json(String more) throws IOException {
    String out = play(more, "--json").out();
    return (Json.Obj)
        JsonReader.tryRead(out.strip().getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static double seconds(Json.Obj object, String name) {
    return object
        .get(name)
        .map(value -> Double.parseDouble(((Json.Num) value).text()))
        .orElseThrow();
  }

  private static final String OUTAGE =
      """
      faults:
        - {at: 4m, for: 6m, providerRegionOut: us-east-1}
        - {at: 4m, for: 6m, linkCut: {from: FRA, to: BOM, both: true}}
        - {at: 4m, for: 6m, linkCut: {from: SIN, to: BOM, both: true}}
      """;

  @Test
  void a_run_that_breaks_a_stop_condition_ends_early_and_fails() throws IOException {
    String story = OUTAGE + "stop:\n  - {measure: availability, atLeast: 50%, over: 1m}\n";
    Json.Obj result = json(story);
    Json.Obj stopped = result.object("stopped").orElseThrow();
    assertThat(stopped.text("condition")).contains("availability at least 50.00 % over 1m");
    assertThat(seconds(stopped, "found")).isLessThan(0.5);
    assertThat(seconds(stopped, "afterSeconds")).isBetween(240.0, 345.0);
    assertThat(result.number("requests", 0)).isBetween(240L, 400L);
    assertThat(result.isTrue("isPassed")).isFalse();
  }

  @Test
  void people_read_why_a_run_was_stopped_and_scripts_by_its_exit_code() throws IOException {
    CommandRun run = play(OUTAGE + "stop:\n  - {measure: availability, atLeast: 50%, over: 1m}\n");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("STOPPED after ").contains("availability at least 50.00 %");
  }

  @Test
  void a_stop_condition_that_holds_stops_nothing() throws IOException {
    Json.Obj result = json("stop:\n  - {measure: availability, atLeast: 99%, over: 1m}\n");
    assertThat(result.get("stopped")).contains(Json.Null.NULL);
    assertThat(result.number("requests", 0)).isGreaterThan(500);
    assertThat(result.isTrue("isPassed")).isTrue();
  }

  @Test
  void a_stop_condition_is_not_looked_at_before_its_window_is_full() throws IOException {
    Json.Obj result = json("stop:\n  - {measure: requests, atLeast: 100000, over: 5m}\n");
    assertThat(seconds(result.object("stopped").orElseThrow(), "afterSeconds")).isEqualTo(300);
  }

  private static final String SKEW =
      """
      faults:
        - {at: 3m, for: 2m, fingerprintSkew: FRA}
      hypothesis:
      """;

  @Test
  void an_alarm_is_expected_in_the_part_of_the_run_in_which_it_is_raised() throws IOException {
    Json.Obj result =
        json(
            SKEW
                + """
                  - {alarm: fingerprint_mismatch, from: 3m, until: 6m}
                  - {alarm: fingerprint_mismatch, raised: false, until: 3m}
                  - {alarm: fingerprint_mismatch, raised: false, from: 7m}
                  - {alarm: overspent, raised: false}
                """);
    assertThat(result.items("expectations"))
        .hasSize(4)
        .allSatisfy(each -> assertThat(((Json.Obj) each).isTrue("isMet")).isTrue());
    assertThat(result.items("alarms"))
        .anySatisfy(
            each -> assertThat(((Json.Obj) each).text("alarm")).contains("fingerprint_mismatch"));
  }

  @Test
  void an_alarm_at_another_time_or_none_at_all_fails_the_run() throws IOException {
    Json.Obj result =
        json(
            SKEW
                + """
                  - {alarm: fingerprint_mismatch, from: 7m}
                  - {alarm: fingerprint_mismatch, raised: false, from: 4m, until: 5m}
                  - {alarm: overspent}
                """);
    assertThat(result.items("expectations"))
        .hasSize(3)
        .allSatisfy(each -> assertThat(((Json.Obj) each).isTrue("isMet")).isFalse());
    assertThat(result.isTrue("isPassed")).isFalse();
  }

  @Test
  void an_unknown_alarm_is_refused_with_those_there_are() throws IOException {
    CommandRun run = play("hypothesis:\n  - {alarm: kv_propagaton}\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("hypothesis[0].alarm").contains("kv_propagation");
  }

  @Test
  void an_alarm_of_some_pops_is_refused() throws IOException {
    CommandRun run = play("hypothesis:\n  - {alarm: cold_starts, pops: [FRA]}\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("hypothesis[0].pops").contains("remove it");
  }

  @Test
  void a_limit_that_is_set_while_it_runs_holds_from_then_on() throws IOException {
    Path trace = folder.resolve("trace.jsonl");
    play(
        """
        actions:
          - {at: 5m, set: edge.requestsPerSecond=0.1}
          - {at: 5m, set: edge.burst=1}
        """,
        "--trace",
        trace.toString());
    List<String> lines = Files.readAllLines(trace);
    int half = lines.size() / 2;
    assertThat(lines.subList(0, half - 20)).noneMatch(line -> line.contains("\"status\":429"));
    assertThat(lines.subList(half + 20, lines.size()))
        .filteredOn(line -> line.contains("\"status\":429"))
        .hasSizeGreaterThan(half / 2);
  }

  @Test
  void what_is_set_later_leaves_what_was_set_before() throws IOException {
    Path trace = folder.resolve("trace.jsonl");
    play(
        """
        actions:
          - {at: 2m, set: edge.requestsPerSecond=0.1}
          - {at: 2m, set: edge.burst=1}
          - {at: 5m, set: budget.total=90ms}
        """,
        "--trace",
        trace.toString());
    List<String> lines = Files.readAllLines(trace);
    assertThat(lines.subList(lines.size() * 6 / 10, lines.size()))
        .filteredOn(line -> line.contains("\"status\":429"))
        .isNotEmpty();
  }

  @Test
  void a_field_that_needs_a_restart_cannot_be_set_while_it_runs() throws IOException {
    CommandRun run = play("actions:\n  - {at: 5m, set: kv.model=pull}\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("kv.model").contains("edge.burst").contains("projects");
  }

  @Test
  void a_value_that_cannot_be_is_refused_before_the_run() throws IOException {
    CommandRun run = play("actions:\n  - {at: 5m, set: edge.burst=many}\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("edge.burst").contains("found").contains("many");
    assertThat(run.out()).isEmpty();
  }
}
