package meridian.control;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.atlas.Atlas;
import meridian.control.config.GatewayConfig;
import meridian.scenario.OperatorAction;
import meridian.scenario.Planned;
import meridian.scenario.Scenario;
import meridian.scenario.Step;
import meridian.scenario.Tenant;
import meridian.scenario.Traces;
import meridian.scenario.TrafficSource;
import meridian.simulated.Judge;
import meridian.simulated.Kernel;
import meridian.simulated.Witness;
import meridian.telemetry.Event;
import meridian.telemetry.RunMeter;
import meridian.time.Dice;
import meridian.time.Pace;

/// One run of a scenario against a gateway in virtual time, from its first request to the end of
/// its last. Made for one run.
final class Simulation {
  /// How long requests may go on after the last was sent: longer than any deadline of the gateway.
  private static final Duration GRACE = Duration.ofMinutes(15);

  /// How much longer than its lease a revoked key may be answered: the clients' own way to the PoP.
  private static final Duration WAY_TO_POP = Duration.ofSeconds(2);

  private final Scenario scenario;
  private final long seed;
  private final Spectator spectator;
  private final Kernel kernel;
  private final RunMeter meter = new RunMeter();
  private final TrafficSource traffic;
  private final Judge judge;
  private final SimulatedWorld world;

  /// A run of a scenario that replays nothing.
  ///
  /// @param seed of all chance
  /// @param pace what holds the clock back
  Simulation(
      GatewayConfig config,
      Atlas atlas,
      Scenario scenario,
      long seed,
      Pace pace,
      Spectator spectator) {
    this(config, atlas, scenario, Traces.NONE, seed, pace, spectator);
  }

  /// @param traces the records that the scenario's replays name
  /// @param seed of all chance
  /// @param pace what holds the clock back
  Simulation(
      GatewayConfig config,
      Atlas atlas,
      Scenario scenario,
      Traces traces,
      long seed,
      Pace pace,
      Spectator spectator) {
    this.scenario = scenario;
    this.seed = seed;
    this.spectator = spectator;
    this.kernel = new Kernel(scenario.startNanos(), pace);
    this.traffic = scenario.source(new Dice(seed).fork("scenario"), traces);
    this.judge = new Judge(scenario, traffic.tenants(), config.edge().keyLease().plus(WAY_TO_POP));
    this.world =
        SimulatedWorld.build(
            config,
            atlas,
            seed,
            kernel,
            traffic.tenants(),
            keyless(scenario),
            this::record,
            Witness.all(List.of(judge, spectator)));
  }

  /// Who watches a run, beside those who measure and judge it.
  interface Spectator extends Witness, meridian.telemetry.EventSink {
    /// Nobody.
    Spectator NONE =
        new Spectator() {
          @Override
          public void accept(Event event) {}
        };
  }

  /// Tenants whose keys are created in the course of the scenario.
  private static Set<Tenant> keyless(Scenario scenario) {
    Set<Tenant> keyless = new LinkedHashSet<>();
    for (Step step : scenario.steps()) {
      if (step.action() instanceof OperatorAction.CreateKey create) {
        keyless.add(create.tenant());
      }
    }
    return keyless;
  }

  Kernel kernel() {
    return kernel;
  }

  SimulatedWorld world() {
    return world;
  }

  Scenario scenario() {
    return scenario;
  }

  /// Plays the scenario to its end, or until `mostRequests` were sent.
  RunReport run(long mostRequests) {
    ScenarioActor actor =
        new ScenarioActor(scenario, world, traffic.tenants(), judge, kernel, this::record);
    kernel.run(() -> {
      kernel.start("script", new Script(scenario, kernel, actor));
      play(mostRequests);
      settle();
    });
    return new RunReport(
        scenario.name(),
        seed,
        kernel.trace().hex(),
        world.population().sent(),
        Duration.ofNanos(kernel.nanos() - scenario.startNanos()),
        kernel.handOffs(),
        meter.figures(),
        judge.findings());
  }

  void record(Event event) {
    kernel.trace().accept(event);
    meter.accept(event);
    judge.accept(event);
    spectator.accept(event);
  }

  private void play(long mostRequests) {
    for (long sent = 0; sent < mostRequests; sent++) {
      Optional<Planned> next = traffic.next();
      if (next.isEmpty()) {
        return;
      }
      Planned planned = next.get();
      kernel.sleepUntil(planned.atNanos());
      kernel.start("client", () -> world.population().send(planned));
    }
  }

  /// Waits for what is in flight; the last request has only just been told to start.
  private void settle() {
    long until = kernel.nanos() + GRACE.toNanos();
    do {
      kernel.sleepUntil(kernel.nanos() + Duration.ofSeconds(1).toNanos());
    } while (world.population().inFlight() > 0 && kernel.nanos() < until);
  }
}
