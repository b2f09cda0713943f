package meridian.control;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import meridian.AnswerHead;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.Json;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.Refusal;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.atlas.Atlas;
import meridian.budget.StageTrace;
import meridian.control.config.ConfigReader;
import meridian.control.config.GatewayConfig;
import meridian.edge.Arrival;
import meridian.edge.Client;
import meridian.ledger.Storage;
import meridian.network.Link;
import meridian.network.Paths;
import meridian.network.Wan;
import meridian.origin.Catalog;
import meridian.semantic.ModelledEmbedder;
import meridian.simulated.Kernel;
import meridian.telemetry.Event;
import meridian.time.Dice;
import meridian.time.Tasks;

/// A gateway of several origin regions in virtual time, wired as the real one is, and clients at
/// its PoPs.
final class RegionsWorld {
  static final ProjectId DEMO = new ProjectId("demo");
  static final PopId SIN = new PopId("SIN");
  static final PopId IAD = new PopId("IAD");
  static final String KEY = "mk_demo00000001_" + "a".repeat(32);
  private static final Atlas ATLAS = Atlas.load();
  static final long START = Duration.ofDays(20_000).toNanos();

  final Kernel kernel;
  final List<Event> events = new ArrayList<>();
  final Paths paths;
  final GatewayConfig config;
  final Nodes nodes;
  private final String requestPrefix;
  private long requests;

  /// @param yaml what differs from a small gateway with an origin in Mumbai
  RegionsWorld(String yaml, long seed) {
    this(yaml, seed, START, Storage.MEMORY);
  }

  /// @param startNanos when its process begins
  /// @param storage what the process before it left
  /// @param sets further fields, as on the command line
  RegionsWorld(String yaml, long seed, long startNanos, Storage storage, String... sets) {
    kernel = new Kernel(startNanos);
    requestPrefix = startNanos == START ? "req_" : "req_" + startNanos + "_";
    config = config(yaml, List.of(sets));
    Dice dice = new Dice(seed);
    paths = new Paths(ATLAS, dice);
    Catalogs catalogs =
        new Catalogs(
            kernel,
            paths,
            dice,
            (name, _) -> {
              throw new IllegalStateException("nothing real in " + name);
            });
    nodes =
        Nodes.build(
            new Nodes.Ground(
                new AtomicReference<>(config),
                new AtomicReference<Catalog>(catalogs.of(config)),
                ATLAS,
                kernel,
                kernel,
                new Wan(kernel, kernel, paths, Settings.backbone(config.network())),
                paths,
                events::add,
                dice,
                storage,
                Optional.empty(),
                new ModelledEmbedder(kernel, dice.fork("embedder")),
                meridian.live.SessionKeys.repeatable(7)),
            Parts.PLAIN);
    KeyText text = KeyText.parse(KEY).orElseThrow();
    nodes.registry().put(new KeyRecord(text.id(), text.digest(), DEMO, false, START), startNanos);
  }

  private static GatewayConfig config(String yaml, List<String> sets) {
    String whole =
        """
        name: regions
        origin: {region: ap-south-1}
        pops: [SIN, IAD]
        providers: [{name: openai, kind: modelled, region: us-east-1, models: [gpt-4o-mini]}]
        """
            + yaml;
    ConfigReader.Result read = new ConfigReader(ATLAS).read(Path.of("regions.yaml"), whole, sets);
    if (read instanceof ConfigReader.Result.Invalid invalid) {
      throw new AssertionError(invalid.problems());
    }
    return ((ConfigReader.Result.Valid) read).config();
  }

  void run(Runnable story) {
    kernel.run(() -> {
      nodes.regions().forEach(region -> region.shipping().resume());
      wait(Duration.ofMinutes(2));
      story.run();
    });
  }

  void wait(Duration time) {
    kernel.sleepUntil(kernel.nanos() + time.toNanos());
  }

  void cut(String placeA, String placeB) {
    paths.links(paths.links().withBoth(placeA, placeB, Link.CUT));
  }

  void heal(String placeA, String placeB) {
    paths.links(paths.links().withBoth(placeA, placeB, Link.CLEAR));
  }

  void crash(String region) {
    paths.links(paths.links().withDown("origin:" + region));
  }

  void restart(String region) {
    paths.links(paths.links().withUp("origin:" + region));
  }

  OriginNode origin(String region) {
    return nodes.regions().stream()
        .filter(origin -> origin.region().name().equals(region))
        .findFirst()
        .orElseThrow();
  }

  /// What all regions together took from the project.
  Money spent() {
    return nodes.regions().stream()
        .map(origin -> origin.ledger().account(DEMO, kernel.nanos()).spent())
        .reduce(Money.ZERO, Money::plus);
  }

  /// Sends a request and waits for its end.
  Heard ask(PopId pop, String prompt) {
    return ask(pop, prompt, "\"max_tokens\":50,");
  }

  /// Sends a request whose answer is not cut off, and so is stored, and waits for its end.
  Heard askToTheEnd(PopId pop, String prompt) {
    return ask(pop, prompt, "");
  }

  private Heard ask(PopId pop, String prompt, String members) {
    Heard client = new Heard();
    long arrived = kernel.nanos();
    byte[] body =
        "{\"model\":\"gpt-4o-mini\",%s\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(members, prompt)
            .getBytes(StandardCharsets.UTF_8);
    Arrival arrival =
        new Arrival(
            new RequestId(requestPrefix + ++requests),
            pop.code(),
            false,
            arrived,
            arrived,
            Optional.of(KEY),
            Optional.empty(),
            Optional.empty(),
            body);
    Optional.ofNullable(nodes.pops().get(pop))
        .orElseThrow()
        .serve(arrival, new StageTrace(arrived), client);
    return client;
  }

  /// Sends a request in a task of its own.
  Tasks.Handle start(PopId pop, String prompt) {
    return kernel.start("client", () -> ask(pop, prompt));
  }

  <T extends Event> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<RequestTimeline> timelines() {
    return events(Event.RequestFinished.class).stream()
        .map(Event.RequestFinished::timeline)
        .toList();
  }

  long answered() {
    return timelines().stream().filter(RequestTimeline::isAnswered).count();
  }

  /// A client beside its PoP that keeps what it is told.
  final class Heard implements Client {
    private Optional<Refusal> refusal = Optional.empty();
    private Optional<Completion> answer = Optional.empty();
    private long lastNanos;

    /// 200, or the refusal's status.
    int status() {
      return refusal.map(Refusal::status).orElse(200);
    }

    /// The refusal's code, empty for an answer.
    String code() {
      return refusal.map(Refusal::code).orElse("");
    }

    boolean isAnswered() {
      return answer.isPresent();
    }

    @Override
    public void whole(AnswerHead head, ChatRequest request, Completion completion, long ready) {
      receive(ready);
      answer = Optional.of(completion);
    }

    @Override
    public void begin(AnswerHead head, long ready) {
      receive(ready);
    }

    @Override
    public void chunk(Json.Obj chunk, long ready) {
      receive(ready);
    }

    @Override
    public void end(long ready) {
      receive(ready);
    }

    @Override
    public void refuse(AnswerHead head, Refusal why, long ready) {
      receive(ready);
      refusal = Optional.of(why);
    }

    private void receive(long ready) {
      kernel.sleepUntil(ready);
      lastNanos = kernel.nanos();
    }

    @Override
    public Sent sent() {
      return new Sent(lastNanos, lastNanos, 0);
    }
  }
}
