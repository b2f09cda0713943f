package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import meridian.PopId;
import meridian.RequestId;
import meridian.RequestTimeline;
import meridian.Stage;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import meridian.control.config.GatewayConfig;
import meridian.scenario.Planned;
import meridian.scenario.PromptSizes;
import meridian.scenario.Repeats;
import meridian.scenario.Rhythm;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;
import meridian.scenario.Span;
import meridian.scenario.Tenant;
import meridian.scenario.Traces;
import meridian.scenario.Traffic;
import meridian.scenario.TrafficSource;
import meridian.scenario.WorkloadPlan;
import meridian.simulated.Population;
import meridian.telemetry.Event;
import meridian.telemetry.Percentiles;
import meridian.telemetry.RequestPath;
import meridian.time.Dice;
import meridian.time.Pace;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The same requests at the same moments, once live over real sockets and once in virtual time:
/// what each tier takes is the same, within 10 %. Takes half a minute of real time.
///
/// Requests on kept connections are compared with each other, and what new connections cost by
/// itself: which requests meet a new one is chance, and a few more of them would move a 95th
/// percentile from one kind to the other. The first seconds, in which everything is new, are left
/// out.
@Timeout(120)
final class TwoWorldsTest {
  private static final System.Logger LOG = System.getLogger(TwoWorldsTest.class.getName());
  private static final long SEED = 5;
  private static final Duration LENGTH = Duration.ofSeconds(30);
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final double CLOSE = 0.10;

  /// A machine whose timers are later than this in one of a hundred cases is busy with something
  /// else and tells nothing of the gateway: a hit waits for half a dozen of them.
  private static final Duration LATE = Duration.ofMillis(5);

  /// So is one on which a timer was once later than this: the dozen requests of such a moment move
  /// a 95th percentile of a few hundred.
  private static final Duration STALL = Duration.ofMillis(100);

  /// Below it a 95th percentile is too uncertain to compare.
  private static final int ENOUGH = 100;

  private static final String KEY = "mk_demo00000001_" + "a".repeat(32);

  /// Far from its PoP, so that a busy machine's milliseconds are few percent.
  private static final String PLACE = "GRU";

  /// Of the measured models the one that takes most nearly the same time for every answer.
  private static final String MODEL = "gemini-1.5-pro";

  private static final String YAML =
      """
      name: worlds
      pattern: "2"
      seed: 7
      listen: {port: 0, popPorts: 0}
      management: {port: 0}
      client: {place: GRU}
      origin: {region: ap-south-1}
      pops: [SIN]
      kv: {model: push, lagMedian: 8s, lagBound: 20s}
      providers:
        - {name: openai, kind: modelled, region: us-east-1, models: [%s]}
      projects: {demo: {}}
      keys: {demo: {project: demo, key: %s}}
      """
          .formatted(MODEL, KEY);

  /// What is compared.
  private enum Part {
    EDGE_HIT,
    ORIGIN_HIT,
    MISS,
    NEW_CONNECTION
  }

  private final Atlas atlas = Atlas.load();
  private final GatewayConfig config = config();
  private final Scenario scenario = scenario();

  private GatewayConfig config() {
    ConfigReader.Result read =
        new ConfigReader(atlas).read(Path.of("worlds.yaml"), YAML, List.of());
    return ((ConfigReader.Result.Valid) read).config();
  }

  private static Scenario scenario() {
    WorkloadPlan plan =
        new WorkloadPlan(
            60,
            Map.of(PLACE, 1.0),
            Map.of(Tenant.DEMO, 1.0),
            Map.of(MODEL, 1.0),
            Repeats.of(0.6),
            0,
            PromptSizes.around(60),
            Rhythm.STEADY);
    return new Scenario(
        "worlds",
        "Two worlds",
        "Plain traffic.",
        new Setup("prism-mumbai", List.of()),
        Scenario.MONDAY,
        LENGTH,
        List.of(new Traffic.Generated("people", plan, Span.ALL)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void each_tier_takes_as_long_live_as_simulated() throws Exception {
    Map<Part, List<Long>> simulated = parts(playSimulated());
    Lateness lateness = new Lateness();
    Thread.ofPlatform().daemon().start(lateness);
    Map<Part, List<Long>> live = parts(playLive());
    List<Long> late = lateness.sorted();
    assumeTrue(
        at(late, 0.99) < LATE.toNanos() && late.getLast() < STALL.toNanos(),
        "expected a machine whose timers are at most %s late, once %s, found %s ns, once %s ns; run it alone"
            .formatted(LATE, STALL, at(late, 0.99), late.getLast()));
    for (Part part : Part.values()) {
      Percentiles there = percentiles(simulated, part);
      Percentiles here = percentiles(live, part);
      String figures = "%s: simulated %s, live %s".formatted(part, there, here);
      LOG.log(System.Logger.Level.INFO, figures);
      assertThat(Math.min(there.count(), here.count())).as(figures).isGreaterThan(ENOUGH);
      assertThat(ratio(here.p50(), there.p50())).as(figures).isBetween(1 - CLOSE, 1 + CLOSE);
      assertThat(ratio(here.p95(), there.p95())).as(figures).isBetween(1 - CLOSE, 1 + CLOSE);
    }
  }

  /// Measures how late this machine's timers are, until asked.
  private static final class Lateness implements Runnable {
    private static final long SLEEP_NANOS = 5_000_000L;
    private final List<Long> late = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean isAsked;

    @Override
    public void run() {
      while (!isAsked) {
        long wanted = System.nanoTime() + SLEEP_NANOS;
        LockSupport.parkNanos(SLEEP_NANOS);
        late.add(Math.max(0, System.nanoTime() - wanted));
      }
    }

    List<Long> sorted() {
      isAsked = true;
      List<Long> sorted = new ArrayList<>(late);
      Collections.sort(sorted);
      return sorted;
    }
  }

  private static double ratio(long here, long there) {
    return (double) here / (double) there;
  }

  /// Durations of each part after the warm-up, nanoseconds, sorted.
  private static Map<Part, List<Long>> parts(Collection<RequestTimeline> requests) {
    long first = requests.stream().mapToLong(RequestTimeline::arrivedNanos).min().orElseThrow();
    Map<Part, List<Long>> parts = new EnumMap<>(Part.class);
    for (RequestTimeline request : requests) {
      if (request.arrivedNanos() - first < WARM_UP.toNanos()) {
        continue;
      }
      if (request.isColdConnection()) {
        add(parts, Part.NEW_CONNECTION, request.stages().nanos(Stage.CLIENT_CONNECT));
        continue;
      }
      switch (RequestPath.of(request)) {
        case EDGE_HIT -> add(parts, Part.EDGE_HIT, request.totalNanos());
        case ORIGIN_HIT -> add(parts, Part.ORIGIN_HIT, request.totalNanos());
        case MISS -> add(parts, Part.MISS, request.totalNanos());
        default -> {
          // waited for another's answer: it takes any time
        }
      }
    }
    parts.values().forEach(Collections::sort);
    return parts;
  }

  private static void add(Map<Part, List<Long>> parts, Part part, long nanos) {
    parts.computeIfAbsent(part, _ -> new ArrayList<>()).add(nanos);
  }

  private static Percentiles percentiles(Map<Part, List<Long>> parts, Part part) {
    List<Long> sorted = parts.getOrDefault(part, List.of());
    assertThat(sorted).as(part.name()).isNotEmpty();
    return new Percentiles(
        sorted.size(),
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.95),
        at(sorted, 0.99),
        sorted.getLast());
  }

  private static long at(List<Long> sorted, double share) {
    return sorted.get((int) (share * sorted.size()));
  }

  private List<RequestTimeline> playSimulated() {
    List<RequestTimeline> finished = new ArrayList<>();
    new Simulation(
            config,
            atlas,
            scenario,
            SEED,
            Pace.UNBOUND,
            new Simulation.Spectator() {
              @Override
              public void accept(Event event) {
                if (event instanceof Event.RequestFinished done) {
                  finished.add(done.timeline());
                }
              }
            })
        .run(Long.MAX_VALUE);
    return finished;
  }

  /// Sends the scenario's requests in real time, and gives what the gateway measured.
  private Collection<RequestTimeline> playLive() throws IOException, InterruptedException {
    Map<RequestId, RequestTimeline> finished = new HashMap<>();
    OkHttpClient client = client();
    try (EmbeddedGateway gateway = EmbeddedGateway.start(config, atlas);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      TrafficSource source = scenario.source(new Dice(SEED).fork("scenario"), Traces.NONE);
      long begun = System.nanoTime() - scenario.startNanos();
      int sent = 0;
      for (Optional<Planned> next = source.next(); next.isPresent(); next = source.next()) {
        Planned planned = next.get();
        sleepUntil(begun + planned.atNanos());
        clients.execute(() -> send(gateway, client, planned));
        if (++sent % 100 == 0) {
          collect(gateway, finished);
        }
      }
      long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (finished.size() < sent && System.nanoTime() < giveUp) {
        LockSupport.parkNanos(50_000_000L);
        collect(gateway, finished);
      }
      assertThat(finished).hasSize(sent);
    } finally {
      client.connectionPool().evictAll();
    }
    return finished.values();
  }

  /// The newest 512 requests; a hundred are sent between two looks.
  private static void collect(EmbeddedGateway gateway, Map<RequestId, RequestTimeline> finished) {
    gateway.snapshot().recent().forEach(each -> finished.put(each.id(), each));
  }

  private static OkHttpClient client() {
    return new OkHttpClient.Builder()
        .connectionPool(
            new ConnectionPool(
                Population.IDLE_PER_PLACE, Population.KEEP_IDLE.toSeconds(), TimeUnit.SECONDS))
        .readTimeout(Duration.ofSeconds(60))
        .build();
  }

  private void send(EmbeddedGateway gateway, OkHttpClient client, Planned planned) {
    Description description = gateway.description();
    PopId nearest =
        Optional.ofNullable(description.nearestPop().get(planned.place())).orElseThrow();
    String url =
        description.pops().stream()
            .filter(site -> site.pop().equals(nearest))
            .findFirst()
            .orElseThrow()
            .baseUrl();
    Request request =
        new Request.Builder()
            .url(url + "/v1/chat/completions")
            .header("Authorization", "Bearer " + KEY)
            .header("X-Meridian-Client", planned.place())
            .post(RequestBody.create(planned.body(), MediaType.get("application/json")))
            .build();
    try (Response response = client.newCall(request).execute()) {
      response.body().bytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void sleepUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
