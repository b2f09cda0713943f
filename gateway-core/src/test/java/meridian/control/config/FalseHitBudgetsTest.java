package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.semantic.Curve;
import meridian.semantic.CurveJson;
import meridian.semantic.CurvePoint;
import meridian.semantic.SemanticPolicy;
import meridian.semantic.Share;
import meridian.wire.JsonWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FalseHitBudgetsTest {
  private static final ConfigReader READER = new ConfigReader(Atlas.load());

  @TempDir private Path folder;

  @BeforeEach
  void evaluate() throws IOException {
    List<CurvePoint> points =
        List.of(point(0.90, 60), point(0.93, 40), point(0.95, 20), point(0.97, 10));
    Curve curve = new Curve("m", "f.csv", 10_000, Curve.Kind.STREAM, 1, points);
    Files.writeString(folder.resolve("curve.json"), JsonWriter.text(CurveJson.of(curve)));
  }

  private static CurvePoint point(double threshold, long wrong) {
    CurvePoint.Hits hits = new CurvePoint.Hits(10_000, 1_000, wrong);
    return new CurvePoint(threshold, hits, hits, new Share(0, wrong), new Share(0, 1_000 - wrong));
  }

  private ConfigReader.Result read(String semantic) throws IOException {
    Path file = folder.resolve("gateway.yaml");
    Files.writeString(
        file,
        """
        name: test
        origin: {region: ap-south-1}
        providers: [{name: openai, kind: modelled, region: us-east-1, models: [gpt-4o-mini]}]
        projects: {demo: {semantic: %s}}
        """
            .formatted(semantic));
    return new ConfigSource(file, List.of()).read(READER);
  }

  private String refusal(String semantic) throws IOException {
    assertThat(read(semantic)).isInstanceOf(ConfigReader.Result.Invalid.class);
    return String.join("\n", ((ConfigReader.Result.Invalid) read(semantic)).problems());
  }

  @Test
  void a_threshold_that_is_wrong_too_often_is_refused_with_one_that_is_not() throws IOException {
    assertThat(refusal("{mode: on, threshold: 0.94, budget: 0.025, evaluation: curve.json}"))
        .contains("projects.demo.semantic.threshold")
        .contains("2.5 %")
        .contains("4.0 %")
        .contains("raise it to 0.95");
  }

  @Test
  void a_threshold_within_the_budget_is_taken() throws IOException {
    ConfigReader.Result read =
        read("{mode: on, threshold: 0.95, budget: 0.02, evaluation: curve.json}");
    assertThat(read)
        .isInstanceOfSatisfying(
            ConfigReader.Result.Valid.class,
            valid ->
                assertThat(valid.config().semantic(new ProjectId("demo")).mode())
                    .isEqualTo(SemanticPolicy.Mode.ON));
  }

  @Test
  void a_shadow_has_to_keep_the_budget_too_and_off_has_none() throws IOException {
    assertThat(refusal("{mode: shadow, threshold: 0.9, budget: 0.02, evaluation: curve.json}"))
        .contains("6.0 %");
    assertThat(read("{mode: off, threshold: 0.9, budget: 0.02, evaluation: nowhere.json}"))
        .isInstanceOf(ConfigReader.Result.Valid.class);
  }

  @Test
  void a_budget_that_no_threshold_keeps_says_so() throws IOException {
    assertThat(refusal("{mode: on, threshold: 0.97, budget: 0.001, evaluation: curve.json}"))
        .contains("no measured threshold keeps this budget");
  }

  @Test
  void what_was_not_measured_is_not_believed() throws IOException {
    assertThat(refusal("{mode: on, threshold: 0.85, budget: 0.02, evaluation: curve.json}"))
        .contains("0.85")
        .contains("0.90");
    assertThat(refusal("{mode: on, budget: 0.02, evaluation: nowhere.json}"))
        .contains("semantic-eval")
        .contains("nowhere.json");
    assertThat(refusal("{mode: on, budget: 0.02}")).contains("evaluation");
  }

  @Test
  void a_ttl_longer_than_the_exact_caches_is_refused() throws IOException {
    assertThat(refusal("{mode: on, ttl: 2h}")).contains("semantic.ttl").contains("1h");
  }
}
