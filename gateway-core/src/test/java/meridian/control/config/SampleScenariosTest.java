package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import meridian.atlas.Atlas;
import meridian.scenario.Planned;
import meridian.scenario.Scenario;
import meridian.scenario.Traces;
import meridian.scenario.TrafficSource;
import meridian.time.Dice;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SampleScenariosTest {
  private static final Path FOLDER = Path.of("..", "sample-configs", "scenarios");
  private static final ScenarioReader READER = new ScenarioReader(Atlas.load());

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Scenario load(Path file) throws IOException {
    ScenarioReader.Result result = READER.read(file, Files.readString(file), List.of());
    if (result instanceof ScenarioReader.Result.Invalid invalid) {
      throw new AssertionError(String.join("\n", invalid.problems()));
    }
    return ((ScenarioReader.Result.Valid) result).scenario();
  }

  private static GatewayConfig config(Scenario scenario) {
    Path file = FOLDER.resolveSibling(scenario.setup().config() + ".yaml");
    ConfigReader.Result result =
        new ConfigSource(file, scenario.setup().sets()).read(Configs.READER);
    if (result instanceof ConfigReader.Result.Invalid invalid) {
      throw new AssertionError(String.join("\n", invalid.problems()));
    }
    return ((ConfigReader.Result.Valid) result).config();
  }

  @TestFactory
  Stream<DynamicTest> every_scenario_loads_fits_its_configuration_and_has_traffic()
      throws IOException {
    return samples().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> {
                  Scenario scenario = load(file);
                  assertThat(ScenarioFit.problems(scenario, config(scenario))).isEmpty();
                  TrafficSource source = scenario.source(new Dice(1), Traces.NONE);
                  Optional<Planned> first = source.next();
                  assertThat(first).isPresent();
                  assertThat(first.get().atNanos())
                      .isBetween(
                          scenario.startNanos(),
                          scenario.startNanos() + scenario.duration().toNanos());
                }));
  }

  @TestFactory
  Stream<DynamicTest> every_scenario_but_the_campaigns_has_a_hypothesis() throws IOException {
    return samples().stream()
        .filter(file -> !file.endsWith("campaign-base.yaml"))
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> assertThat(load(file).hypothesis()).isNotEmpty()));
  }

  @Test
  void the_benchmark_is_a_hundred_thousand_requests_over_thirty_points_of_presence()
      throws IOException {
    Scenario benchmark = load(FOLDER.resolve("benchmark.yaml"));
    GatewayConfig config = config(benchmark);
    assertThat(config.pattern()).isEqualTo(ServingPattern.TWO);
    assertThat(config.pops()).hasSizeGreaterThanOrEqualTo(30);
    TrafficSource source = benchmark.source(new Dice(7), Traces.NONE);
    int count = 0;
    while (source.next().isPresent()) {
      count++;
    }
    assertThat(count).isBetween(99_000, 101_000);
  }
}
