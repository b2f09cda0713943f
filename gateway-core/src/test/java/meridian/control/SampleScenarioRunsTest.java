package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.control.config.ScenarioReader;
import meridian.scenario.Scenario;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sample scenarios pass by themselves: four short ones always, all but the day and the benchmark
/// with `MERIDIAN_SCENARIOS=all` in the environment, which takes minutes.
final class SampleScenarioRunsTest {
  private static final List<String> SHORT =
      List.of("cold-morning", "origin-loss", "standby-promotion", "naive-quota");
  private static final List<String> LONG =
      List.of(
          "link-cut",
          "kv-lag-spike",
          "provider-region-out",
          "revocation-under-lag",
          "revocation-in-session",
          "origin-loss-single-region",
          "flash-crowd",
          "fingerprint-skew",
          "campaign-base");

  private static Stream<String> names() {
    boolean isAll =
        Optional.ofNullable(System.getenv("MERIDIAN_SCENARIOS")).orElse("").equals("all");
    return isAll ? Stream.concat(SHORT.stream(), LONG.stream()) : SHORT.stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_sample_scenario_passes(String name) throws IOException {
    Path file = Path.of("../sample-configs/scenarios", name + ".yaml");
    ScenarioReader.Result read =
        new ScenarioReader(SimulatedRun.ATLAS).read(file, Files.readString(file), List.of());
    Scenario scenario = ((ScenarioReader.Result.Valid) read).scenario();
    RunReport report =
        SimulatedRun.run(
            SimulatedRun.config(
                scenario.setup().config(), scenario.setup().sets().toArray(String[]::new)),
            scenario,
            1);
    assertThat(report.findings()).allSatisfy(finding -> assertThat(finding.isMet()).isTrue());
    assertThat(report.requests()).isPositive();
  }
}
