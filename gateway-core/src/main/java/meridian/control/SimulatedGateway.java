package meridian.control;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import meridian.PopId;
import meridian.atlas.Atlas;
import meridian.control.config.GatewayConfig;
import meridian.live.time.SystemWorld;
import meridian.live.time.WallPace;
import meridian.scenario.FaultText;
import meridian.scenario.Scenario;
import meridian.scenario.Traces;
import meridian.simulated.Kernel;
import meridian.telemetry.Event;
import meridian.telemetry.Meter;
import meridian.telemetry.Snapshot;
import meridian.time.Dice;

/// A scenario that plays in this process, in virtual time, for somebody who watches and may
/// interfere.
///
/// Safe for any thread. The run itself is confined to its kernel; commands enter it as tasks at the
/// moment the clock shows then, and snapshots are taken between two turns. Without a command the
/// run is the same as on the command line.
final class SimulatedGateway implements Gateway {
  private static final Duration BETWEEN_SNAPSHOTS = Duration.ofMillis(100);

  /// A slower clock stands, as good as: nobody wants to be told of centuries.
  private static final double SLOWEST = 1e-3;

  private final SystemWorld outside = new SystemWorld();
  private final WallPace pace;
  private final Simulation simulation;
  private final Kernel kernel;
  private final SimulatedOperator operator;
  private final Meter meter;
  private final Description description;
  private final long seed;
  private final Evaluations evaluations = new Evaluations();
  private final AtomicReference<Snapshot> newest;
  private volatile Optional<RunReport> report = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();
  private volatile String traceHash = "";
  private volatile Checked checked = Checked.NOTHING;

  /// Of the last second; written by the task that takes snapshots alone.
  private final AtomicReference<Double> virtualPerReal = new AtomicReference<>(0.0);

  private SimulatedGateway(
      GatewayConfig config, Atlas atlas, Scenario scenario, long seed, double speed, Parts parts) {
    this.seed = seed;
    this.pace = new WallPace(scenario.startNanos(), speed);
    this.meter =
        new Meter(
            config.pops(),
            config.budget(),
            config.pattern().label(),
            Main.version(),
            scenario.startNanos());
    this.simulation =
        new Simulation(
            config,
            atlas,
            scenario,
            Traces.NONE,
            seed,
            pace,
            new Simulation.Spectator() {
              @Override
              public void accept(Event event) {
                meter.record(event);
              }
            },
            parts);
    this.kernel = simulation.kernel();
    this.operator =
        new SimulatedOperator(
            kernel,
            simulation.world(),
            atlas,
            new Dice(seed).fork("operator"),
            scenario.startNanos() + scenario.duration().toNanos());
    this.newest = new AtomicReference<>(meter.snapshot(scenario.startNanos(), 0));
    this.description = describe(config, atlas);
    evaluations.read(config);
  }

  /// Begins to play `scenario`.
  ///
  /// @param speed virtual seconds for each real one
  /// @throws IllegalArgumentException when the configuration cannot be simulated
  static SimulatedGateway start(
      GatewayConfig config, Atlas atlas, Scenario scenario, long seed, double speed) {
    return start(config, atlas, scenario, seed, speed, Parts.PLAIN);
  }

  /// The same.
  ///
  /// @param parts is shown each part of the gateway
  static SimulatedGateway start(
      GatewayConfig config, Atlas atlas, Scenario scenario, long seed, double speed, Parts parts) {
    SimulatedGateway gateway = new SimulatedGateway(config, atlas, scenario, seed, speed, parts);
    gateway.outside.start("simulation", gateway::play);
    gateway.outside.start("simulation snapshots", gateway::watch);
    return gateway;
  }

  private Description describe(GatewayConfig config, Atlas atlas) {
    Map<PopId, URI> nowhere = new LinkedHashMap<>();
    config
        .pops()
        .forEach(pop ->
            nowhere.put(pop, URI.create("simulated:" + pop.code().toLowerCase(Locale.ROOT))));
    return Describing.of(
        config,
        "SIMULATED · " + simulation.scenario().name() + " · seed " + seed,
        atlas,
        "simulated:front-door",
        nowhere,
        simulation.world().catalog().get().router());
  }

  private void play() {
    try {
      report = Optional.of(simulation.run(Long.MAX_VALUE));
    } catch (RuntimeException broken) {
      failure = Optional.of(String.valueOf(broken.getMessage()));
    }
  }

  /// Takes a snapshot ten times a second until the run has ended, and once more then.
  private void watch() {
    while (!isOver()) {
      kernel.observe(this::take);
      pace.call();
      long before = kernel.nanos();
      outside.sleepUntil(outside.nanos() + BETWEEN_SNAPSHOTS.toNanos());
      double passed = (double) (kernel.nanos() - before) / (double) BETWEEN_SNAPSHOTS.toNanos();
      virtualPerReal.updateAndGet(rate -> rate + (passed - rate) / 10);
    }
    take();
  }

  private void take() {
    newest.set(meter.snapshot(kernel.nanos(), 0));
    traceHash = kernel.trace().hex();
    checked = Checked.of(simulation.checks(), checked);
  }

  private boolean isOver() {
    return report.isPresent() || failure.isPresent();
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public Snapshot snapshot() {
    return newest.get();
  }

  @Override
  public Optional<Playback> playback() {
    Scenario scenario = simulation.scenario();
    long endNanos = scenario.startNanos() + scenario.duration().toNanos();
    long nowNanos = Math.max(kernel.nanos(), Math.min(pace.nanos(), endNanos));
    double rate = virtualPerReal.get();
    Optional<Duration> left =
        pace.speed() > 0 && rate > SLOWEST && !isOver()
            ? Optional.of(Duration.ofNanos((long) ((endNanos - nowNanos) / rate)))
            : Optional.empty();
    return Optional.of(
        new Playback(
            scenario.name(),
            scenario.title(),
            seed,
            scenario.startNanos(),
            endNanos,
            nowNanos,
            pace.speed(),
            isOver(),
            left.filter(time -> !time.isNegative()),
            traceHash,
            failure,
            checked));
  }

  @Override
  public Tenants tenants() {
    SimulatedWorld world = simulation.world();
    return TenantList.of(
        world.config().get(),
        world.nodes(),
        evaluations,
        Set.of(),
        false,
        newest.get().takenNanos());
  }

  @Override
  public Reaction perform(Command command) {
    if (isOver()) {
      return new Reaction.Rejected("expected a run that goes on, found one at its end; restart it");
    }
    return switch (command) {
      case Command.SetSpeed speed -> {
        pace.speed(speed.factor());
        yield new Reaction.Taken(speed.factor() == 0 ? "paused" : "speed changed");
      }
      case Command.Step step -> {
        pace.step(step.time().toNanos());
        yield new Reaction.Taken("one step of " + step.time());
      }
      case Command.StartTraffic start ->
          operator
              .obstacle(start.plan())
              .<Reaction>map(rejected -> rejected)
              .orElseGet(() -> act("traffic runs", () -> operator.run(start.plan())));
      case Command.StopTraffic _ -> act("generated traffic is stopped", operator::stop);
      case Command.PurgeCaches _ ->
          act(
              "every cached answer is purged",
              () -> simulation.world().nodes().purge(kernel.nanos()));
      case Command.PromoteStandby _ ->
          simulation.world().nodes().standby().isPresent()
              ? act(
                  "the standby is promoted",
                  () ->
                      simulation.world().nodes().promoteStandby(simulation.world().config().get()))
              : Nodes.noStandby();
      case Command.CreateKey _, Command.RotateKey _, Command.ExpireKey _ ->
          new Reaction.Rejected(
              "expected a gateway in real time, found a simulated one, whose keys are its"
                  + " scenario's; revoking works here too");
      case Command.RevokeKey revoke ->
          act(
              "key mk_" + revoke.key() + "_… is revoked; PoPs learn it through the KV",
              () -> simulation.world().nodes().registry().revoke(revoke.key(), kernel.nanos()));
      case Command.SetSemantic change ->
          evaluations
              .obstacle(simulation.world().config().get(), change)
              .<Reaction>map(Reaction.Rejected::new)
              .orElseGet(() ->
                  act(
                      Evaluations.note(change),
                      () ->
                          simulation
                              .world()
                              .config()
                              .updateAndGet(current -> Evaluations.with(current, change))));
      case Command.QuietAlarm quiet ->
          QuietAlarms.obstacle(quiet, snapshot())
              .orElseGet(() ->
                  act(
                      QuietAlarms.note(quiet),
                      () -> simulation.record(QuietAlarms.event(quiet, kernel.nanos()))));
      case Command.Inject inject -> {
        Optional<String> obstacle = simulation.obstacle(inject.fault());
        yield obstacle.isPresent()
            ? new Reaction.Rejected(obstacle.get())
            : act(
                "injected: " + FaultText.of(inject.fault()),
                () -> simulation.begin(inject.fault()));
      }
      case Command.Heal heal ->
          act("healed: " + FaultText.of(heal.fault()), () -> simulation.end(heal.fault()));
    };
  }

  /// Has `action` done in the world, and told as the operator's.
  private Reaction act(String note, Runnable action) {
    kernel.submit(
        "operator",
        () -> {
          simulation.record(new Event.OperatorActed(note, kernel.nanos()));
          action.run();
        });
    pace.call();
    return new Reaction.Taken(note);
  }

  @Override
  public void send(Trial trial, TrialListener listener) {
    if (isOver()) {
      listener.failed("expected a run that goes on, found one at its end; restart it");
      return;
    }
    kernel.submit("trial", () -> operator.send(trial, listener));
    pace.call();
  }

  @Override
  public void close() {
    kernel.stop();
    pace.speed(WallPace.UNLIMITED);
    pace.call();
    outside.close();
  }
}
