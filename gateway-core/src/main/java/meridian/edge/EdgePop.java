package meridian.edge;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import meridian.CacheResult;
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
import meridian.kv.Residency;
import meridian.ledger.Journal;
import meridian.network.Address;
import meridian.network.Network;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Dice;
import meridian.time.Interruption;
import meridian.time.Tasks;
import meridian.time.WallClock;
import meridian.time.WorldClock;
import meridian.wire.SessionVerifier;

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
  private volatile EdgeSettings settings;
  private final WorldClock clock;
  private final WallClock wall;
  private final Life life;
  private final EdgeKeys auth;
  private volatile EdgeLimiter limiter;
  private final ColdStart coldStart;
  private final Reader reader;
  private final EdgeCache cache;
  private final Misses misses;
  private final UsageDrain usage;
  private final EventSink events;
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
    this.settings = settings;
    this.clock = world.clock();
    this.wall = new WallClock(clock);
    this.life = new Life(pop);
    this.events = world.events();
    Address self = new Address("pop:" + pop, pop.code());
    OriginRoute route = new OriginRoute(world.origins().apply(pop));
    this.auth =
        world
            .sessions()
            .<EdgeKeys>map(
                verifier -> new SessionAuth(pop, self, route, settings, world, wall, verifier))
            .orElseGet(() ->
                new EdgeAuth(
                    pop,
                    self,
                    route,
                    settings,
                    clock,
                    world.tasks(),
                    wall,
                    world.network(),
                    world.keys(),
                    events));
    this.usage = new UsageDrain(pop, self, route, world, settings.maxSpooled());
    this.limiter =
        new EdgeLimiter(settings.requestsPerSecond(), settings.burst(), settings.maxKeys());
    this.coldStart = new ColdStart(settings, world.dice().fork("cold:" + pop));
    this.reader = new Reader(rules);
    this.cache = new EdgeCache(pop, world.entries(), usage, clock, wall, events);
    this.misses =
        new Misses(
            pop, self, route, world.network(), cache, settings.requestDeadline(), clock, events);
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
  /// @param sessions when present, PoPs let in by session tokens that this verifies, and keep no
  ///   key table
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
      boolean isModelled,
      Optional<SessionVerifier> sessions) {}

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
      case EdgeKeys.Outcome.Accepted _ -> Optional.empty();
      case EdgeKeys.Outcome.Refused refused -> Optional.of(refused.refusal());
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
    EdgeKeys.Outcome authenticated = auth.check(exchange.arrival().credential());
    trace.lap(Stage.EDGE_AUTH, clock.nanos());
    if (!(authenticated instanceof EdgeKeys.Outcome.Accepted accepted)) {
      exchange.refuse(
          ((EdgeKeys.Outcome.Refused) authenticated).refusal(), CacheResult.BYPASS, trace.mark());
      return;
    }
    KeyRecord key = accepted.key();
    exchange.belongsTo(key);
    exchange.opened(accepted.session());
    EdgeLimiter.Decision limit = limiter.take(key.id(), trace.mark());
    exchange.allows(limit.left());
    trace.lap(Stage.EDGE_LIMIT, clock.nanos());
    if (limit.waitNanos() > 0) {
      events.accept(
          new Event.LimitReached("edge_requests", key.project(), key.id(), pop, clock.nanos()));
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
    Looked looked = cache.lookUp(question);
    exchange.edgeSaid(looked.said());
    trace.lap(Stage.EDGE_KV, clock.nanos());
    if (looked.isHit()) {
      cache.answer(looked.entry().orElseThrow(), CacheResult.HIT, exchange, question);
    } else {
      misses.ask(exchange, question, key, looked);
      limiter.hear(key.id(), exchange.heard(), clock.nanos());
    }
  }
}
