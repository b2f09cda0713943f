package meridian.control;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import meridian.Change;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.Region;
import meridian.cache.CacheEntry;
import meridian.cache.CacheRules;
import meridian.cache.Doorkeeper;
import meridian.cache.EntryStore;
import meridian.cache.ExactCache;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ProjectConfig;
import meridian.control.config.ReplicationConfig;
import meridian.control.config.ServingPattern;
import meridian.fingerprint.FingerprintMode;
import meridian.fingerprint.Fingerprinter;
import meridian.kv.Kv;
import meridian.kv.Residency;
import meridian.ledger.Duty;
import meridian.ledger.InMemoryLedger;
import meridian.ledger.KeptLedger;
import meridian.ledger.Ledger;
import meridian.ledger.LedgerCopy;
import meridian.ledger.LedgerSettings;
import meridian.ledger.Lines;
import meridian.ledger.Ties;
import meridian.ledger.UsageLog;
import meridian.limits.BucketLimiter;
import meridian.limits.RateLimits;
import meridian.limits.TenantLimits;
import meridian.network.Address;
import meridian.origin.Allies;
import meridian.origin.Cashier;
import meridian.origin.Catalog;
import meridian.origin.Filling;
import meridian.origin.Following;
import meridian.origin.KeyRegistry;
import meridian.origin.Origin;
import meridian.origin.OriginSettings;
import meridian.origin.Peer;
import meridian.origin.ProviderCall;
import meridian.origin.RegionHealth;
import meridian.origin.ReplicationSettings;
import meridian.origin.SemanticLayer;
import meridian.origin.Sessions;
import meridian.origin.Shipping;
import meridian.origin.Standing;
import meridian.origin.Throttle;
import meridian.origin.Treasury;
import meridian.semantic.Partitioning;
import meridian.semantic.SemanticCache;
import meridian.semantic.SemanticIndex;
import meridian.telemetry.Event;

/// Builds the origin regions of one gateway: the same parts in each, and ties between them where
/// there are several.
///
/// @param on what nodes stand on
/// @param parts is shown each part of each region
/// @param keys the KV of key records
/// @param entries the KV of cached answers
/// @param rules how projects cache
/// @param regions every origin region, the configured one first
record RegionWiring(
    Nodes.Ground on,
    Parts parts,
    Kv<KeyRecord> keys,
    Residency<CacheEntry> entries,
    CacheRules rules,
    List<Region> regions) {

  private static Address address(Region region) {
    return new Address("origin:" + region, region.place());
  }

  /// The origins a PoP asks: the nearest first where all serve, otherwise the primary first.
  List<Address> route(PopId pop) {
    return nearest(pop.code()).stream().map(RegionWiring::address).toList();
  }

  private List<Region> nearest(String place) {
    if (on.config().get().pattern() != ServingPattern.THREE) {
      return regions;
    }
    return regions.stream()
        .sorted(Comparator.comparingLong(region -> on.atlas().rtt(place, region.place()).nanos()))
        .toList();
  }

  /// One region, attached to the network.
  OriginNode build(Region region) {
    GatewayConfig config = on.config().get();
    boolean isShared = config.pattern() == ServingPattern.THREE;
    boolean isFirst = region.equals(regions.getFirst());
    Address address = address(region);
    List<Peer> peers =
        nearest(region.place()).stream()
            .filter(other -> !other.equals(region))
            .map(other -> new Peer(other.name(), address(other)))
            .toList();
    LedgerSettings bounds = config.origin().ledger();
    Ties ties = on.storage().ties(region.name());
    Standing standing = Standing.of(isShared || isFirst ? Duty.ACTIVE : Duty.STANDBY, ties);
    ReplicationSettings replication =
        new ReplicationSettings(
            config.replication().every(),
            config.replication().maxChanges(),
            isShared,
            on.storage().hasOneUsageLog());
    Shipping shipping =
        new Shipping(
            region.name(),
            address,
            peers,
            replication,
            standing,
            on.clock(),
            on.tasks(),
            on.network(),
            on.events());
    KeyRegistry registry =
        new KeyRegistry(config.origin().maxKeys(), keys, region.place(), on.events(), shipping);
    parts.registry(region.name(), registry);
    Lines lines = on.storage().lines(region.name());
    remember(lines, region, peers, standing, shipping);
    InMemoryLedger ledger =
        new InMemoryLedger(
            region.name(),
            bounds,
            event -> {
              on.events().accept(event);
              if (event instanceof Event.Booked booked) {
                shipping.accept(new Change.Booked(booked.line()));
              }
            },
            lines,
            () -> standing.duty().inheritance().map(from -> copy(from.region(), from.line())));
    Ledger books = parts.ledger(region.name(), new KeptLedger(ledger, lines));
    UsageLog usage =
        parts.usage(region.name(), on.storage().usage(region.name(), bounds.maxHistory()));
    Following following =
        new Following(
            region.name(),
            peers,
            isShared,
            peer -> copy(peer, ties.followed(peer)),
            ties,
            registry,
            ledger,
            usage,
            project -> balance(on.config().get(), project),
            on.clock(),
            on.events());
    boolean isEscrow = isShared && config.replication().quota() == ReplicationConfig.Quota.ESCROW;
    Optional<Treasury> treasury =
        isEscrow
            ? Optional.of(
                new Treasury(region.name(), address, peers, books, on.clock(), on.network()))
            : Optional.empty();
    Allies allies =
        peers.isEmpty()
            ? Allies.none()
            : Allies.of(
                standing,
                new Allies.Links(
                    address,
                    peers,
                    replication,
                    shipping,
                    following,
                    treasury,
                    on.clock(),
                    on.network()));
    Supplier<Catalog> catalog =
        () -> parts.catalog(region.name(), on.catalog().get().at(region.name()));
    OriginSettings settings = config.origin().settings();
    var room = config.origin().cache();
    ExactCache store =
        on.caches()
            .map(elsewhere -> elsewhere.of(region.name()))
            .orElseGet(
                () -> new EntryStore(room.maxEntries(), room.maxBytes(), room.maxEntryBytes()));
    parts.store(region.place(), store);
    Optional<Doorkeeper> doorkeeper =
        settings.writesOnSecondSighting()
            ? Optional.of(new Doorkeeper(settings.doorkeeperCapacity()))
            : Optional.empty();
    SemanticCache similar =
        new SemanticCache(
            on.embedder(),
            parts.partitioning(
                Partitioning.by(
                    Fingerprinter.of(rules.fingerprinter().spec(), FingerprintMode.FULL))),
            new SemanticIndex(on.embedder().dimension(), config.origin().semantic().index()),
            project -> on.config().get().semantic(project));
    Filling filling =
        new Filling(
            store,
            entries,
            region.place(),
            doorkeeper,
            Optional.of(new SemanticLayer(similar, on.clock(), on.events())),
            on.events());
    Cashier cashier =
        new Cashier(
            region.name(),
            books,
            usage,
            catalog,
            settings.assumedOutputTokens(),
            new Throttle(
                parts.limiter(region.name(), new BucketLimiter(config.origin().maxKeys())),
                this::limits,
                on.clock(),
                on.events()),
            allies,
            on.clock(),
            on.events());
    ProviderCall providers =
        new ProviderCall(
            settings,
            on.clock(),
            catalog,
            provider -> parts.provider(region.name(), provider),
            new RegionHealth(region.name(), on.events()),
            filling,
            cashier,
            region.name(),
            on.events());
    Origin origin =
        new Origin(
            settings,
            on.clock(),
            on.tasks(),
            registry,
            on.config()
                .get()
                .edge()
                .sessionLife()
                .map(life -> new Sessions(on.sessionKeys().signer(), life)),
            rules,
            store,
            providers,
            cashier,
            allies,
            on.events());
    on.network().attach(address, origin);
    return new OriginNode(
        region, address, origin, standing, registry, filling, ledger, usage, shipping, following);
  }

  /// The ledger of another region as it is kept, up to one of its lines.
  private LedgerCopy copy(String peer, long upTo) {
    return LedgerCopy.of(on.storage().lines(peer), upTo, on.config().get().origin().ledger());
  }

  /// Has `shipping` remember what some peer has not followed: it was booked before this process,
  /// and maybe never shipped. What a fenced region did not ship is lost, and was counted.
  private void remember(
      Lines lines, Region region, List<Peer> peers, Standing standing, Shipping shipping) {
    if (peers.isEmpty() || standing.duty().role() == Duty.Role.FENCED) {
      return;
    }
    long followed = Long.MAX_VALUE;
    for (Peer peer : peers) {
      followed = Math.min(followed, on.storage().ties(peer.region()).followed(region.name()));
    }
    lines.replay(followed, line -> shipping.remember(new Change.Booked(line), line.atNanos()));
  }

  /// What one origin may let through: with pattern 3 an equal share of each limit, so that all
  /// together let through no more than it; with naive quotas all of it, as with balances.
  private TenantLimits limits(ProjectId project, KeyTerms key) {
    GatewayConfig config = on.config().get();
    TenantLimits whole =
        Optional.ofNullable(config.projects().get(project))
            .map(ProjectConfig::limits)
            .orElse(TenantLimits.NONE)
            .forKey(new RateLimits(key.requestsPerMinute(), key.tokensPerMinute()));
    boolean isSplit =
        config.pattern() == ServingPattern.THREE
            && config.replication().quota() == ReplicationConfig.Quota.ESCROW;
    return isSplit ? whole.share(regions.size()) : whole;
  }

  private static Optional<Money> balance(GatewayConfig config, ProjectId project) {
    return Optional.ofNullable(config.projects().get(project)).flatMap(ProjectConfig::balance);
  }
}
