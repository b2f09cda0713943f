package meridian.seeds;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import meridian.EffectiveModel;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.budget.StageTrace;
import meridian.cache.CacheEntry;
import meridian.cache.CachePolicy;
import meridian.cache.CacheRules;
import meridian.cache.EntryStore;
import meridian.edge.Arrival;
import meridian.edge.EdgePop;
import meridian.edge.EdgeSettings;
import meridian.fingerprint.FingerprintMode;
import meridian.fingerprint.FingerprintSpec;
import meridian.fingerprint.Fingerprinter;
import meridian.kv.Kv;
import meridian.kv.KvSettings;
import meridian.kv.PushKv;
import meridian.kv.Residency;
import meridian.ledger.InMemoryLedger;
import meridian.ledger.InMemoryUsageLog;
import meridian.ledger.Journal;
import meridian.ledger.LedgerSettings;
import meridian.limits.BucketLimiter;
import meridian.limits.RateLimits;
import meridian.limits.TenantLimits;
import meridian.network.Address;
import meridian.origin.Allies;
import meridian.origin.Cashier;
import meridian.origin.Catalog;
import meridian.origin.Filling;
import meridian.origin.KeyRegistry;
import meridian.origin.Origin;
import meridian.origin.OriginSettings;
import meridian.origin.ProviderCall;
import meridian.origin.RegionHealth;
import meridian.origin.SemanticLayer;
import meridian.origin.Throttle;
import meridian.provider.PriceTable;
import meridian.provider.Route;
import meridian.provider.Router;
import meridian.semantic.Partitioning;
import meridian.semantic.SemanticCache;
import meridian.semantic.SemanticIndex;
import meridian.semantic.SemanticPolicy;
import meridian.simulated.Kernel;
import meridian.telemetry.Event;
import meridian.time.Dice;
import meridian.time.Tasks;

/// Two PoPs, an origin in Mumbai and a scripted provider, in virtual time: the whole gateway but
/// its sockets.
final class GatewayWorld {
  static final PopId SIN = new PopId("SIN");
  static final PopId FRA = new PopId("FRA");
  static final meridian.live.SessionKeys SESSION_KEYS = meridian.live.SessionKeys.repeatable(42);
  static final String DEMO_KEY = "mk_demo00000001_" + "a".repeat(32);
  static final String OTHER_KEY = "mk_other0000001_" + "b".repeat(32);
  static final ProjectId DEMO = new ProjectId("demo");
  static final ProjectId OTHER = new ProjectId("other");
  static final long START = Duration.ofDays(20_000).toNanos();
  static final long ONE_WAY = 29_000_000;
  static final long CLIENT_WAY = 12_000_000;

  final Kernel kernel = new Kernel(START);
  final ScriptedProvider provider = new ScriptedProvider(kernel);
  final ScriptedProvider near = new ScriptedProvider("openai/near", kernel);
  final ScriptedProvider far = new ScriptedProvider("openai/far", kernel);
  final ScriptedProvider standIn = new ScriptedProvider("anthropic/near", kernel);
  final PlainNetwork network = new PlainNetwork(kernel, kernel);
  final List<Event> events = new ArrayList<>();
  final Map<ProjectId, CachePolicy> policies = new HashMap<>();
  final Map<ProjectId, SemanticPolicy> semantic = new HashMap<>();
  final CountingEmbedder embedder = new CountingEmbedder(kernel);
  final Map<ProjectId, TenantLimits> limits = new HashMap<>();
  final BucketLimiter limiter = new BucketLimiter(1_000);
  final EntryStore store = new EntryStore(1000, 1 << 20, 1 << 18);
  final SlowLedger ledger;
  final InMemoryUsageLog usage = new InMemoryUsageLog(10_000);
  final KeyRegistry registry;
  final Filling filling;
  final Map<PopId, EdgePop> pops = new HashMap<>();
  private long requests;

  GatewayWorld() {
    this(EdgeSettings.DEFAULT, LedgerSettings.DEFAULT);
  }

  GatewayWorld(EdgeSettings edgeSettings) {
    this(edgeSettings, LedgerSettings.DEFAULT);
  }

  GatewayWorld(EdgeSettings edgeSettings, LedgerSettings ledgerSettings) {
    ledger = new SlowLedger(new InMemoryLedger("ap-south-1", ledgerSettings, events::add), kernel);
    Dice dice = new Dice(42);
    KvSettings push = KvSettings.PULL.with(KvSettings.Model.PUSH);
    Kv<CacheEntry> entries = new PushKv<>(push, dice.fork("entries"));
    Kv<CacheEntry> european = new PushKv<>(push, dice.fork("eu"));
    Kv<KeyRecord> keys = new PushKv<>(push, dice.fork("keys"));
    Residency<CacheEntry> residency =
        new Residency<>(Map.of("", entries, "eu", european), (place, zone) -> place.equals("FRA"));
    CacheRules rules =
        new CacheRules(
            project -> policies.getOrDefault(project, CachePolicy.DEFAULT),
            model -> new EffectiveModel("openai", model),
            Fingerprinter.of(
                FingerprintSpec.load(meridian.wire.JsonReader::tryRead), FingerprintMode.FULL));
    registry = new KeyRegistry(100, keys, "BOM", events::add);
    SemanticCache similar =
        new SemanticCache(
            embedder,
            Partitioning.by(rules.fingerprinter()),
            new SemanticIndex(embedder.dimension(), SemanticIndex.Bounds.DEFAULT),
            project -> semantic.getOrDefault(project, SemanticPolicy.OFF));
    filling =
        new Filling(
            store,
            residency,
            "BOM",
            Optional.empty(),
            Optional.of(new SemanticLayer(similar, kernel, events::add)),
            events::add);
    Catalog catalog =
        new Catalog(
            new Router(
                List.of(
                    new Route("gpt-4o-mini", "openai", Optional.empty(), List.of("scripted/test")),
                    new Route("priceless", "openai", Optional.empty(), List.of("scripted/test")),
                    new Route(
                        "gpt-4o",
                        "openai",
                        Optional.empty(),
                        List.of("openai/near", "openai/far"),
                        List.of(
                            new Route.Fallback(
                                "anthropic/near",
                                new EffectiveModel("anthropic", "claude-haiku-4-5"))))),
                List.of(provider, near, far, standIn)),
            PriceTable.published());
    Cashier cashier =
        new Cashier(
            "ap-south-1",
            ledger,
            usage,
            () -> catalog,
            1_024,
            new Throttle(
                limiter,
                (project, key) ->
                    limits
                        .getOrDefault(project, TenantLimits.NONE)
                        .forKey(new RateLimits(key.requestsPerMinute(), key.tokensPerMinute())),
                kernel,
                events::add),
            Allies.none(),
            kernel,
            events::add);
    ProviderCall providers =
        new ProviderCall(
            OriginSettings.DEFAULT,
            kernel,
            () -> catalog,
            provider -> provider,
            new RegionHealth("ap-south-1", events::add),
            filling,
            cashier,
            "ap-south-1",
            events::add);
    Address originAddress = new Address("origin:ap-south-1", "BOM");
    network.attach(
        originAddress,
        new Origin(
            OriginSettings.DEFAULT,
            kernel,
            kernel,
            registry,
            edgeSettings
                .sessionLife()
                .map(life -> new meridian.origin.Sessions(SESSION_KEYS.signer(), life)),
            rules,
            store,
            providers,
            cashier,
            Allies.none(),
            events::add));
    EdgePop.World world =
        new EdgePop.World(
            kernel,
            kernel,
            network,
            _ -> List.of(originAddress),
            residency,
            keys,
            _ -> Journal.NONE,
            events::add,
            dice,
            true,
            edgeSettings.sessionLife().map(_ -> SESSION_KEYS.verifier()));
    AtomicLong numbers = new AtomicLong();
    for (PopId pop : List.of(SIN, FRA)) {
      pops.put(pop, new EdgePop(pop, edgeSettings, world, rules, numbers));
    }
    register(DEMO_KEY, DEMO);
    register(OTHER_KEY, OTHER);
  }

  private void register(String key, ProjectId project) {
    KeyText text = KeyText.parse(key).orElseThrow();
    registry.put(new KeyRecord(text.id(), text.digest(), project, false, START), START);
  }

  /// Runs `story` in this world, two minutes after its start, so that the keys are everywhere.
  void run(Runnable story) {
    kernel.run(() -> {
      kernel.sleepUntil(START + Duration.ofMinutes(2).toNanos());
      story.run();
    });
  }

  void wait(Duration time) {
    kernel.sleepUntil(kernel.nanos() + time.toNanos());
  }

  static String body(String prompt, boolean isStreamed) {
    return """
    {"model":"gpt-4o-mini","messages":[{"role":"user","content":"%s"}],"stream":%s}\
    """
        .formatted(prompt, isStreamed);
  }

  Ask ask(String prompt) {
    return new Ask(prompt);
  }

  /// One request being put together.
  final class Ask {
    private final String prompt;
    private PopId pop = SIN;
    private Optional<String> key = Optional.of(DEMO_KEY);
    private Optional<String> cacheControl = Optional.empty();
    private boolean isStreamed;
    private Optional<String> rawBody = Optional.empty();
    private Optional<String> idempotencyKey = Optional.empty();
    private int leaveAfter = Integer.MAX_VALUE;

    Ask(String prompt) {
      this.prompt = prompt;
    }

    Ask at(PopId where) {
      pop = where;
      return this;
    }

    Ask with(String otherKey) {
      key = Optional.of(otherKey);
      return this;
    }

    Ask withoutKey() {
      key = Optional.empty();
      return this;
    }

    Ask saying(String header) {
      cacheControl = Optional.of(header);
      return this;
    }

    Ask streamed() {
      isStreamed = true;
      return this;
    }

    Ask sending(String body) {
      rawBody = Optional.of(body);
      return this;
    }

    Ask under(String repeatedKey) {
      idempotencyKey = Optional.of(repeatedKey);
      return this;
    }

    Ask leavingAfter(int chunks) {
      leaveAfter = chunks;
      return this;
    }

    /// Sends it and waits for the end.
    RecordingClient send() {
      RecordingClient client = new RecordingClient(kernel, CLIENT_WAY);
      client.leaveAfter(leaveAfter);
      serve(client);
      return client;
    }

    /// Sends it in a task of its own.
    Sending start() {
      RecordingClient client = new RecordingClient(kernel, CLIENT_WAY);
      client.leaveAfter(leaveAfter);
      return new Sending(client, kernel.start("client " + prompt, () -> serve(client)));
    }

    private void serve(RecordingClient client) {
      long arrived = kernel.nanos();
      StageTrace trace = new StageTrace(arrived);
      kernel.sleepUntil(arrived + CLIENT_WAY);
      trace.lap(Stage.CLIENT_EDGE, kernel.nanos());
      byte[] body =
          rawBody.orElseGet(() -> body(prompt, isStreamed)).getBytes(StandardCharsets.UTF_8);
      RequestId id = new RequestId("req_" + ++requests);
      Arrival arrival =
          new Arrival(
              id, "SIN", false, arrived, kernel.nanos(), key, cacheControl, idempotencyKey, body);
      java.util.Objects.requireNonNull(pops.get(pop)).serve(arrival, trace, client);
    }
  }

  /// A request on its way.
  record Sending(RecordingClient client, Tasks.Handle task) {
    RecordingClient join() {
      task.join();
      return client;
    }
  }

  List<RequestTimeline> timelines() {
    return events.stream()
        .filter(Event.RequestFinished.class::isInstance)
        .map(event -> ((Event.RequestFinished) event).timeline())
        .toList();
  }

  RequestTimeline lastTimeline() {
    return timelines().getLast();
  }

  <T extends Event> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
