package meridian.control;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.cache.CachePolicy;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ProjectConfig;
import meridian.control.config.ReplicationConfig;
import meridian.limits.TenantLimits;
import meridian.scenario.Fault;
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
import meridian.simulated.checks.Checks;
import meridian.simulated.checks.Estate;
import meridian.simulated.checks.Facts;
import meridian.telemetry.Alarms;
import meridian.telemetry.Event;
import meridian.telemetry.RunMeter;
import meridian.time.Dice;
import meridian.time.Pace;
import meridian.time.Tasks;

/// One run of a scenario against a gateway in virtual time, from its first request to the end of
/// its last. Made for one run.
final class Simulation {
  /// How long requests may go on after the last was sent: longer than any deadline of the gateway.
  private static final Duration GRACE = Duration.ofMinutes(15);

  /// How much longer than its lease a revoked key may be answered: the clients' own way to the PoP.
  private static final Duration WAY_TO_POP = Duration.ofSeconds(2);

  private final Atlas atlas;
  private final Scenario scenario;
  private final long seed;
  private final Spectator spectator;
  private final Kernel kernel;
  private final RunMeter meter = new RunMeter();
  private final TrafficSource traffic;
  private final Judge judge;
  private final Alarms alarms;
  private final Checks checks;
  private final CheckBounds allowances;
  private final Duration healing;
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

  /// A run of a scenario with its traces.
  ///
  /// @param traces the records that the scenario's replays name
  Simulation(
      GatewayConfig config,
      Atlas atlas,
      Scenario scenario,
      Traces traces,
      long seed,
      Pace pace,
      Spectator spectator) {
    this(config, atlas, scenario, traces, seed, pace, spectator, Parts.PLAIN);
  }

  /// @param traces the records that the scenario's replays name
  /// @param seed of all chance
  /// @param pace what holds the clock back
  /// @param parts is shown each part of the gateway
  Simulation(
      GatewayConfig config,
      Atlas atlas,
      Scenario scenario,
      Traces traces,
      long seed,
      Pace pace,
      Spectator spectator,
      Parts parts) {
    this.atlas = atlas;
    this.scenario = scenario;
    this.seed = seed;
    this.spectator = spectator;
    this.kernel = new Kernel(scenario.startNanos(), pace);
    this.traffic = scenario.source(new Dice(seed).fork("scenario"), traces);
    this.judge = new Judge(scenario, traffic.tenants(), config.edge().keyLease().plus(WAY_TO_POP));
    this.alarms = new Alarms(scenario.startNanos(), judge::changed);
    this.healing = CheckBounds.healing(config);
    this.allowances = new CheckBounds(config, scenario, GRACE.plus(healing));
    Estate estate = new Estate();
    estate.pops(config.pops());
    Facts facts =
        new Facts(
            kernel,
            traffic.tenants(),
            new TenantKeys(traffic.tenants(), new Dice(seed)).ids(),
            this::policy,
            this::limits,
            (place, zone) -> Nodes.isInZone(atlas, place, zone),
            new Substitutes(config.providers())::isFallback,
            allowances);
    this.checks = new Checks(facts, estate);
    this.world =
        SimulatedWorld.build(
            config,
            atlas,
            seed,
            kernel,
            traffic.tenants(),
            keyless(scenario),
            this::record,
            Witness.all(List.of(checks, judge, spectator)),
            parts.within(new NotedParts(estate)).within(spectator.parts(facts)));
  }

  /// Who watches a run, beside those who measure and judge it.
  interface Spectator extends Witness, meridian.telemetry.EventSink {
    /// Nobody.
    Spectator NONE =
        new Spectator() {
          @Override
          public void accept(Event event) {}
        };

    /// Several as one, told in this order.
    static Spectator all(List<Spectator> spectators) {
      return new Spectators(spectators);
    }

    /// What it puts around the gateway's parts to see what goes through them, and nothing else:
    /// checkers do not go through it. Asked once, before anything happens.
    default Parts parts(Facts facts) {
      return Parts.PLAIN;
    }
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

  /// What watches over it.
  Checks checks() {
    return checks;
  }

  Scenario scenario() {
    return scenario;
  }

  /// Plays the scenario to its end, until `mostRequests` were sent, or until a stop condition of
  /// the scenario says that going on would show nothing more.
  RunReport run(long mostRequests) {
    ScenarioActor actor =
        new ScenarioActor(scenario, atlas, world, traffic.tenants(), judge, kernel, this::record);
    kernel.run(() -> {
      Tasks.Handle script = kernel.start("script", new Script(scenario, kernel, actor));
      play(mostRequests);
      settle();
      script.interrupt();
      heal();
    });
    return new RunReport(
        scenario.name(),
        seed,
        scenario.startNanos(),
        kernel.trace().hex(),
        world.population().sent(),
        Duration.ofNanos(kernel.nanos() - scenario.startNanos()),
        kernel.handOffs(),
        meter.figures(),
        judge.findings(),
        judge.stopped(),
        judge.alarms(),
        checks.violations().first(),
        checks.violations().count());
  }

  /// Why a fault cannot be injected by hand now; empty when it can.
  Optional<String> obstacle(Fault fault) {
    return allowances.hasRoom()
        ? world.faults().obstacle(fault)
        : Optional.of(
            "expected at most %d faults by hand in one run, found one more; restart it"
                .formatted(CheckBounds.MOST_BY_HAND));
  }

  /// Begins a fault by hand, in a task of the world; the checkers allow for it.
  void begin(Fault fault) {
    allowances.begins(fault, kernel.nanos());
    world.faults().begin(fault);
  }

  /// Ends a fault by hand, in a task of the world.
  void end(Fault fault) {
    world.faults().end(fault);
    allowances.ends(fault, kernel.nanos());
  }

  void record(Event event) {
    kernel.trace().accept(event);
    meter.accept(event);
    checks.accept(event);
    judge.accept(event);
    alarms.accept(event);
    spectator.accept(event);
  }

  private void play(long mostRequests) {
    for (long sent = 0; sent < mostRequests; sent++) {
      Optional<Planned> next = traffic.next();
      if (next.isEmpty() || judge.stopped().isPresent()) {
        return;
      }
      Planned planned = next.get();
      kernel.sleepUntil(planned.atNanos());
      kernel.start("client", () -> world.population().send(planned));
    }
  }

  /// How a project's answers are cached, now.
  private CachePolicy policy(ProjectId project) {
    return world.config().get().policy(project);
  }

  /// What a project may send in a minute over all origins, now; with naive quotas nobody keeps
  /// count of that.
  private TenantLimits limits(ProjectId project) {
    GatewayConfig config = world.config().get();
    return config.replication().quota() == ReplicationConfig.Quota.ESCROW
        ? Optional.ofNullable(config.projects().get(project))
            .map(ProjectConfig::limits)
            .orElse(TenantLimits.NONE)
        : TenantLimits.NONE;
  }

  /// Ends what is wrong, waits until all that follows later has followed, and has the checkers look
  /// at what is left.
  private void heal() {
    world.faults().endAll();
    kernel.sleepUntil(kernel.nanos() + healing.toNanos());
    checks.finish(kernel.nanos());
  }

  /// Waits for what is in flight; the last request has only just been told to start.
  private void settle() {
    long until = kernel.nanos() + GRACE.toNanos();
    do {
      kernel.sleepUntil(kernel.nanos() + Duration.ofSeconds(1).toNanos());
    } while (world.population().inFlight() > 0 && kernel.nanos() < until);
  }
}
