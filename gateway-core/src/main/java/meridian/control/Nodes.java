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
import meridian.Money;
import meridian.PopId;
import meridian.Region;
import meridian.atlas.Atlas;
import meridian.atlas.Zone;
import meridian.cache.CacheEntry;
import meridian.cache.CacheRules;
import meridian.cache.ExactCaches;
import meridian.control.Gateway.Reaction;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ReplicationConfig;
import meridian.control.config.ServingPattern;
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
import meridian.ledger.Duty;
import meridian.ledger.Escrow;
import meridian.ledger.Ledger;
import meridian.ledger.Storage;
import meridian.ledger.UsageLog;
import meridian.live.SessionKeys;
import meridian.network.Network;
import meridian.network.Paths;
import meridian.origin.Catalog;
import meridian.origin.Filling;
import meridian.origin.KeyRegistry;
import meridian.origin.Origin;
import meridian.semantic.Embedder;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Dice;
import meridian.time.Tasks;
import meridian.time.WorldClock;
import meridian.wire.JsonReader;

/// The nodes of one gateway, wired by hand: PoPs, KV, origins. The same in both worlds; what
/// differs is what they are given to stand on.
///
/// @param pops every PoP, in the order of configuration
/// @param regions every origin region, the configured one first
/// @param stores the modelled KV, of keys and of each zone's entries
/// @param events what happens is told to it
/// @param clock of the world
record Nodes(
    Map<PopId, EdgePop> pops,
    List<OriginNode> regions,
    List<Replicated<?, ?>> stores,
    EventSink events,
    WorldClock clock) {

  /// What nodes stand on.
  ///
  /// @param config what is in force; a reload changes it
  /// @param catalog the providers in force; a reload changes it
  /// @param storage what outlives the process
  /// @param caches the exact caches, where they are not in memory
  /// @param embedder for the semantic caches; asked only for projects that use them
  /// @param sessionKeys for session tokens; PoPs see the verifier only
  record Ground(
      AtomicReference<GatewayConfig> config,
      AtomicReference<Catalog> catalog,
      Atlas atlas,
      WorldClock clock,
      Tasks tasks,
      Network network,
      Paths paths,
      EventSink events,
      Dice dice,
      Storage storage,
      Optional<ExactCaches> caches,
      Embedder embedder,
      SessionKeys sessionKeys) {
    /// The same, with what `parts` put in place of network and events.
    private Ground with(Parts parts) {
      return new Ground(
          config,
          catalog,
          atlas,
          clock,
          tasks,
          parts.network(network),
          paths,
          parts.events(events),
          dice,
          storage,
          caches,
          embedder,
          sessionKeys);
    }
  }

  static Nodes build(Ground ground, Parts parts) {
    Ground on = ground.with(parts);
    GatewayConfig config = on.config().get();
    String originPlace = config.origin().region().place();
    List<Replicated<?, ?>> stores = new ArrayList<>();
    Replicated<KeyRecord, ?> keys = kv(keySettings(config), on, originPlace, "kv.keys");
    stores.add(keys);
    Kv<KeyRecord> keysSeen = parts.keys(keys);
    Residency<CacheEntry> entries = entries(on, parts, originPlace, stores);
    CacheRules rules =
        parts.rules(
            new CacheRules(
                project -> on.config().get().policy(project),
                model ->
                    on.catalog()
                        .get()
                        .router()
                        .effective(model)
                        .orElseGet(() -> new EffectiveModel("none", model)),
                fingerprinter(config)));
    List<Region> regions = new ArrayList<>();
    regions.add(config.origin().region());
    regions.addAll(config.replication().regions());
    RegionWiring wiring = new RegionWiring(on, parts, keysSeen, entries, rules, regions);
    EdgePop.World world =
        new EdgePop.World(
            on.clock(),
            on.tasks(),
            on.network(),
            wiring::route,
            entries,
            keysSeen,
            on.storage()::journal,
            on.events(),
            on.dice(),
            true,
            config.edge().sessionLife().map(_ -> on.sessionKeys().verifier()));
    AtomicLong numbers = new AtomicLong();
    Map<PopId, EdgePop> pops = new LinkedHashMap<>();
    for (PopId pop : config.pops()) {
      pops.put(pop, new EdgePop(pop, config.edge(), world, rules, numbers));
    }
    Nodes nodes =
        new Nodes(
            pops,
            regions.stream().map(wiring::build).toList(),
            List.copyOf(stores),
            on.events(),
            on.clock());
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
    return Optional.ofNullable(origins().get(node));
  }

  /// Every origin by its name on the network.
  Map<String, Origin> origins() {
    Map<String, Origin> byNode = new LinkedHashMap<>();
    regions.forEach(region -> byNode.put(region.address().node(), region.origin()));
    return byNode;
  }

  /// The origin that operators speak to: the first of those that serve in the latest epoch, or the
  /// first of all when none serves.
  OriginNode primary() {
    OriginNode latest = regions.getFirst();
    for (OriginNode origin : regions) {
      boolean isLater =
          !latest.standing().isServing() || origin.standing().epoch() > latest.standing().epoch();
      latest = origin.standing().isServing() && isLater ? origin : latest;
    }
    return latest;
  }

  /// The keys of the [#primary].
  KeyRegistry registry() {
    return primary().registry();
  }

  /// The caches of the [#primary].
  Filling filling() {
    return primary().filling();
  }

  /// The books of the [#primary].
  Ledger ledger() {
    return primary().ledger();
  }

  /// The usage records of the [#primary].
  UsageLog usage() {
    return primary().usage();
  }

  /// Forgets every cached answer of every origin; says how many the KV or one origin held.
  int purge(long nowNanos) {
    return regions.stream().mapToInt(origin -> origin.filling().purge(nowNanos)).max().orElse(0);
  }

  /// Gives every project the balance that `config` says: all of it to the one origin that serves;
  /// with pattern 3 a part to each, or with naive quotas all of it to each.
  void fund(GatewayConfig config, long nowNanos) {
    boolean isShared = config.pattern() == ServingPattern.THREE;
    boolean isEscrow = config.replication().quota() == ReplicationConfig.Quota.ESCROW;
    config
        .projects()
        .forEach((project, tenant) -> {
          Optional<Money> balance = tenant.balance();
          for (int i = 0; i < regions.size(); i++) {
            OriginNode origin = regions.get(i);
            if (isShared && isEscrow) {
              Optional<Money> share = Escrow.share(balance, i, regions.size());
              origin.ledger().fund(project, share, nowNanos);
            } else if (isShared || origin.region().equals(primary().region())) {
              origin.ledger().fund(project, balance, nowNanos);
            }
          }
        });
  }

  /// The region that waits for its promotion, if there is one.
  Optional<OriginNode> standby() {
    return regions.stream()
        .filter(origin -> origin.standing().duty().role() == Duty.Role.STANDBY)
        .findFirst();
  }

  /// What an operator is told who promotes a standby where there is none.
  static Reaction noStandby() {
    return new Reaction.Rejected(
        "expected a standby region, found none; use pattern 2.5 with replication.regions");
  }

  /// Makes the standby serve in place of the primary, if there is one; says which region it is.
  ///
  /// What the primary changed and replication had not yet brought is counted as lost here, where
  /// one process sees both; in separate processes the old primary counts it when it comes back.
  /// Balances are what `config` says, whether or not replication had brought them.
  Optional<String> promoteStandby(GatewayConfig config) {
    Optional<OriginNode> standby = standby();
    if (standby.isEmpty()) {
      return Optional.empty();
    }
    OriginNode old = primary();
    OriginNode fresh = standby.get();
    fresh.standing().promote(fresh.following().takeOver(old.region().name()));
    long now = clock.nanos();
    events.accept(
        new Event.Promoted(
            fresh.region().name(), old.region().name(), fresh.standing().epoch(), now));
    old.shipping().countLost(fresh.following().applied(old.region().name()));
    fund(config, now);
    return Optional.of(fresh.region().name());
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
      Ground on, Parts parts, String originPlace, List<Replicated<?, ?>> stores) {
    GatewayConfig config = on.config().get();
    Map<String, Kv<CacheEntry>> byZone = new TreeMap<>();
    if (config.pattern().hasEdgeCache()) {
      KvSettings settings = config.kv().settings();
      Replicated<CacheEntry, ?> world = kv(settings, on, originPlace, "kv.entries");
      byZone.put("", parts.entries("", world));
      stores.add(world);
      for (Zone zone : on.atlas().zones()) {
        Replicated<CacheEntry, ?> own = kv(settings, on, originPlace, "kv.entries." + zone.name());
        byZone.put(zone.name(), parts.entries(zone.name(), own));
        stores.add(own);
      }
    }
    return new Residency<>(byZone, (place, zone) -> isInZone(on.atlas(), place, zone));
  }

  /// Whether `place` lies in the residency zone `zone`; nowhere does in one that is not known.
  static boolean isInZone(Atlas atlas, String place, String zone) {
    return atlas
        .findZone(zone)
        .map(found -> found.countries().contains(atlas.place(place).country()))
        .orElse(false);
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
