package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import meridian.Await;
import meridian.ProjectId;
import meridian.control.Gateway.Reaction;
import meridian.control.config.ConfigSource;
import meridian.semantic.Curve;
import meridian.semantic.CurveJson;
import meridian.semantic.CurvePoint;
import meridian.semantic.Share;
import meridian.wire.JsonWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How an operator changes a project's use of the semantic cache while the gateway runs.
@Timeout(60)
final class SemanticByHandTest {
  private static final ProjectId DEMO = new ProjectId("demo");
  private static final String YAML =
      """
      name: semantic
      listen: {port: 0, popPorts: 0}
      management: {port: 0}
      client: {place: BOM}
      origin: {region: ap-south-1}
      pops: [BOM]
      providers: [{name: openai, kind: modelled, region: ap-south-1, models: [gpt-4o-mini]}]
      storage: {kind: memory}
      projects:
        demo: {semantic: {mode: shadow, threshold: 0.95, budget: 0.025, evaluation: curve.json}}
        plain: {}
      """;

  @TempDir Path folder;

  @BeforeEach
  void evaluate() throws IOException {
    List<CurvePoint> points = List.of(point(0.90, 60), point(0.93, 40), point(0.95, 20));
    Curve curve = new Curve("m", "f.csv", 10_000, Curve.Kind.STREAM, 1, points);
    Files.writeString(folder.resolve("curve.json"), JsonWriter.text(CurveJson.of(curve)));
  }

  private static CurvePoint point(double threshold, long wrong) {
    CurvePoint.Hits hits = new CurvePoint.Hits(10_000, 1_000, wrong);
    return new CurvePoint(threshold, hits, hits, new Share(0, wrong), new Share(0, 1_000 - wrong));
  }

  private EmbeddedGateway open() throws Exception {
    Path file = Files.writeString(folder.resolve("gateway.yaml"), YAML);
    return Gateways.start(new ConfigSource(file, List.of()));
  }

  private static SemanticUse use(Gateway gateway, ProjectId project) {
    return gateway.tenants().projects().stream()
        .filter(each -> each.id().equals(project))
        .findFirst()
        .orElseThrow()
        .semantic();
  }

  private static Command change(ProjectId project, SemanticUse.Mode mode, double threshold) {
    return new Command.SetSemantic(project, mode, threshold);
  }

  @Test
  void a_threshold_above_the_budget_is_refused_in_words_and_nothing_changes() throws Exception {
    try (EmbeddedGateway gateway = open()) {
      Reaction reaction = gateway.perform(change(DEMO, SemanticUse.Mode.ON, 0.94));
      assertThat(reaction).isInstanceOf(Reaction.Rejected.class);
      assertThat(reaction.toString())
          .contains("2.5 %", "4.0 %", "measured at 0.93", "raise it to 0.95");
      assertThat(use(gateway, DEMO).mode()).isEqualTo(SemanticUse.Mode.SHADOW);
      assertThat(use(gateway, DEMO).threshold()).isEqualTo(0.95);
    }
  }

  @Test
  void a_threshold_within_the_budget_holds_until_the_file_changes() throws Exception {
    try (EmbeddedGateway gateway = open()) {
      assertThat(gateway.perform(change(DEMO, SemanticUse.Mode.ON, 0.96)))
          .isInstanceOf(Reaction.Taken.class);
      assertThat(use(gateway, DEMO).mode()).isEqualTo(SemanticUse.Mode.ON);
      assertThat(use(gateway, DEMO).threshold()).isEqualTo(0.96);
      assertThat(use(gateway, DEMO).evaluation().orElseThrow().source()).isEqualTo("f.csv");
      Files.writeString(folder.resolve("gateway.yaml"), YAML + "  other: {}\n");
      Await.until("the file is read", () -> gateway.tenants().projects().size() == 3);
      assertThat(use(gateway, DEMO).mode()).isEqualTo(SemanticUse.Mode.SHADOW);
    }
  }

  @Test
  void without_a_budget_any_threshold_is_taken_and_an_unknown_project_is_not() throws Exception {
    try (EmbeddedGateway gateway = open()) {
      ProjectId plain = new ProjectId("plain");
      assertThat(gateway.perform(change(plain, SemanticUse.Mode.SHADOW, 0.6)))
          .isInstanceOf(Reaction.Taken.class);
      assertThat(use(gateway, plain).measured()).isEqualTo(new SemanticUse.Measured.Unnamed());
      assertThat(gateway.perform(change(new ProjectId("none"), SemanticUse.Mode.OFF, 0.9)))
          .isInstanceOf(Reaction.Rejected.class);
      assertThat(gateway.perform(change(DEMO, SemanticUse.Mode.OFF, 0.5)))
          .isInstanceOf(Reaction.Taken.class);
    }
  }

  @Test
  void a_simulated_gateway_changes_it_in_its_own_time() {
    try (Gateway gateway =
        SimulatedGateway.start(
            SimulatedRun.config("prism-mumbai"),
            SimulatedRun.ATLAS,
            SimulatedRun.scenario(Duration.ofMinutes(2), 5, List.of()),
            7,
            60)) {
      ProjectId first = gateway.tenants().projects().getFirst().id();
      gateway.perform(change(first, SemanticUse.Mode.SHADOW, 0.9));
      Await.until("the run goes on", () -> use(gateway, first).mode() == SemanticUse.Mode.SHADOW);
      assertThat(gateway.snapshot().counters().keySet())
          .noneMatch(name -> name.contains("would_hit"));
    }
  }
}
