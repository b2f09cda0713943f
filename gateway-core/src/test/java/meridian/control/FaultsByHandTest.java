package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import meridian.control.config.GatewayConfig;
import meridian.scenario.Fault;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;
import meridian.scenario.Span;
import meridian.scenario.Traffic;
import meridian.scenario.WorkloadPlan;
import meridian.telemetry.Event;
import meridian.time.Pace;
import org.junit.jupiter.api.Test;

/// Faults that somebody injects while a scenario plays are no fault of the gateway: the checkers
/// allow for them as for the scenario's own.
final class FaultsByHandTest {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  /// People in São Paulo, far from the PoPs, and one in Singapore.
  private static Scenario scenario() {
    WorkloadPlan plan =
        new WorkloadPlan(2, Map.of("GRU", 1.0, "SIN", 1.0), 0.8, 0.2, "gpt-4o-mini", 60);
    return new Scenario(
        "test",
        "A test",
        "Plain traffic.",
        new Setup("prism-mumbai", List.of()),
        Scenario.MONDAY,
        TEN_MINUTES,
        List.of(new Traffic.Generated("people", plan, Span.ALL)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /// Plays it, and as soon as `atNanos` of it have passed does something by hand.
  private static RunReport play(GatewayConfig config, Duration at, Deed deed) {
    Scenario scenario = scenario();
    AtomicReference<Simulation> playing = new AtomicReference<>();
    Simulation simulation =
        new Simulation(
            config,
            SimulatedRun.ATLAS,
            scenario,
            7,
            Pace.UNBOUND,
            new Simulation.Spectator() {
              private boolean isDone;

              @Override
              public void accept(Event event) {
                if (!isDone && event.atNanos() >= scenario.startNanos() + at.toNanos()) {
                  isDone = true;
                  Simulation world = playing.get();
                  world.kernel().start("operator", () -> deed.on(world));
                }
              }
            });
    playing.set(simulation);
    return simulation.run(Long.MAX_VALUE);
  }

  private interface Deed {
    void on(Simulation world);
  }

  @Test
  void a_clients_way_that_is_made_slow_by_hand_is_no_request_without_end() {
    GatewayConfig config =
        SimulatedRun.config("prism-mumbai", "pops=[SIN, BOM]", "edge.requestDeadline=5s");
    RunReport report =
        play(
            config,
            Duration.ofMinutes(1),
            world -> world.begin(new Fault.LinkDelayed("GRU", "BOM", Duration.ofSeconds(20))));
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void a_way_that_was_slow_and_is_healed_is_allowed_what_it_took() {
    GatewayConfig config =
        SimulatedRun.config("prism-mumbai", "pops=[SIN, BOM]", "edge.requestDeadline=5s");
    Fault slow = new Fault.LinkDelayed("GRU", "BOM", Duration.ofSeconds(20));
    RunReport report =
        play(
            config,
            Duration.ofMinutes(1),
            world -> {
              world.begin(slow);
              world.kernel().sleepUntil(world.kernel().nanos() + Duration.ofMinutes(1).toNanos());
              world.end(slow);
            });
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void a_clock_that_is_set_back_by_hand_serves_what_it_believes_is_fresh() {
    GatewayConfig config =
        SimulatedRun.config(
            "prism-mumbai",
            "pops=[SIN, BOM]",
            "projects.demo.cache.softTtl=1m",
            "projects.demo.cache.hardTtl=1m");
    RunReport report =
        play(
            config,
            Duration.ofMinutes(3),
            world -> world.begin(new Fault.ClockDrifting("pop:BOM", Duration.ofMinutes(-10), 100)));
    assertThat(report.violations()).isEmpty();
  }

  @Test
  void regions_that_are_split_by_hand_need_not_know_of_a_revocation() {
    GatewayConfig config =
        SimulatedRun.config("active-active", "pops=[SIN, IAD]", "edge.keyLease=30s");
    RunReport report =
        play(
            config,
            Duration.ofMinutes(2),
            world -> {
              for (String other : List.of("IAD", "FRA")) {
                world.begin(new Fault.LinkCut("BOM", other));
                world.begin(new Fault.LinkCut(other, "BOM"));
              }
              world
                  .world()
                  .nodes()
                  .registry()
                  .revoke(world.world().keys().kept(0).id(), world.kernel().nanos());
            });
    assertThat(report.violations()).isEmpty();
  }
}
