package meridian.live.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import meridian.ChatRequest;
import meridian.Completion;
import meridian.EffectiveModel;
import meridian.Json;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.TokenUsage;
import meridian.cache.CacheEntry;
import meridian.cache.CachePolicy;
import meridian.cache.CacheQuestion;
import meridian.cache.CacheRules;
import meridian.edge.EdgePop;
import meridian.edge.EdgeSettings;
import meridian.fingerprint.FingerprintMode;
import meridian.fingerprint.FingerprintSpec;
import meridian.fingerprint.Fingerprinter;
import meridian.kv.Kv;
import meridian.kv.KvSettings;
import meridian.kv.PushKv;
import meridian.kv.Residency;
import meridian.network.AccessLink;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.Dice;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WorldClock;
import meridian.wire.ChatRequests;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;

/// One PoP with one stored answer behind the real routes, and no socket: everything a hit computes
/// between the HTTP server's parsed header and the bytes given back to it.
///
/// The clock is the machine's; it skips waits, so that the modelled time of a KV read costs none.
/// Events end in a field. The origin takes usage records only: a hit that asks it for an answer
/// fails the benchmark.
public final class EdgeHit {
  private static final int BODY_BYTES = 600;
  private static final String KEY = "mk_demo00000001_" + "a".repeat(32);
  private static final PopId SIN = new PopId("SIN");
  private static final ProjectId DEMO = new ProjectId("demo");

  private final MachineClock clock = new MachineClock();
  private final KeyText key = KeyText.parse(KEY).orElseThrow();
  private final Fingerprinter fingerprinter =
      Fingerprinter.of(FingerprintSpec.load(JsonReader::tryRead), FingerprintMode.FULL);
  private final CacheRules rules =
      new CacheRules(
          _ -> CachePolicy.DEFAULT, model -> new EffectiveModel("openai", model), fingerprinter);
  private final Kv<CacheEntry> entries;
  private final byte[] body;
  private final String kvKey;
  private final Completion completion;
  private final Routes routes;
  private final Last last = new Last();
  private final Later later = new Later();
  private long hits;

  /// A PoP that holds the answer to the question it will be asked.
  ///
  /// @param isStreamed whether the question wants server-sent events
  public EdgeHit(boolean isStreamed) {
    Dice dice = new Dice(42);
    KvSettings push = KvSettings.PULL.with(KvSettings.Model.PUSH);
    entries = new PushKv<>(push, dice.fork("entries"));
    Kv<KeyRecord> keys = new PushKv<>(push, dice.fork("keys"));
    long written = clock.nanos() - Duration.ofMinutes(2).toNanos();
    KeyRecord record = new KeyRecord(key.id(), key.digest(), DEMO, false, clock.nanos());
    keys.put("key:" + key.id().text(), record, 200, "BOM", written);
    body = question(isStreamed);
    CacheQuestion question = rules.question(parse(), DEMO, key.id(), meridian.CacheDirectives.NONE);
    kvKey = question.fingerprint().orElseThrow().hex();
    completion = new Completion(stored(), new TokenUsage(120, 0, 90));
    entries.put(kvKey, entry(question, written), 900, "BOM", written);
    EdgeSettings settings = settings();
    EdgePop.World world =
        new EdgePop.World(
            clock,
            later,
            new UsageOnly(),
            _ -> List.of(new Address("origin:ap-south-1", "BOM")),
            new Residency<>(Map.of("", entries), (_, _) -> true),
            keys,
            _ -> meridian.ledger.Journal.NONE,
            last,
            dice,
            true,
            java.util.Optional.empty());
    EdgePop pop = new EdgePop(SIN, settings, world, rules, new AtomicLong());
    HttpService service =
        new HttpService(
            (_, arrival, trace, client) -> pop.serve(arrival, trace, client),
            new OnePlace(),
            (_, _) -> new ModelCatalog.Listing.Listed(List.of()),
            () -> Readiness.READY,
            () -> "",
            AccessLink.REAL,
            clock,
            new RequestIds(dice.fork("ids")),
            last);
    routes = new Routes(service, HttpBounds.DEFAULT);
  }

  /// Serves the hit once, from header values and body bytes to header values and body bytes; says
  /// how many bytes the answer's body has.
  public long serve() {
    if (++hits % 256 == 0) {
      later.run();
    }
    HeldExchange exchange = new HeldExchange(body, clock.nanos());
    try {
      routes.serve(exchange);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
    if (exchange.status != 200 || !exchange.cacheSaid.equals("HIT")) {
      throw new IllegalStateException(
          "expected a hit, found " + exchange.status + " " + exchange.cacheSaid);
    }
    return exchange.written;
  }

  /// Part: the key's digest.
  public KeyText parseKey() {
    return KeyText.parse(KEY).orElseThrow();
  }

  /// Part: body bytes to a checked request.
  public ChatRequest parse() {
    return ((ChatRequests.Reading.Accepted) ChatRequests.read(body)).request();
  }

  /// Part: a checked request to its cache question, fingerprint included.
  public CacheQuestion question(ChatRequest request) {
    return rules.question(request, DEMO, key.id(), meridian.CacheDirectives.NONE);
  }

  /// Part: the KV look-up.
  public Kv.Look<CacheEntry> lookUp() {
    return entries.get(SIN, kvKey, clock.nanos());
  }

  /// Part: the stored answer as JSON, written anew.
  public byte[] render() {
    return JsonWriter.utf8(completion.body());
  }

  private CacheEntry entry(CacheQuestion question, long written) {
    return new CacheEntry(
        question.fingerprint().orElseThrow(),
        "project:demo",
        completion,
        Optional.of(new Money(72)),
        written,
        written + Duration.ofHours(1).toNanos(),
        written + Duration.ofHours(24).toNanos(),
        "openai/gpt-4o-mini",
        false,
        SIN,
        900);
  }

  private static EdgeSettings settings() {
    EdgeSettings usual = EdgeSettings.DEFAULT;
    return new EdgeSettings(
        usual.coldAfter(),
        usual.coldMin(),
        usual.coldMax(),
        usual.keyTtl(),
        usual.keyLease(),
        usual.maxKeys(),
        usual.unknownKeysPerSecond(),
        1e9,
        1_000_000,
        usual.maxSpooled(),
        usual.requestDeadline());
  }

  private static byte[] question(boolean isStreamed) {
    String start =
        """
        {"model":"gpt-4o-mini","messages":[{"role":"system","content":"You are the support assistant \
        of a travel agency. Answer briefly, in the language of the question."},{"role":"user",\
        "content":"Hello! I booked a flight from Singapore to Mumbai."},{"role":"assistant",\
        "content":"Happy to help. What would you like to know?"},{"role":"user","content":"\
        """;
    String end = "\"}],\"temperature\":0.2,\"max_tokens\":256,\"stream\":" + isStreamed + "}";
    String text = "May I change the date, and what does it cost? ".repeat(9);
    int room = BODY_BYTES - start.length() - end.length();
    return (start + text.substring(0, room) + end).getBytes(StandardCharsets.UTF_8);
  }

  private static Json.Obj stored() {
    String text =
        """
        {"id":"chatcmpl-9xYzAbCdEfGhIjKlMnOpQrStUvWx","object":"chat.completion","created":1790000000,\
        "model":"gpt-4o-mini-2024-07-18","choices":[{"index":0,"message":{"role":"assistant","content":\
        "%s","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":120,\
        "completion_tokens":90,"total_tokens":210,"prompt_tokens_details":{"cached_tokens":0}},\
        "system_fingerprint":"fp_44709d6fcb"}\
        """
            .formatted("Yes, you can change the date of your flight once. ".repeat(8));
    return (Json.Obj) JsonReader.tryRead(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  private static final class MachineClock implements WorldClock {
    private final long epochNanos = System.currentTimeMillis() * 1_000_000L - System.nanoTime();

    @Override
    public long nanos() {
      return epochNanos + System.nanoTime();
    }

    @Override
    public void sleepUntil(long nanos) {
      // the wait is modelled
    }
  }

  /// Keeps the newest event, so that none is optimised away.
  private static final class Last implements EventSink {
    volatile Event event = new Event.ConnectionCut("none yet", 0);

    @Override
    public void accept(Event newest) {
      event = newest;
    }
  }

  /// Holds the work that was started until somebody runs it: the drain of the usage spool.
  private static final class Later implements Tasks {
    private Runnable work = () -> {};

    void run() {
      work.run();
    }

    @Override
    public Handle start(String name, Runnable started) {
      work =
          () -> {
            work = () -> {};
            started.run();
          };
      return new Handle() {
        @Override
        public void interrupt() {}

        @Override
        public void join() {}
      };
    }

    @Override
    public <T> Mailbox<T> mailbox(int capacity) {
      throw new IllegalStateException("an edge hit hands nothing over");
    }
  }

  /// An origin that takes usage records and answers nothing else.
  private static final class UsageOnly implements Network {
    @Override
    public void attach(Address address, Service service) {
      throw new IllegalStateException("no network here");
    }

    @Override
    public Reply call(Address from, Address to, Envelope envelope, Deadline deadline) {
      if (!(envelope instanceof Envelope.Usage usage)) {
        throw new IllegalStateException("an edge hit asked the origin");
      }
      Delivery taken = new Delivery.UsageTaken(usage.records().size());
      return new Reply() {
        @Override
        public Arrived next() {
          return new Arrived(taken, 0, 0);
        }

        @Override
        public boolean isHereBy(Deadline patience) {
          return true;
        }

        @Override
        public long connectNanos() {
          return 0;
        }

        @Override
        public long outwardNanos() {
          return 0;
        }

        @Override
        public void close() {}
      };
    }
  }

  private static final class OnePlace implements ClientPlaces {
    @Override
    public boolean isKnown(String code) {
      return code.equals("SIN");
    }

    @Override
    public List<String> codes() {
      return List.of("SIN");
    }

    @Override
    public String defaultPlace() {
      return "SIN";
    }

    @Override
    public PopId nearestPop(String code) {
      return SIN;
    }
  }

  /// An exchange whose request is there and whose answer is dropped.
  private static final class HeldExchange implements Exchange {
    private static final Entrance ENTRANCE = new Entrance.Pop(SIN);
    private static final Map<String, List<String>> HEADERS =
        Map.of("Authorization", List.of("Bearer " + KEY), "X-Meridian-Client", List.of("SIN"));

    private final byte[] body;
    private final long arrivedNanos;
    private int status;
    private String cacheSaid = "";
    private long written;

    HeldExchange(byte[] body, long arrivedNanos) {
      this.body = body;
      this.arrivedNanos = arrivedNanos;
    }

    @Override
    public Entrance entrance() {
      return ENTRANCE;
    }

    @Override
    public String method() {
      return "POST";
    }

    @Override
    public String path() {
      return "/v1/chat/completions";
    }

    @Override
    public int targetLength() {
      return 20;
    }

    @Override
    public List<String> headers(String name) {
      return HEADERS.getOrDefault(name, List.of());
    }

    @Override
    public boolean isFirstOnConnection() {
      return false;
    }

    @Override
    public long arrivedNanos() {
      return arrivedNanos;
    }

    @Override
    public byte[] body() {
      return body;
    }

    @Override
    public void watch() {}

    @Override
    public void unwatch() {}

    @Override
    public boolean isClientGone() {
      return false;
    }

    @Override
    public void head(
        int newStatus,
        meridian.wire.Headers headers,
        String contentType,
        java.util.OptionalLong length) {
      status = newStatus;
      cacheSaid = headers.first("X-Meridian-Cache").orElse("");
    }

    @Override
    public void write(byte[] bytes, boolean isLast) {
      written += bytes.length;
    }

    @Override
    public void answer(
        int newStatus,
        meridian.wire.Headers headers,
        String contentType,
        byte[] bytes,
        boolean closing) {
      status = newStatus;
      cacheSaid = new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean isCommitted() {
      return written > 0;
    }

    @Override
    public void abort() {}
  }
}
