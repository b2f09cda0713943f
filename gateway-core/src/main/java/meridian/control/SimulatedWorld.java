package meridian.control;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import meridian.atlas.Atlas;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ProviderConfig;
import meridian.ledger.Storage;
import meridian.live.SessionKeys;
import meridian.live.http.RequestIds;
import meridian.network.ModelledAccess;
import meridian.network.Paths;
import meridian.network.Wan;
import meridian.origin.Catalog;
import meridian.scenario.Tenant;
import meridian.semantic.ModelledEmbedder;
import meridian.simulated.Kernel;
import meridian.simulated.Population;
import meridian.simulated.Witness;
import meridian.telemetry.EventSink;
import meridian.time.Dice;

/// One gateway and its clients in virtual time, wired by hand: beside [EmbeddedGateway] the second
/// of the two wirings. The nodes are the same; clock, tasks and clients are the kernel's.
///
/// @param config in force
/// @param nodes the gateway
/// @param catalog the providers in force
/// @param faults what goes wrong with it
/// @param reconfiguration changes it while it runs
/// @param keys of the tenants
/// @param population the clients
record SimulatedWorld(
    AtomicReference<GatewayConfig> config,
    Nodes nodes,
    AtomicReference<Catalog> catalog,
    Faults faults,
    Reconfiguration reconfiguration,
    TenantKeys keys,
    Population population) {

  /// A world at the kernel's present in which the tenants' keys are registered.
  ///
  /// @param keyless tenants whose keys are not registered yet
  /// @param seed of all chance; the configuration's own is not used
  /// @param parts is shown each part
  /// @throws IllegalArgumentException when the configuration names something that is not modelled
  static SimulatedWorld build(
      GatewayConfig configuration,
      Atlas atlas,
      long seed,
      Kernel kernel,
      List<Tenant> tenants,
      Set<Tenant> keyless,
      EventSink events,
      Witness witness,
      Parts parts) {
    requireModelled(configuration);
    AtomicReference<GatewayConfig> config = new AtomicReference<>(configuration);
    Dice dice = new Dice(seed);
    Paths paths = new Paths(atlas, dice);
    Catalogs catalogs = new Catalogs(kernel, paths, dice, SimulatedWorld::refuseReal);
    AtomicReference<Catalog> catalog = new AtomicReference<>(catalogs.of(configuration));
    Wan network = new Wan(kernel, kernel, paths, Settings.backbone(configuration.network()));
    Nodes nodes =
        Nodes.build(
            new Nodes.Ground(
                config,
                catalog,
                atlas,
                kernel,
                kernel,
                network,
                paths,
                events,
                dice,
                Storage.MEMORY,
                Optional.empty(),
                new ModelledEmbedder(kernel, dice.fork("embedder")),
                SessionKeys.repeatable(dice.fork("sessions").nextLong())),
            parts);
    TenantKeys keys = new TenantKeys(tenants, dice);
    keys.registerAll(keyless, nodes.registry(), kernel.nanos());
    Places places = new Places(config, atlas, nodes);
    Population population =
        new Population(
            kernel,
            new ModelledAccess(
                paths,
                Settings.access(configuration.network()),
                configuration.network().lastMile()),
            parts.door(
                (pop, arrival, trace, client) -> nodes.pop(pop).serve(arrival, trace, client)),
            places::nearestPop,
            new RequestIds(dice.fork("request ids")),
            keys.texts(),
            witness);
    Faults faults =
        new Faults(new Faults.Ground(nodes, network, paths, catalog::get, atlas, kernel, events));
    Reconfiguration reconfiguration =
        new Reconfiguration(config, catalog, catalogs, nodes, faults, _ -> {}, events, kernel);
    return new SimulatedWorld(config, nodes, catalog, faults, reconfiguration, keys, population);
  }

  private static void requireModelled(GatewayConfig config) {
    if (!config.network().isModelled()) {
      throw new IllegalArgumentException(
          "network.model: expected modelled in a simulation, found real; use --set"
              + " network.model=modelled");
    }
  }

  private static meridian.provider.Provider refuseReal(String name, ProviderConfig config) {
    throw new IllegalArgumentException(
        "providers: expected modelled ones in a simulation, found "
            + name
            + " at a real address; remove it or make it kind: modelled");
  }
}
