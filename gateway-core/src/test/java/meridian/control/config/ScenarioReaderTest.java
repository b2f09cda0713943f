package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.PopId;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.scenario.Bound;
import meridian.scenario.Expectation;
import meridian.scenario.Fault;
import meridian.scenario.Incident;
import meridian.scenario.Measure;
import meridian.scenario.OperatorAction;
import meridian.scenario.Reach;
import meridian.scenario.Scenario;
import meridian.scenario.Slice;
import meridian.scenario.Span;
import meridian.scenario.Step;
import meridian.scenario.StopCondition;
import meridian.scenario.Tenant;
import meridian.scenario.TraceFormat;
import meridian.scenario.Traffic;
import org.junit.jupiter.api.Test;

final class ScenarioReaderTest {
  private static final ScenarioReader READER = new ScenarioReader(Atlas.load());

  /// The least that a scenario must say; six lines.
  private static final String LEAST =
      """
      title: Least
      description: What must be there.
      duration: 1h
      traffic:
        - name: people
          generated: {requestsPerSecond: 1}
      """;

  private static Scenario valid(String text, String... sets) {
    ScenarioReader.Result result = READER.read(Path.of("least.yaml"), text, List.of(sets));
    if (result instanceof ScenarioReader.Result.Invalid invalid) {
      throw new AssertionError("expected a valid scenario, found " + invalid.problems());
    }
    return ((ScenarioReader.Result.Valid) result).scenario();
  }

  private static String problem(String text, String... sets) {
    ScenarioReader.Result result = READER.read(Path.of("least.yaml"), text, List.of(sets));
    assertThat(result).isInstanceOf(ScenarioReader.Result.Invalid.class);
    List<String> problems = ((ScenarioReader.Result.Invalid) result).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  private static List<Fault> faults(String... entries) {
    StringBuilder text = new StringBuilder(LEAST).append("faults:\n");
    for (String entry : entries) {
      text.append("  - {at: 1m, ").append(entry).append("}\n");
    }
    return valid(text.toString()).incidents().stream().map(Incident::fault).toList();
  }

  @Test
  void what_is_not_said_has_defaults() {
    Scenario scenario = valid(LEAST);
    assertThat(scenario.name()).isEqualTo("least");
    assertThat(scenario.setup().config()).isEqualTo("prism-mumbai");
    assertThat(scenario.start()).isEqualTo(Scenario.MONDAY);
    assertThat(scenario.incidents()).isEmpty();
    Traffic.Generated people = (Traffic.Generated) scenario.traffic().getFirst();
    assertThat(people.during()).isEqualTo(Span.ALL);
    assertThat(people.plan().sharesByPlace()).hasSize(42);
    assertThat(people.plan().sharesByTenant()).containsOnlyKeys(Tenant.DEMO);
    assertThat(people.plan().repeats().share()).isEqualTo(0.01);
  }

  @Test
  void every_fault_can_be_written() {
    assertThat(
            faults(
                "for: 1m, linkDelay: {from: SIN, to: BOM, extra: 50ms}",
                "for: 1m, linkJitter: {from: SIN, to: BOM, mean: 5ms}",
                "for: 1m, linkLoss: {from: SIN, to: BOM, loss: 0.02}",
                "for: 1m, linkCut: {from: SIN, to: BOM, both: true}",
                "for: 1m, crash: pop:SIN",
                "for: 1m, kvLag: {lag: 30m}",
                "for: 1m, kvErrors: {at: [SIN, FRA], reads: 0.5}",
                "for: 1m, kvDead: {}",
                "for: 1m, providerSlow: {target: openai/us-east-1, factor: 4}",
                "for: 1m, providerRateLimited: {target: openai/us-east-1, retryAfter: 2s}",
                "for: 1m, providerErrors: {target: openai/us-east-1, share: 0.3}",
                "for: 1m, providerRegionOut: us-east-1",
                "for: 1m, providerHangs: {target: openai/us-east-1}",
                "for: 1m, providerTruncates: {target: openai/us-east-1}",
                "coldStart: SIN",
                "keyTableEviction: SIN",
                "for: 1m, fingerprintSkew: SIN",
                "for: 1m, clockDrift: {node: pop:SIN, behind: 3s, ppm: 50}",
                "for: 1m, originOverload: {node: origin:ap-south-1, extra: 20ms, concurrency: 4}"))
        .containsExactly(
            new Fault.LinkDelayed("SIN", "BOM", Duration.ofMillis(50)),
            new Fault.LinkJittery("SIN", "BOM", Duration.ofMillis(5)),
            new Fault.LinkLossy("SIN", "BOM", 0.02),
            new Fault.LinkCut("SIN", "BOM"),
            new Fault.LinkCut("BOM", "SIN"),
            new Fault.NodeCrashed("pop:SIN"),
            new Fault.KvLagging(Reach.EVERYWHERE, Duration.ofMinutes(30)),
            new Fault.KvFailing(Reach.of("SIN", "FRA"), 0.5, 0),
            new Fault.KvDead(Reach.EVERYWHERE),
            new Fault.ProviderSlow("openai/us-east-1", 4),
            new Fault.ProviderRateLimited("openai/us-east-1", 1, Duration.ofSeconds(2)),
            new Fault.ProviderFailing("openai/us-east-1", 0.3),
            new Fault.ProviderRegionOut("us-east-1"),
            new Fault.ProviderHanging("openai/us-east-1", 1),
            new Fault.ProviderTruncating("openai/us-east-1", 1),
            new Fault.ColdStart(new PopId("SIN")),
            new Fault.KeyTableEvicted(new PopId("SIN")),
            new Fault.FingerprintSkewed(new PopId("SIN")),
            new Fault.ClockDrifting("pop:SIN", Duration.ofSeconds(-3), 50),
            new Fault.OriginOverloaded("origin:ap-south-1", Duration.ofMillis(20), 4));
  }

  @Test
  void every_action_can_be_written() {
    Scenario scenario =
        valid(
            LEAST
                + """
                actions:
                  - {at: 1m, revokeKey: {project: demo, key: 1}}
                  - {at: 2m, createKey: {project: demo, key: 2}}
                  - {at: 3m, purge: {}}
                  - {at: 4m, promoteStandby: {}}
                  - {at: 5m, stalePolicy: {project: demo, stale: refuse}}
                  - {at: 6m, keepWarm: {pops: [SIN], every: 5m}}
                  - {at: 7m, stopKeepWarm: {}}
                  - {at: 8m, capKvWrites: 1000}
                  - {at: 9m, set: "edge.burst=10"}
                """);
    ProjectId demo = new ProjectId("demo");
    assertThat(scenario.steps())
        .extracting(Step::action)
        .containsExactly(
            new OperatorAction.RevokeKey(new Tenant(demo, 1)),
            new OperatorAction.CreateKey(new Tenant(demo, 2)),
            new OperatorAction.PurgeCaches(),
            new OperatorAction.PromoteStandby(),
            new OperatorAction.ChangeStalePolicy(demo, false),
            new OperatorAction.StartKeepWarm(List.of(new PopId("SIN")), Duration.ofMinutes(5)),
            new OperatorAction.StopKeepWarm(),
            new OperatorAction.CapKvWrites(1_000),
            new OperatorAction.Reconfigure("edge.burst", "10"));
  }

  @Test
  void expectations_carry_their_units() {
    Scenario scenario =
        valid(
            LEAST
                + """
                steadyState:
                  - {measure: availability, atLeast: 99.5%, until: 10m}
                hypothesis:
                  - {measure: first_token_p95, atMost: 250ms, pops: [SIN], project: demo, way: edge_hit}
                  - {measure: overspent, atMost: $0.5}
                  - {measure: provider_calls, atMost: 12}
                  - {alarm: kv_propagation, raised: false, from: 5m}
                stop:
                  - {measure: availability, atLeast: 10%, over: 5m}
                """);
    assertThat(scenario.steadyState())
        .containsExactly(
            new Expectation.Figure(
                Measure.AVAILABILITY,
                new Bound.AtLeast(0.995),
                new Span(Duration.ZERO, Duration.ofMinutes(10)),
                Slice.ALL));
    assertThat(scenario.hypothesis())
        .containsExactly(
            new Expectation.Figure(
                Measure.FIRST_TOKEN_P95,
                new Bound.AtMost(0.25),
                Span.ALL,
                new Slice(
                    List.of(new PopId("SIN")),
                    Optional.of(new ProjectId("demo")),
                    Optional.of(Slice.Way.EDGE_HIT))),
            new Expectation.Figure(Measure.OVERSPENT, new Bound.AtMost(0.5), Span.ALL, Slice.ALL),
            new Expectation.Figure(
                Measure.PROVIDER_CALLS, new Bound.AtMost(12), Span.ALL, Slice.ALL),
            new Expectation.Alarm(
                "kv_propagation", false, new Span(Duration.ofMinutes(5), Span.END)));
    assertThat(scenario.stops())
        .containsExactly(
            new StopCondition(Measure.AVAILABILITY, new Bound.AtLeast(0.1), Duration.ofMinutes(5)));
  }

  @Test
  void traffic_of_every_kind_can_be_written() {
    Scenario scenario =
        valid(
            """
            title: Kinds
            description: All of them.
            start: 2026-03-01T06:00:00Z
            duration: 1h
            traffic:
              - name: people
                from: 5m
                until: 10m
                generated:
                  requestsPerSecond: 2.5
                  places: {SIN: 3, SFO: 1}
                  projects: {alpha: {share: 2, keys: 2}, beta: {}}
                  models: {gpt-4o: 1, gpt-4o-mini: 9}
                  repeats: {share: 0.2, exponent: 0.8, recentShare: 0.4, recentWindow: 30s}
                  streams: 0.25
                  prompts: {medianTokens: 1020}
                  awakeByDay: true
                  hours: {SFO: [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,25]}
                  bursts: [{from: 1m, until: 2m, factor: 10, places: [SIN]}]
                  gusts: {factor: 5, calmMean: 60s, gustMean: 5s}
              - name: jobs
                cron: {places: [SIN, FRA], every: 5m, count: 3, model: gpt-4o}
              - name: recorded
                replay: {file: traces/azure.csv, format: azure_llm, speed: 2, places: {SIN: 1}}
            """);
    assertThat(scenario.start()).isEqualTo(Instant.parse("2026-03-01T06:00:00Z"));
    Traffic.Generated people = (Traffic.Generated) scenario.traffic().get(0);
    assertThat(people.during()).isEqualTo(new Span(Duration.ofMinutes(5), Duration.ofMinutes(10)));
    assertThat(people.plan().sharesByTenant().values()).containsExactly(1.0, 1.0, 1.0);
    assertThat(people.plan().rhythm().curveByPlace()).containsOnlyKeys("SIN", "SFO");
    assertThat(people.plan().rhythm().curveByPlace())
        .hasEntrySatisfying("SFO", curve -> assertThat(curve.hours().get(23)).isEqualTo(12.5));
    assertThat(people.plan().rhythm().gusts()).isPresent();
    assertThat(((Traffic.Cron) scenario.traffic().get(1)).count()).isEqualTo(3);
    Traffic.Replay recorded = (Traffic.Replay) scenario.traffic().get(2);
    assertThat(recorded.format()).isEqualTo(TraceFormat.AZURE_LLM);
    assertThat(recorded.sharesByPlace()).isEqualTo(Map.of("SIN", 1.0));
  }

  @Test
  void problems_name_place_expectation_and_remedy() {
    assertThat(problem(LEAST + "faults:\n  - {at: 1m, for: 1m}\n"))
        .startsWith("least.yaml:8:5 faults[0]: expected exactly one of linkDelay, linkJitter")
        .endsWith("found none; add one");
    assertThat(problem(LEAST + "faults:\n  - {at: 1m, for: 1m, kvDead: {}, crash: pop:SIN}\n"))
        .contains("found crash and kvDead; write a list item for each");
    assertThat(problem(LEAST + "faults:\n  - {at: 1m, kvDead: {}}\n"))
        .contains("faults[0].for: expected a duration from 1ms to 3650d, found nothing");
    assertThat(problem(LEAST + "faults:\n  - {at: 1m, for: 1s, coldStart: SIN}\n"))
        .contains("faults[0].for: expected nothing, for this fault is a moment");
    assertThat(problem(LEAST + "faults:\n  - {at: 59m, for: 2m, kvDead: {}}\n"))
        .contains(
            "expected every fault to end within the duration (1h), found one that ends at 61m");
    assertThat(problem(LEAST + "faults:\n  - {at: 1m, for: 1m, crash: SIN}\n"))
        .contains("faults[0].crash: expected a node such as pop:SIN");
    assertThat(problem(LEAST + "actions:\n  - {at: 1h, purge: {}}\n"))
        .contains("expected every action within the duration (1h), found one at 1h");
    assertThat(problem(LEAST + "hypothesis:\n  - {measure: availability, atLeast: 250ms}\n"))
        .contains("expected a share such as 99.5% for availability, found another unit");
    assertThat(problem(LEAST + "hypothesis:\n  - {measure: availability}\n"))
        .contains("expected one of atLeast and atMost, found neither");
    assertThat(problem(LEAST, "traffic[0].generated.requestsPerSecnd=1"))
        .endsWith("found an unknown field; write 'requestsPerSecond'");
    assertThat(problem(LEAST, "traffic[0].generated.places={SIN: 0}"))
        .contains("traffic[0].generated.places: expected a weight above 0, found none");
    assertThat(problem(LEAST, "duration=60")).contains("write a number and a unit");
  }

  @Test
  void a_file_whose_name_is_no_name_is_refused() {
    assertThat(READER.read(Path.of("My Scenario.yaml"), LEAST, List.of()))
        .isInstanceOf(ScenarioReader.Result.Invalid.class);
  }

  @Test
  void fields_are_explained_below_scenario() {
    assertThat(Explanation.of("scenario.faults[0].kvLag.lag"))
        .isInstanceOfSatisfying(
            Explanation.Known.class,
            known ->
                assertThat(known.lines().getFirst()).isEqualTo("scenario.faults[…].kvLag.lag"));
    assertThat(Explanation.of("scenario"))
        .isInstanceOfSatisfying(
            Explanation.Known.class,
            known -> assertThat(known.lines().toString()).doesNotContain("needs a restart"));
    assertThat(Explanation.of("scenario.fautls")).isInstanceOf(Explanation.Unknown.class);
  }

  @Test
  void what_the_configuration_does_not_have_is_named() {
    Scenario scenario =
        valid(
            LEAST
                + """
                faults:
                  - {at: 1m, for: 1m, crash: "origin:eu-west-1"}
                  - {at: 1m, for: 1m, providerSlow: {target: openai/eu-west-1, factor: 2}}
                  - {at: 1m, coldStart: SIN}
                actions:
                  - {at: 1m, revokeKey: {project: nobody}}
                  - {at: 1m, set: "edge.burst=1"}
                  - {at: 1m, set: "kv.model=pull"}
                """);
    GatewayConfig config = Configs.valid(Configs.LEAST, "pops=[BOM]");
    assertThat(ScenarioFit.problems(scenario, config))
        .hasSize(5)
        .anyMatch(problem ->
            problem.contains("expected a node of configuration least, found 'origin:eu-west-1'"))
        .anyMatch(problem ->
            problem.contains("found 'openai/eu-west-1'; choose one of [openai/us-east-1]"))
        .anyMatch(problem -> problem.contains("expected a point of presence of"))
        .anyMatch(problem -> problem.contains("found key 0 of nobody"))
        .anyMatch(problem -> problem.contains("found kv.model; they are"));
  }
}
