package meridian.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import meridian.EffectiveModel;
import meridian.KeyRecord;
import meridian.PopId;
import meridian.atlas.Atlas;
import meridian.atlas.Zone;
import meridian.cache.CacheEntry;
import meridian.cache.CacheRules;
import meridian.cache.Doorkeeper;
import meridian.cache.EntryStore;
import meridian.control.config.GatewayConfig;
import meridian.edge.EdgePop;
import meridian.fingerprint.FingerprintMode;
import meridian.fingerprint.FingerprintSpec;
import meridian.fingerprint.Fingerprinter;
import meridian.kv.Kv;
import meridian.kv.KvSettings;
import meridian.kv.PullKv;
import meridian.kv.PushKv;
import meridian.kv.Replicated;
import meridian.kv.Residency;
import meridian.kv.StrongKv;
import meridian.ledger.InMemoryLedger;
import meridian.ledger.InMemoryUsageLog;
import meridian.ledger.Ledger;
import meridian.ledger.UsageLog;
import meridian.network.Address;
import meridian.network.Network;
import meridian.network.Paths;
import meridian.origin.Cashier;
import meridian.origin.Catalog;
import meridian.origin.Filling;
import meridian.origin.KeyRegistry;
import meridian.origin.Origin;
import meridian.origin.OriginSettings;
import meridian.origin.ProviderCall;
import meridian.telemetry.EventSink;
import meridian.time.Dice;
import meridian.time.Tasks;
import meridian.time.WorldClock;
import meridian.wire.JsonReader;

/// The nodes of one gateway, wired by hand: PoPs, KV, origin. The same in both worlds; what differs
/// is what they are given to stand on.
///
/// @param pops every PoP, in the order of configuration
/// @param registry the origin's keys
/// @param filling the origin's caches
/// @param ledger the origin's books
/// @param usage the records of served requests
/// @param origins every origin by its name on the network
/// @param stores the modelled KV, of keys and of each zone's entries
record Nodes(
    Map<PopId, EdgePop> pops,
    KeyRegistry registry,
    Filling filling,
    Ledger ledger,
    UsageLog usage,
    Map<String, Origin> origins,
    List<Replicated<?, ?>> stores) {

  /// What nodes stand on.
  ///
  /// @param config what is in force; a reload changes it
  /// @param catalog the providers in force; a reload changes it
  record Ground(
      AtomicReference<GatewayConfig> config,
      AtomicReference<Catalog> catalog,
      Atlas atlas,
      WorldClock clock,
      Tasks tasks,
      Network network,
      Paths paths,
      EventSink events,
      Dice dice) {}

  static Nodes build(Ground on) {
    GatewayConfig config = on.config().get();
    String originPlace = config.origin().region().place();
    List<Replicated<?, ?>> stores = new ArrayList<>();
    Replicated<KeyRecord, ?> keys = kv(keySettings(config), on, originPlace, "kv.keys");
    stores.add(keys);
    Residency<CacheEntry> entries = entries(on, originPlace, stores);
    CacheRules rules =
        new CacheRules(
            project -> on.config().get().policy(project),
            model ->
                on.catalog()
                    .get()
                    .router()
                    .effective(model)
                    .orElseGet(() -> new EffectiveModel("none", model)),
            fingerprinter(config));
    KeyRegistry registry =
        new KeyRegistry(config.origin().maxKeys(), keys, originPlace, on.events());
    var bounds = config.origin().cache();
    EntryStore store =
        new EntryStore(bounds.maxEntries(), bounds.maxBytes(), bounds.maxEntryBytes());
    OriginSettings settings = config.origin().settings();
    Optional<Doorkeeper> doorkeeper =
        settings.writesOnSecondSighting()
            ? Optional.of(new Doorkeeper(settings.doorkeeperCapacity()))
            : Optional.empty();
    Filling filling = new Filling(store, entries, originPlace, doorkeeper, on.events());
    Ledger ledger =
        new InMemoryLedger(config.origin().region().name(), config.origin().ledger(), on.events());
    UsageLog usage = new InMemoryUsageLog(config.origin().ledger().maxHistory());
    Cashier cashier =
        new Cashier(
            ledger,
            usage,
            on.catalog()::get,
            settings.assumedOutputTokens(),
            on.clock(),
            on.events());
    ProviderCall providers =
        new ProviderCall(settings, on.clock(), on.catalog()::get, filling, cashier);
    Origin origin =
        new Origin(
            settings,
            on.clock(),
            on.tasks(),
            registry,
            rules,
            store,
            providers,
            cashier,
            on.events());
    Address address = new Address("origin:" + config.origin().region(), originPlace);
    on.network().attach(address, origin);
    EdgePop.World world =
        new EdgePop.World(
            on.clock(),
            on.tasks(),
            on.network(),
            address,
            entries,
            keys,
            on.events(),
            on.dice(),
            true);
    AtomicLong numbers = new AtomicLong();
    Map<PopId, EdgePop> pops = new LinkedHashMap<>();
    for (PopId pop : config.pops()) {
      pops.put(pop, new EdgePop(pop, config.edge(), world, rules, numbers));
    }
    Nodes nodes =
        new Nodes(
            pops,
            registry,
            filling,
            ledger,
            usage,
            Map.of(address.node(), origin),
            List.copyOf(stores));
    nodes.fund(config, on.clock().nanos());
    return nodes;
  }

  /// The PoP called `pop`, one of this gateway's.
  EdgePop pop(PopId pop) {
    return Optional.ofNullable(pops.get(pop)).orElseThrow();
  }

  /// The PoP whose name on the network is `node`.
  Optional<EdgePop> findPop(String node) {
    return node.matches("pop:[A-Z]{3}")
        ? Optional.ofNullable(pops.get(new PopId(node.substring(4))))
        : Optional.empty();
  }

  /// The origin whose name on the network is `node`.
  Optional<Origin> findOrigin(String node) {
    return Optional.ofNullable(origins.get(node));
  }

  /// Gives every project the balance that `config` says.
  void fund(GatewayConfig config, long nowNanos) {
    config
        .projects()
        .forEach((project, tenant) -> ledger.fund(project, tenant.balance(), nowNanos));
  }

  private static Fingerprinter fingerprinter(GatewayConfig config) {
    FingerprintMode mode =
        switch (config.fingerprint()) {
          case FULL -> FingerprintMode.FULL;
          case ARTICLE -> FingerprintMode.ARTICLE;
        };
    return Fingerprinter.of(FingerprintSpec.load(JsonReader::tryRead), mode);
  }

  /// Key records are small and must be young: the platform's shortest `cacheTtl`.
  private static KvSettings keySettings(GatewayConfig config) {
    return config.kv().settings().withCacheTtl(Duration.ofSeconds(30));
  }

  /// A store for the world and one for each zone that a project names; with pattern 1 none at all.
  private static Residency<CacheEntry> entries(
      Ground on, String originPlace, List<Replicated<?, ?>> stores) {
    GatewayConfig config = on.config().get();
    Map<String, Kv<CacheEntry>> byZone = new TreeMap<>();
    if (config.pattern().hasEdgeCache()) {
      KvSettings settings = config.kv().settings();
      Replicated<CacheEntry, ?> world = kv(settings, on, originPlace, "kv.entries");
      byZone.put("", world);
      stores.add(world);
      for (Zone zone : on.atlas().zones()) {
        Replicated<CacheEntry, ?> own = kv(settings, on, originPlace, "kv.entries." + zone.name());
        byZone.put(zone.name(), own);
        stores.add(own);
      }
    }
    return new Residency<>(
        byZone,
        (place, zone) ->
            on.atlas()
                .findZone(zone)
                .map(found -> found.countries().contains(on.atlas().place(place).country()))
                .orElse(false));
  }

  private static <V> Replicated<V, ?> kv(KvSettings settings, Ground on, String home, String name) {
    Dice dice = on.dice().fork(name);
    return switch (settings.model()) {
      case PULL -> new PullKv<>(settings, dice);
      case PUSH -> new PushKv<>(settings, dice);
      case STRONG -> new StrongKv<>(settings, on.paths()::roundTripNanos, home, dice);
    };
  }
}
