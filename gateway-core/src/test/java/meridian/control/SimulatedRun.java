package meridian.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import meridian.control.config.ConfigSource;
import meridian.control.config.GatewayConfig;
import meridian.scenario.Expectation;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;
import meridian.scenario.Span;
import meridian.scenario.Traffic;
import meridian.scenario.WorkloadPlan;
import meridian.time.Pace;

/// Short runs for tests: the sample gateway, a minute or two of traffic from six cities.
final class SimulatedRun {
  static final Atlas ATLAS = Atlas.load();
  private static final Path SAMPLES = Path.of("../sample-configs");

  private SimulatedRun() {}

  static GatewayConfig config(String name, String... sets) {
    ConfigReader.Result read =
        new ConfigSource(SAMPLES.resolve(name + ".yaml"), List.of(sets))
            .read(new ConfigReader(ATLAS));
    return switch (read) {
      case ConfigReader.Result.Valid valid -> valid.config();
      case ConfigReader.Result.Invalid invalid ->
          throw new AssertionError(String.join("\n", invalid.problems()));
    };
  }

  static Scenario scenario(Duration duration, double perSecond, List<Expectation> hypothesis) {
    WorkloadPlan plan =
        new WorkloadPlan(
            perSecond,
            Map.of("SIN", 3.0, "BOM", 2.0, "FRA", 1.0, "IAD", 1.0, "NRT", 1.0, "GRU", 1.0),
            0.5,
            0.2,
            "gpt-4o-mini",
            60);
    return new Scenario(
        "test",
        "A test",
        "Plain traffic.",
        new Setup("prism-mumbai", List.of()),
        Scenario.MONDAY,
        duration,
        List.of(new Traffic.Generated("people", plan, Span.ALL)),
        List.of(),
        List.of(),
        List.of(),
        hypothesis,
        List.of());
  }

  static RunReport run(GatewayConfig config, Scenario scenario, long seed) {
    return new Simulation(config, ATLAS, scenario, seed, Pace.UNBOUND, Simulation.Spectator.NONE)
        .run(Long.MAX_VALUE);
  }
}
