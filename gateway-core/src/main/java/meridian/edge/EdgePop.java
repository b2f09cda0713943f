package meridian.edge;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import meridian.AnswerHead.LookUp;
import meridian.CacheResult;
import meridian.Completion;
import meridian.Fingerprint;
import meridian.Json;
import meridian.KeyRecord;
import meridian.PopId;
import meridian.Refusal;
import meridian.Stage;
import meridian.budget.StageTrace;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.cache.CacheRules;
import meridian.edge.Client.ClientGone;
import meridian.kv.Kv;
import meridian.kv.Kv.Seen;
import meridian.kv.Residency;
import meridian.ledger.Journal;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.network.OriginReport;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.Dice;
import meridian.time.Interruption;
import meridian.time.Tasks;
import meridian.time.WallClock;
import meridian.time.WorldClock;
import meridian.wire.StreamRendering;

/// One edge point of presence. A request goes through it in one method, top to bottom:
///
/// start (if cold) → key → edge limit → fingerprint → KV → answer, or ask the origin and forward
/// its pieces as they arrive.
///
/// Each step ends with a lap of the request's [StageTrace], so that no time hides between them. The
/// PoP forwards pieces without waiting for their travel: it stamps each with the moment it is here,
/// and the client's side waits once. Safe for any number of requests at once; all state is in the
/// key table, the limiter, the usage spool and the KV.
public final class EdgePop {
  private static final System.Logger LOG = System.getLogger(EdgePop.class.getName());

  private final PopId pop;
  private final Address self;
  private final OriginRoute route;
  private volatile EdgeSettings settings;
  private final WorldClock clock;
  private final WallClock wall;
  private final Life life;
  private final Network network;
  private final Residency<CacheEntry> entries;
  private final EdgeAuth auth;
  private volatile EdgeLimiter limiter;
  private final ColdStart coldStart;
  private final Reader reader;
  private final EventSink events;
  private final UsageDrain usage;
  private final AtomicLong numbers;
  private final boolean isModelled;

  /// A PoP that has served nobody yet, so its worker is cold.
  ///
  /// @param world what it waits with, calls through and reports to
  /// @param rules how projects cache and which model really answers
  /// @param numbers counts finished requests over all PoPs of the gateway
  public EdgePop(
      PopId pop, EdgeSettings settings, World world, CacheRules rules, AtomicLong numbers) {
    this.pop = pop;
    this.self = new Address("pop:" + pop, pop.code());
    this.route = new OriginRoute(world.origins().apply(pop));
    this.settings = settings;
    this.clock = world.clock();
    this.wall = new WallClock(clock);
    this.life = new Life(pop);
    this.network = world.network();
    this.entries = world.entries();
    this.events = world.events();
    this.auth =
        new EdgeAuth(pop, self, route, settings, clock, wall, network, world.keys(), events);
    this.usage = new UsageDrain(pop, self, route, world, settings.maxSpooled());
    this.limiter =
        new EdgeLimiter(settings.requestsPerSecond(), settings.burst(), settings.maxKeys());
    this.coldStart = new ColdStart(settings, world.dice().fork("cold:" + pop));
    this.reader = new Reader(rules);
    this.numbers = numbers;
    this.isModelled = world.isModelled();
  }

  /// What a PoP stands in.
  ///
  /// @param origins whom a PoP asks, the preferred first
  /// @param entries the KV of cached answers, by residency zone
  /// @param keys the KV of key records
  /// @param journals where usage records wait that the origin does not have yet
  /// @param isModelled whether times of network or KV are modelled
  public record World(
      WorldClock clock,
      Tasks tasks,
      Network network,
      Function<PopId, List<Address>> origins,
      Residency<CacheEntry> entries,
      Kv<KeyRecord> keys,
      Function<PopId, Journal> journals,
      EventSink events,
      Dice dice,
      boolean isModelled) {}

  /// Serves one request to its end: answers it, or refuses it in the client's protocol shape.
  ///
  /// @param trace has been lapped up to the moment the request is read at the PoP
  public void serve(Arrival arrival, StageTrace trace, Client client) {
    events.accept(
        new Event.RequestArrived(arrival.id(), arrival.client(), pop, arrival.arrivedNanos()));
    Exchange exchange = new Exchange(arrival, pop, trace, client, life, isModelled);
    try {
      life.requireAlive(life.number());
      answerOrFail(exchange);
      events.accept(new Event.RequestFinished(exchange.timeline(numbers.incrementAndGet())));
    } catch (ClientGone gone) {
      events.accept(new Event.ClientLeft(arrival.id(), pop, clock.nanos()));
    } catch (Interruption stopped) {
      events.accept(new Event.ClientLeft(arrival.id(), pop, clock.nanos()));
      throw stopped;
    }
  }

  /// Takes over the request limits of `newer` from now on; every key starts with a full burst.
  public void limits(EdgeSettings newer) {
    settings = newer;
    limiter = new EdgeLimiter(newer.requestsPerSecond(), newer.burst(), newer.maxKeys());
  }

  /// This PoP's clock on the wall; faults set it wrong.
  public WallClock wall() {
    return wall;
  }

  /// A small request that asks nothing came: the worker starts if it slept, and stays warm.
  public void keepWarm() {
    if (!life.isDown()) {
      coldStart.take(clock.nanos());
    }
  }

  /// Puts the worker to sleep: the next request pays the cold start.
  public void fallAsleep() {
    coldStart.fallAsleep();
  }

  /// Forgets the key table.
  public void forgetKeys() {
    auth.forget();
  }

  /// From now on computes fingerprints that are not the origin's, or those that are.
  public void skewFingerprints(boolean isSkewed) {
    reader.skew(isSkewed);
  }

  /// Crashes: connections break off, new ones are refused until [#restart]; key table, limits and
  /// warmth are lost. The usage spool is durable and stays.
  public void crash() {
    life.crash();
    forgetKeys();
    fallAsleep();
    limits(settings);
  }

  /// Hands on the usage records that waited when the process before this one ended.
  public void handOnUsage() {
    usage.handOn();
  }

  /// Runs again after a crash.
  public void restart() {
    life.restart();
  }

  /// Whether it crashed and does not run again yet.
  public boolean isDown() {
    return life.isDown();
  }

  /// Why the holder of `credential` may not see what this PoP serves; empty when they may.
  public Optional<Refusal> obstacle(Optional<String> credential) {
    return switch (auth.check(credential)) {
      case EdgeAuth.Outcome.Accepted _ -> Optional.empty();
      case EdgeAuth.Outcome.Refused refused -> Optional.of(refused.refusal());
    };
  }

  /// A bug must not leave a client without an answer, nor the books without an entry.
  private void answerOrFail(Exchange exchange) throws ClientGone {
    try {
      answer(exchange);
    } catch (Interruption stopped) {
      throw stopped;
    } catch (RuntimeException bug) {
      LOG.log(System.Logger.Level.ERROR, exchange.arrival().id() + " at " + pop + " failed", bug);
      if (exchange.isAnswered()) {
        return;
      }
      exchange.trace().resume(clock.nanos());
      exchange.refuse(Refusals.internal(), CacheResult.BYPASS, clock.nanos());
    }
  }

  private void answer(Exchange exchange) throws ClientGone {
    StageTrace trace = exchange.trace();
    long coldNanos = coldStart.take(clock.nanos());
    if (coldNanos > 0) {
      clock.sleepUntil(clock.nanos() + coldNanos);
      trace.lap(Stage.EDGE_COLD_START, clock.nanos());
    }
    EdgeAuth.Outcome authenticated = auth.check(exchange.arrival().credential());
    trace.lap(Stage.EDGE_AUTH, clock.nanos());
    if (!(authenticated instanceof EdgeAuth.Outcome.Accepted accepted)) {
      exchange.refuse(
          ((EdgeAuth.Outcome.Refused) authenticated).refusal(), CacheResult.BYPASS, trace.mark());
      return;
    }
    KeyRecord key = accepted.key();
    exchange.belongsTo(key);
    EdgeLimiter.Decision limit = limiter.take(key.id(), trace.mark());
    exchange.allows(limit.allowance());
    trace.lap(Stage.EDGE_LIMIT, clock.nanos());
    if (limit.waitNanos() > 0) {
      Refusal refusal = Refusals.rateLimited(limit.waitNanos(), settings.requestsPerSecond());
      exchange.refuse(refusal, CacheResult.BYPASS, trace.mark());
      return;
    }
    Reader.Read read = reader.read(exchange.arrival(), key);
    trace.lap(Stage.EDGE_FINGERPRINT, clock.nanos());
    switch (read) {
      case Reader.Read.Refused refused ->
          exchange.refuse(refused.refusal(), CacheResult.BYPASS, trace.mark());
      case Reader.Read.Asked asked -> answer(exchange, asked.question(), key);
    }
  }

  private void answer(Exchange exchange, CacheQuestion question, KeyRecord key) throws ClientGone {
    StageTrace trace = exchange.trace();
    exchange.asks(question);
    Looked looked = lookUp(question);
    exchange.edgeSaid(looked.said());
    trace.lap(Stage.EDGE_KV, clock.nanos());
    if (looked.isHit()) {
      answerFrom(looked.entry().orElseThrow(), CacheResult.HIT, exchange, question);
    } else {
      askOrigin(exchange, question, key, looked);
    }
  }

  private Looked lookUp(CacheQuestion question) {
    if (!question.mayRead()) {
      return Looked.nothing(question.directives().noCache() ? LookUp.REQUEST : LookUp.BYPASS);
    }
    Optional<Kv<CacheEntry>> kv = entries.readableAt(pop, question.policy().zone());
    if (kv.isEmpty()) {
      return Looked.nothing(LookUp.BYPASS);
    }
    Fingerprint fingerprint = question.fingerprint().orElseThrow();
    Kv.Look<CacheEntry> look = kv.get().get(pop, fingerprint.hex(), clock.nanos());
    clock.sleepUntil(clock.nanos() + look.tookNanos());
    Looked looked = judge(look.seen(), question);
    events.accept(
        new Event.CacheAsked("edge_kv", pop, resultOf(looked), look.tookNanos(), clock.nanos()));
    return looked;
  }

  private Looked judge(Seen<CacheEntry> seen, CacheQuestion question) {
    return switch (seen) {
      case Seen.Absent<CacheEntry> _ -> Looked.nothing(LookUp.MISS);
      case Seen.Failed<CacheEntry> _ -> Looked.nothing(LookUp.ERROR);
      case Seen.Found<CacheEntry> found -> {
        if (found.isFirstSight()) {
          long lag = found.visibleNanos() - found.writtenNanos();
          events.accept(new Event.KvVisible(pop, "entry", Math.max(0, lag), clock.nanos()));
        }
        CacheEntry entry = found.value();
        yield switch (question.freshness(entry, wall.nanos())) {
          case FRESH -> new Looked(LookUp.HIT, Optional.of(entry));
          case STALE -> new Looked(LookUp.STALE, Optional.of(entry));
          case GONE -> Looked.nothing(LookUp.MISS);
        };
      }
    };
  }

  private static String resultOf(Looked looked) {
    return switch (looked.said()) {
      case HIT -> "hit";
      case STALE -> "stale";
      case ERROR -> "error";
      case MISS, BYPASS, REQUEST -> "miss";
    };
  }

  private void answerFrom(
      CacheEntry entry, CacheResult result, Exchange exchange, CacheQuestion question)
      throws ClientGone {
    long wallNow = wall.nanos();
    exchange.answeredAtEdge(
        result,
        Math.max(0, wallNow - entry.createdNanos()),
        entry.softExpiryNanos() - wallNow,
        entry.completion().usage(),
        entry.cost());
    exchange.usage(clock.nanos()).ifPresent(usage::add);
    long readyNanos = clock.nanos();
    exchange.trace().lap(Stage.EDGE_ASSEMBLE, readyNanos);
    exchange.whole(question.request(), entry.completion(), readyNanos);
  }

  private void askOrigin(Exchange exchange, CacheQuestion question, KeyRecord key, Looked looked)
      throws ClientGone {
    Arrival arrival = exchange.arrival();
    Envelope.Chat chat =
        new Envelope.Chat(
            arrival.id(),
            pop,
            key.id(),
            key.project(),
            question.request(),
            question.directives(),
            question.fingerprint(),
            arrival.idempotencyKey(),
            arrival.body().length);
    Deadline deadline = Deadline.in(settings.requestDeadline(), clock.nanos());
    List<Address> origins = route.order(clock.nanos());
    for (int i = 0; i < origins.size(); i++) {
      boolean isLast = i == origins.size() - 1;
      Address origin = origins.get(i);
      try (Network.Reply reply = network.call(self, origin, chat, deadline)) {
        if (forward(reply, origin, isLast, exchange, question, looked)) {
          return;
        }
      }
      route.failed(origin, clock.nanos());
      exchange.trace().lap(Stage.ORIGIN_CONNECT, clock.nanos());
      events.accept(
          new Event.FellOver(pop, origin.node(), origins.get(i + 1).node(), clock.nanos()));
    }
  }

  /// Passes on each piece as it arrives, to the last. False when the origin does not answer and it
  /// is not the last that can be asked; then nothing has been passed on.
  private boolean forward(
      Network.Reply reply,
      Address origin,
      boolean isLast,
      Exchange exchange,
      CacheQuestion question,
      Looked looked)
      throws ClientGone {
    if (!isLast && !reply.isHereBy(Deadline.in(OriginRoute.PATIENCE, clock.nanos()))) {
      return false;
    }
    Optional<Completion> whole = Optional.empty();
    while (true) {
      Network.Arrived arrived = reply.next();
      switch (arrived.delivery()) {
        case Delivery.Receipt receipt -> {
          if (!route.answers(origin, receipt.epoch()) && !isLast) {
            clock.sleepUntil(arrived.atNanos());
            return false;
          }
        }
        case Delivery.Started started -> exchange.reported(started.report());
        case Delivery.Whole piece -> whole = Optional.of(piece.completion());
        case Delivery.Chunk piece -> {
          Optional<Json.Obj> visible = StreamRendering.forClient(piece.chunk(), question.request());
          if (visible.isPresent()) {
            exchange.chunk(visible.get(), arrived.atNanos());
          }
        }
        case Delivery.Ended ended -> {
          account(exchange, reply, ended.report(), arrived);
          if (whole.isPresent()) {
            exchange.whole(question.request(), whole.get(), arrived.atNanos());
          } else {
            exchange.end(arrived.atNanos());
          }
          return true;
        }
        case Delivery.Refused refused -> {
          account(exchange, reply, refused.report(), arrived);
          fail(refused.refusal(), refused.report().cache(), exchange, question, looked, arrived);
          return true;
        }
        case Delivery.Lost _ when !isLast && !exchange.hasBegun() -> {
          accountLost(exchange, reply, arrived);
          clock.sleepUntil(arrived.atNanos());
          return false;
        }
        case Delivery.Lost lost -> {
          route.failed(origin, clock.nanos());
          accountLost(exchange, reply, arrived);
          Refusal refusal = Refusals.originUnreachable(lost.reason());
          fail(refusal, CacheResult.MISS, exchange, question, looked, arrived);
          return true;
        }
        case Delivery.KeyAnswer _, Delivery.UsageTaken _, Delivery.Shipped _, Delivery.Funds _ ->
            throw new IllegalStateException(
                "the origin answered a chat with " + arrived.delivery());
      }
    }
  }

  /// Charges the wait for an origin that did not answer, or did not go on, to the way on which it
  /// was lost.
  private static void accountLost(Exchange exchange, Network.Reply reply, Network.Arrived lost) {
    StageTrace trace = exchange.trace();
    long waited = Math.max(0, lost.atNanos() - trace.mark());
    long connected = Math.min(waited, reply.connectNanos());
    trace.charge(Stage.ORIGIN_CONNECT, connected);
    trace.charge(exchange.hasBegun() ? Stage.ORIGIN_EDGE : Stage.EDGE_ORIGIN, waited - connected);
    trace.resume(lost.atNanos());
  }

  /// Charges the way out, what the origin measured, and the way back of the last piece.
  private static void account(
      Exchange exchange, Network.Reply reply, OriginReport report, Network.Arrived last) {
    StageTrace trace = exchange.trace();
    trace.charge(Stage.ORIGIN_CONNECT, reply.connectNanos());
    trace.charge(Stage.EDGE_ORIGIN, reply.outwardNanos());
    trace.chargeAll(report.stages());
    trace.charge(Stage.ORIGIN_EDGE, last.atNanos() - last.sentNanos());
    trace.resume(last.atNanos());
    exchange.reported(report);
  }

  /// The origin cannot answer: serve stale where policy and client allow, otherwise refuse.
  private void fail(
      Refusal refusal,
      CacheResult result,
      Exchange exchange,
      CacheQuestion question,
      Looked looked,
      Network.Arrived arrived)
      throws ClientGone {
    clock.sleepUntil(arrived.atNanos());
    exchange.trace().resume(clock.nanos());
    boolean mayServeStale =
        refusal.status() >= 500
            && !exchange.hasBegun()
            && looked.entry().isPresent()
            && question.mayServeOnError(looked.entry().get(), wall.nanos());
    if (mayServeStale) {
      answerFrom(looked.entry().orElseThrow(), CacheResult.STALE, exchange, question);
    } else {
      exchange.refuse(refusal, result, clock.nanos());
    }
  }
}
