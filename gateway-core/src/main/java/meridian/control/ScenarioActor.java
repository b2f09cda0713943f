package meridian.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.PopId;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.cache.CachePolicy;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.ConfigChange;
import meridian.control.config.GatewayConfig;
import meridian.edge.EdgePop;
import meridian.scenario.Fault;
import meridian.scenario.OperatorAction;
import meridian.scenario.Scenario;
import meridian.scenario.Tenant;
import meridian.simulated.Judge;
import meridian.simulated.Kernel;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;

/// Does to a simulated gateway what a scenario's script says. Guarded by the baton.
final class ScenarioActor implements Script.Actor {
  private final Scenario scenario;
  private final Atlas atlas;
  private final SimulatedWorld world;
  private final List<String> sets = new ArrayList<>();
  private final Map<ProjectId, CachePolicy.Stale> stalePolicies = new TreeMap<>();
  private final List<Tenant> tenants;
  private final Judge judge;
  private final Kernel kernel;
  private final EventSink events;
  private final long endNanos;
  private int warmers;

  /// @param tenants of the traffic, by index
  ScenarioActor(
      Scenario scenario,
      Atlas atlas,
      SimulatedWorld world,
      List<Tenant> tenants,
      Judge judge,
      Kernel kernel,
      EventSink events) {
    this.scenario = scenario;
    this.atlas = atlas;
    this.world = world;
    this.tenants = tenants;
    this.judge = judge;
    this.kernel = kernel;
    this.events = events;
    this.endNanos = scenario.startNanos() + scenario.duration().toNanos();
  }

  @Override
  public void begin(Fault fault) {
    world.faults().begin(fault);
  }

  @Override
  public void end(Fault fault) {
    world.faults().end(fault);
  }

  @Override
  public void act(OperatorAction action) {
    events.accept(new Event.OperatorActed(perform(action), kernel.nanos()));
  }

  /// Does it, and says what was done.
  private String perform(OperatorAction action) {
    long now = kernel.nanos();
    return switch (action) {
      case OperatorAction.RevokeKey revoke -> {
        int index = index(revoke.tenant());
        world.nodes().registry().revoke(world.keys().kept(index).id(), now);
        judge.revoked(index, now);
        yield "key " + words(revoke.tenant()) + " revoked; PoPs learn it through the KV";
      }
      case OperatorAction.CreateKey create -> {
        world.keys().register(index(create.tenant()), world.nodes().registry(), now);
        yield "key " + words(create.tenant()) + " created";
      }
      case OperatorAction.PurgeCaches _ ->
          "caches purged: " + world.nodes().purge(now) + " answers";
      case OperatorAction.PromoteStandby _ ->
          world
              .nodes()
              .promoteStandby(world.config().get())
              .map(region -> region + " promoted")
              .orElse("no standby to promote");
      case OperatorAction.ChangeStalePolicy change -> {
        CachePolicy.Stale stale =
            change.isServed() ? CachePolicy.Stale.SERVE : CachePolicy.Stale.REFUSE;
        stalePolicies.put(change.project(), stale);
        world.config().updateAndGet(config -> config.withStale(change.project(), stale));
        yield "stale answers of " + change.project() + (change.isServed() ? " served" : " refused");
      }
      case OperatorAction.StartKeepWarm start -> {
        int warmer = ++warmers;
        List<EdgePop> pops =
            start.pops().isEmpty()
                ? List.copyOf(world.nodes().pops().values())
                : start.pops().stream().map(world.nodes()::pop).toList();
        for (EdgePop pop : pops) {
          kernel.start("keep warm", () -> keepWarm(pop, start.every().toNanos(), warmer));
        }
        yield "keep-warm traffic to " + words(start.pops());
      }
      case OperatorAction.StopKeepWarm _ -> {
        warmers++;
        yield "keep-warm traffic stopped";
      }
      case OperatorAction.CapKvWrites cap -> {
        world.nodes().stores().forEach(store -> store.cap(cap.writesPerDay()));
        yield "KV writes capped at " + cap.writesPerDay() + " a day";
      }
      case OperatorAction.Reconfigure change -> reconfigure(change);
    };
  }

  /// Reads the configuration again with what was set so far, as an operator's file would be; stale
  /// policies that were changed by an action of their own stay, unless the project is set now.
  private String reconfigure(OperatorAction.Reconfigure change) {
    sets.add(change.text());
    stalePolicies.keySet().removeIf(project -> change.path().startsWith("projects." + project));
    try {
      GatewayConfig newer = Gateways.configOf(scenario.setup(), sets, atlas);
      for (Map.Entry<ProjectId, CachePolicy.Stale> stale : stalePolicies.entrySet()) {
        newer = newer.withStale(stale.getKey(), stale.getValue());
      }
      ConfigChange differs = ConfigChange.between(world.config().get(), newer);
      if (!differs.live().isEmpty()) {
        world.reconfiguration().take(newer, differs);
      }
      return change.text() + " in force";
    } catch (CannotStart cannot) {
      throw new IllegalArgumentException(String.join("; ", cannot.problems()), cannot);
    }
  }

  private void keepWarm(EdgePop pop, long everyNanos, int warmer) {
    while (warmers == warmer && kernel.nanos() < endNanos) {
      pop.keepWarm();
      kernel.sleepUntil(kernel.nanos() + everyNanos);
    }
  }

  private int index(Tenant tenant) {
    int index = tenants.indexOf(tenant);
    if (index < 0) {
      throw new IllegalArgumentException(
          "expected a key that the scenario's traffic uses, found " + words(tenant));
    }
    return index;
  }

  private static String words(Tenant tenant) {
    return tenant.key() + " of " + tenant.project();
  }

  private static String words(List<PopId> pops) {
    return pops.isEmpty() ? "all PoPs" : pops.toString();
  }
}
