package meridian.control;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import meridian.LatencyBudget;
import meridian.control.config.ConfigChange;
import meridian.control.config.GatewayConfig;
import meridian.origin.Catalog;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// Puts what may change of a newer configuration in force while a gateway runs, the same in both
/// worlds. Confined to one task at a time.
///
/// @param config in force
/// @param catalog the providers in force
/// @param catalogs makes them
/// @param nodes of the gateway
/// @param faults that hold on them
/// @param budget is told another latency budget
/// @param events is told which fields changed
/// @param clock of the world
record Reconfiguration(
    AtomicReference<GatewayConfig> config,
    AtomicReference<Catalog> catalog,
    Catalogs catalogs,
    Nodes nodes,
    Faults faults,
    Consumer<LatencyBudget> budget,
    EventSink events,
    WorldClock clock) {

  /// Takes of `newer` what may change; keys are not its business.
  ///
  /// @return the configuration in force from now on
  /// @throws IllegalArgumentException when the providers cannot be made; everything is as it was
  GatewayConfig take(GatewayConfig newer, ConfigChange change) {
    GatewayConfig before = config.get();
    GatewayConfig after = before.taking(newer);
    boolean isCalledOtherwise =
        !after.providers().equals(before.providers()) || !after.ownKeys().equals(before.ownKeys());
    if (isCalledOtherwise) {
      catalog.set(catalogs.of(after));
      faults.providersChanged();
    }
    config.set(after);
    if (!after.edge().equals(before.edge())) {
      nodes.pops().values().forEach(pop -> pop.limits(after.edge()));
    }
    if (!after.budget().equals(before.budget())) {
      budget.accept(after.budget());
    }
    if (!after.projects().equals(before.projects())) {
      nodes.fund(after, clock.nanos());
    }
    events.accept(new Event.Reconfigured(String.join(", ", change.live()), clock.nanos()));
    return after;
  }
}
