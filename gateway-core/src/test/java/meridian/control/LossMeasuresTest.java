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

/// What a promotion loses and what naive quotas overspend decide over a scenario.
final class LossMeasuresTest {
  private static final String STANDBY =
      """
      title: A test
      description: A primary is lost.
      config: standby
      set: ["pops=[SIN, IAD]", replication.every=10s]
      duration: 4m
      traffic:
        - name: people
          generated: {requestsPerSecond: 2, places: {SIN: 1, IAD: 1}, repeats: {share: 0.2}, streams: 0}
      faults:
        - {at: 2m, for: 2m, crash: origin:ap-south-1}
      """;
  private static final String REGIONS =
      """
      title: A test
      description: Three regions spend one balance.
      config: active-active
      set: ["pops=[SIN, IAD, FRA]", projects.demo.balance=$0.01, replication.quota=%s]
      duration: 3m
      traffic:
        - name: people
          generated: {requestsPerSecond: 3, places: {SIN: 1, IAD: 1, FRA: 1}, repeats: {share: 0.1}, streams: 0}
      """;

  @TempDir Path folder;

  private CommandRun play(String story) throws IOException {
    Path file = folder.resolve("story.yaml");
    Files.writeString(file, story);
    return CommandRun.of("simulate", file.toString(), "--json");
  }

  /// Each expectation's figure and whether it is met: `met 3.0`.
  private List<String> judged(String story) throws IOException {
    byte[] out = play(story).out().strip().getBytes(StandardCharsets.UTF_8);
    return ((Json.Obj) JsonReader.tryRead(out).orElseThrow())
        .items("expectations").stream().map(each -> judged((Json.Obj) each)).toList();
  }

  private static String judged(Json.Obj expectation) {
    Json found = expectation.get("found").orElseThrow();
    return (expectation.isTrue("isMet") ? "met " : "not met ")
        + (found instanceof Json.Num number ? Double.parseDouble(number.text()) : "nothing");
  }

  @Test
  void a_promotion_without_its_lag_s_bookings_fails_a_scenario_that_allows_no_loss()
      throws IOException {
    List<String> judged =
        judged(
            STANDBY
                + """
                actions:
                  - {at: 130s, promoteStandby: {}}
                hypothesis:
                  - {measure: bookings_lost, atMost: 0}
                  - {measure: bookings_lost, atLeast: 2, project: demo}
                  - {measure: bookings_lost, atMost: 0, until: 2m}
                """);
    assertThat(judged.get(0)).startsWith("not met ").isNotEqualTo("not met nothing");
    assertThat(judged.get(1)).isEqualTo(judged.get(0).substring("not ".length()));
    assertThat(judged.get(2)).isEqualTo("met 0.0");
  }

  @Test
  void a_primary_from_which_nobody_takes_over_loses_no_booking() throws IOException {
    assertThat(judged(STANDBY + "hypothesis:\n  - {measure: bookings_lost, atMost: 0}\n"))
        .containsExactly("met 0.0");
  }

  @Test
  void naive_quotas_overspend_a_balance_and_escrow_does_not() throws IOException {
    String hypothesis = "hypothesis:\n  - {measure: overspent, atMost: $0}\n";
    List<String> naive = judged(REGIONS.formatted("naive") + hypothesis);
    assertThat(naive).hasSize(1).first().asString().startsWith("not met ");
    assertThat(Double.parseDouble(naive.getFirst().substring("not met ".length())))
        .isBetween(0.005, 0.02);
    assertThat(judged(REGIONS.formatted("escrow") + hypothesis)).containsExactly("met 0.0");
  }

  @Test
  void overspending_stops_a_run_that_has_seen_enough() throws IOException {
    String stop = "stop:\n  - {measure: overspent, atMost: $0, over: 1m}\n";
    CommandRun run = play(REGIONS.formatted("naive") + stop);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("overspent at most $0.000000");
  }

  @Test
  void what_a_ledger_loses_cannot_be_asked_of_one_point_of_presence() throws IOException {
    CommandRun run =
        play(STANDBY + "hypothesis:\n  - {measure: bookings_lost, atMost: 0, pops: [SIN]}\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("hypothesis[0].pops").contains("bookings lost");
  }
}
