package meridian.control;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.PopId;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.cache.ExactCaches;
import meridian.control.config.ConfigReader;
import meridian.control.config.ConfigSource;
import meridian.control.config.GatewayConfig;
import meridian.edge.EdgePop;
import meridian.fingerprint.FingerprintSelfCheck;
import meridian.fingerprint.FingerprintSpec;
import meridian.ledger.Storage;
import meridian.live.Secrets;
import meridian.live.SessionKeys;
import meridian.live.http.HttpFrontDoor;
import meridian.live.http.HttpListeners;
import meridian.live.http.HttpService;
import meridian.live.http.Readiness;
import meridian.live.http.RequestIds;
import meridian.live.onnx.OnnxEmbedder;
import meridian.live.process.Libraries;
import meridian.live.provider.ProviderKey;
import meridian.live.redis.RedisCaches;
import meridian.live.sql.SqlStorage;
import meridian.live.telemetry.TelemetryLoop;
import meridian.live.time.SystemWorld;
import meridian.network.AccessLink;
import meridian.network.ModelledAccess;
import meridian.network.Paths;
import meridian.network.Wan;
import meridian.origin.Catalog;
import meridian.scenario.Fault;
import meridian.scenario.FaultText;
import meridian.telemetry.Event;
import meridian.telemetry.Meter;
import meridian.telemetry.PrometheusText;
import meridian.telemetry.Snapshot;
import meridian.time.Dice;
import meridian.wire.JsonReader;

/// A gateway in this process, in the live world: HTTP server, PoPs, origin, telemetry.
///
/// Started once, closed once; safe for any thread between.
final class EmbeddedGateway implements Gateway {
  private static final Duration STOP_GRACE = Duration.ofSeconds(8);

  private final Optional<SqlStorage> storage;
  private final Optional<RedisCaches> caches;
  private final AtomicReference<GatewayConfig> config;
  private final AtomicReference<Catalog> catalog;
  private final Atlas atlas;
  private final SystemWorld world;
  private final Catalogs catalogs;
  private final TelemetryLoop telemetry;
  private final OnnxEmbedder embedder;
  private final Nodes nodes;
  private final Faults faults;
  private final HttpFrontDoor http;
  private final Operator operator;
  private final KeyId operatorKey;
  private final KeyDesk keys;
  private final Evaluations evaluations = new Evaluations();

  private EmbeddedGateway(
      GatewayConfig config,
      Atlas atlas,
      SystemWorld world,
      TelemetryLoop telemetry,
      Optional<SqlStorage> storage,
      Optional<RedisCaches> caches,
      Function<String, ProviderKey> providerKeys)
      throws IOException {
    this.storage = storage;
    this.caches = caches;
    this.config = new AtomicReference<>(config);
    this.atlas = atlas;
    this.world = world;
    this.telemetry = telemetry;
    Dice dice = new Dice(config.seed());
    Paths paths = config.network().isModelled() ? new Paths(atlas, dice) : Paths.real(atlas, dice);
    this.catalogs = new Catalogs(world, paths, dice, new RealProviders(world, providerKeys));
    this.catalog = new AtomicReference<>(catalogs.of(config));
    this.embedder =
        new OnnxEmbedder(config.origin().semantic().threads(), config.origin().semantic().queue());
    Wan network = new Wan(world, world, paths, Settings.backbone(config.network()));
    this.nodes =
        Nodes.build(
            new Nodes.Ground(
                this.config,
                catalog,
                atlas,
                world,
                world,
                network,
                paths,
                telemetry,
                dice,
                storage.<Storage>map(kept -> kept).orElse(Storage.MEMORY),
                caches.<ExactCaches>map(elsewhere -> elsewhere),
                embedder,
                SessionKeys.fresh()),
            Parts.PLAIN);
    this.faults =
        new Faults(new Faults.Ground(nodes, network, paths, catalog::get, atlas, world, telemetry));
    AccessLink access =
        config.network().isModelled()
            ? new ModelledAccess(
                paths, Settings.access(config.network()), config.network().lastMile())
            : AccessLink.REAL;
    this.http = HttpFrontDoor.open(listeners(), Settings.bounds(config.listen()), service(access));
    Secrets.NewKey own = new Secrets().newKey();
    this.operator = new Operator(this, own.text(), world, world, dice);
    this.operatorKey = own.kept().id();
    this.keys = new KeyDesk(this.config::get, nodes, world);
    registerKeys(own.kept());
    evaluations.read(config);
  }

  /// Starts everything; when a port is taken, nothing is left running.
  static EmbeddedGateway start(GatewayConfig config, Atlas atlas) throws IOException {
    return start(config, atlas, ProviderKey::fromEnvironment);
  }

  /// Starts one that finds its provider keys elsewhere than in this process's environment.
  ///
  /// @param providerKeys the key in an environment variable of this name
  static EmbeddedGateway start(
      GatewayConfig config, Atlas atlas, Function<String, ProviderKey> providerKeys)
      throws IOException {
    FingerprintSelfCheck.Report report =
        FingerprintSelfCheck.run(FingerprintSpec.load(JsonReader::tryRead), JsonReader::tryRead);
    if (!report.isSound()) {
      throw new IOException(
          "the fingerprint self-check failed, so that edge and origin could disagree: "
              + report.mismatch().orElse("unknown")
              + "; this build must not serve");
    }
    Libraries.keepToWarnings();
    SystemWorld world = new SystemWorld();
    TelemetryLoop telemetry = new TelemetryLoop(meter(config, world.nanos()), world);
    Optional<SqlStorage> storage = Books.open(config);
    Optional<RedisCaches> caches = Optional.empty();
    EmbeddedGateway gateway;
    try {
      caches = Caches.open(config, world, telemetry);
      gateway = new EmbeddedGateway(config, atlas, world, telemetry, storage, caches, providerKeys);
    } catch (IOException | RuntimeException cannot) {
      caches.ifPresent(RedisCaches::close);
      storage.ifPresent(SqlStorage::close);
      throw cannot;
    }
    gateway.telemetry.start();
    if (config.isSemantic()) {
      gateway.embedder.warm();
    }
    gateway.nodes.pops().values().forEach(EdgePop::handOnUsage);
    gateway.nodes.regions().forEach(region -> region.shipping().resume());
    return gateway;
  }

  /// Lets in the keys of the keys file, and from now on follows what changes in it and in `source`.
  void watch(ConfigSource source, ConfigReader reader) {
    Reload reload =
        new Reload(
            new Reconfiguration(
                config, catalog, catalogs, nodes, faults, telemetry::budget, telemetry, world),
            evaluations);
    world.start("config-watch", new ConfigWatch(source, reader, world, reload));
    world.start(
        "key-uses",
        new KeyUseNotes(() -> config.get().keys().file(), () -> snapshot().keys(), world));
  }

  private static Meter meter(GatewayConfig config, long nowNanos) {
    return new Meter(
        config.pops(), config.budget(), config.pattern().label(), Main.version(), nowNanos);
  }

  private HttpListeners listeners() {
    GatewayConfig current = config.get();
    SequencedMap<PopId, Integer> ports = new LinkedHashMap<>();
    int next = current.listen().popPorts();
    for (PopId pop : current.pops()) {
      ports.put(pop, next == 0 ? 0 : next++);
    }
    return new HttpListeners(
        current.listen().host(),
        current.listen().port(),
        ports,
        OptionalInt.of(current.managementPort()));
  }

  private HttpService service(AccessLink access) {
    return new HttpService(
        (pop, arrival, trace, client) -> pop(pop).serve(arrival, trace, client),
        new Places(config, atlas, nodes),
        (pop, credential) -> ModelListing.of(pop(pop), credential, catalog.get().router()),
        () -> Readiness.READY,
        () -> PrometheusText.of(telemetry.totals()),
        access,
        world,
        new RequestIds(new Dice(new Secrets().seed())),
        telemetry);
  }

  private EdgePop pop(PopId id) {
    return Optional.ofNullable(nodes.pops().get(id)).orElseThrow();
  }

  private void registerKeys(KeyText operatorKey) {
    GatewayConfig current = config.get();
    ProjectId first = current.projects().keySet().iterator().next();
    ProjectId operators = current.keys().demo().map(demo -> demo.project()).orElse(first);
    register(operatorKey, operators);
    current.keys().demo().ifPresent(demo -> register(demo.key().kept(), demo.project()));
  }

  private void register(KeyText key, ProjectId project) {
    long now = world.nanos();
    nodes.registry().put(new KeyRecord(key.id(), key.digest(), project, false, now), now);
  }

  @Override
  public Description description() {
    GatewayConfig current = config.get();
    return Describing.of(
        current,
        "EMBEDDED · " + (current.network().isModelled() ? "modelled WAN" : "real network"),
        atlas,
        http.addresses().frontDoor().toString(),
        http.addresses().pops(),
        catalog.get().router());
  }

  /// Base URL of `/metrics`, on loopback.
  Optional<String> management() {
    return http.addresses().management().map(Object::toString);
  }

  /// Where ledger and usage are kept, for people.
  String books() {
    return Books.where(config.get());
  }

  @Override
  public Snapshot snapshot() {
    return telemetry.snapshot();
  }

  @Override
  public Reaction perform(Command command) {
    Reaction reaction = react(command);
    switch (reaction) {
      case Reaction.Taken(String note) ->
          telemetry.accept(new Event.OperatorActed(note, world.nanos()));
      case Reaction.TakenInPart(String note) ->
          telemetry.accept(new Event.OperatorActed(note, world.nanos()));
      case Reaction.Issued issued ->
          telemetry.accept(new Event.OperatorActed(issued.note(), world.nanos()));
      case Reaction.Rejected _ -> {
        // nothing happened
      }
    }
    return reaction;
  }

  private Reaction react(Command command) {
    return switch (command) {
      case Command.StartTraffic start -> operator.start(start.plan());
      case Command.StopTraffic _ -> operator.stop();
      case Command.PurgeCaches _ ->
          new Reaction.Taken(nodes.purge(world.nanos()) + " answers purged");
      case Command.PromoteStandby _ ->
          nodes
              .promoteStandby(config.get())
              .<Reaction>map(region -> new Reaction.Taken(region + " serves from now on"))
              .orElseGet(Nodes::noStandby);
      case Command.RevokeKey revoke -> keys.revoke(revoke.key());
      case Command.CreateKey create -> keys.create(create.project(), create.ttl());
      case Command.RotateKey rotate -> keys.rotate(rotate.key(), rotate.overlap());
      case Command.ExpireKey expire -> keys.expire(expire.key(), expire.at());
      case Command.SetSemantic change -> setSemantic(change);
      case Command.SetSpeed _, Command.Step _ ->
          new Reaction.Rejected(
              "expected a simulated gateway, found one in real time; open a scenario to change"
                  + " the speed of its clock");
      case Command.QuietAlarm quiet ->
          QuietAlarms.obstacle(quiet, snapshot())
              .orElseGet(() -> {
                telemetry.accept(QuietAlarms.event(quiet, world.nanos()));
                return new Reaction.Taken(QuietAlarms.note(quiet));
              });
      case Command.Inject inject -> inject(inject.fault());
      case Command.Heal heal ->
          faults.end(heal.fault())
              ? new Reaction.Taken("healed: " + FaultText.of(heal.fault()))
              : new Reaction.Rejected(
                  "expected a fault that holds, found '%s', which does not; nothing to heal"
                      .formatted(FaultText.of(heal.fault())));
    };
  }

  private Reaction setSemantic(Command.SetSemantic change) {
    Optional<String> obstacle = evaluations.obstacle(config.get(), change);
    if (obstacle.isPresent()) {
      return new Reaction.Rejected(obstacle.get());
    }
    config.updateAndGet(current -> Evaluations.with(current, change));
    if (config.get().isSemantic()) {
      embedder.warm();
    }
    return new Reaction.Taken(Evaluations.note(change));
  }

  private Reaction inject(Fault fault) {
    Optional<String> obstacle = faults.obstacle(fault);
    if (obstacle.isPresent()) {
      return new Reaction.Rejected(obstacle.get());
    }
    faults.begin(fault);
    return new Reaction.Taken("injected: " + FaultText.of(fault));
  }

  @Override
  public Tenants tenants() {
    return TenantList.of(
        config.get(), nodes, evaluations, Set.of(operatorKey), true, world.nanos());
  }

  @Override
  public void send(Trial trial, TrialListener listener) {
    operator.send(trial, listener);
  }

  @Override
  public void close() {
    operator.close();
    http.stop(STOP_GRACE);
    world.close();
    embedder.close();
    Catalogs.close(catalog.get());
    caches.ifPresent(RedisCaches::close);
    storage.ifPresent(SqlStorage::close);
    telemetry.close();
  }
}
