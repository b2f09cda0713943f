package meridian.edge;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.PopId;
import meridian.edge.KeyTable.Verdict;
import meridian.kv.Kv;
import meridian.kv.Kv.Seen;
import meridian.limits.TokenBucket;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.Tasks;
import meridian.time.TooManyTasks;
import meridian.time.WallClock;
import meridian.time.WorldClock;

/// Checks a key where the request arrived: key table, then the KV's copy, then the origin.
///
/// A key in use is confirmed in the background from half of its lease on, by one question at a
/// time, so that an origin that is away for less than the rest of the lease locks nobody out.
///
/// A key the PoP does not know is never refused on the KV's word alone: the KV may not have it yet.
/// A KV that does not answer is no absence either. Only the origin can say that there is no such
/// key.
final class EdgeAuth implements EdgeKeys {
  private static final System.Logger LOG = System.getLogger(EdgeAuth.class.getName());
  private static final Duration CONFIRM_WAIT = Duration.ofSeconds(5);

  /// How long a key whose confirmation was tried is left alone: longer than one try with a few
  /// origins takes.
  private static final Duration RENEW_AGAIN = Duration.ofSeconds(10);

  /// A difference of two clocks that is worth telling; time servers keep machines within a tenth.
  private static final Duration TOLERATED_SKEW = Duration.ofSeconds(1);

  private final PopId pop;
  private final Address self;
  private final OriginRoute route;
  private final WorldClock clock;
  private final Tasks tasks;
  private final WallClock wall;
  private final Network network;
  private final Kv<KeyRecord> keys;
  private final KeyTable table;
  private final TokenBucket unknownKeys;
  private final Inquiries inquiries;
  private final Map<KeyId, Long> renewNotBefore;
  private final EventSink events;

  EdgeAuth(
      PopId pop,
      Address self,
      OriginRoute route,
      EdgeSettings settings,
      WorldClock clock,
      Tasks tasks,
      WallClock wall,
      Network network,
      Kv<KeyRecord> keys,
      EventSink events) {
    this.pop = pop;
    this.self = self;
    this.route = route;
    this.clock = clock;
    this.tasks = tasks;
    this.renewNotBefore = new EdgeLimiter.RecentMap<>(settings.maxKeys());
    this.wall = wall;
    this.network = network;
    this.keys = keys;
    this.table = new KeyTable(settings);
    this.unknownKeys =
        new TokenBucket(
            settings.unknownKeysPerSecond(), (int) Math.ceil(settings.unknownKeysPerSecond()));
    this.inquiries = new Inquiries(tasks, clock);
    this.events = events;
  }

  /// Where a key's record lies in the KV.
  static String kvKey(KeyId id) {
    return "key:" + id.text();
  }

  @Override
  public void forget() {
    table.clear();
  }

  @Override
  public Outcome check(Optional<String> credential) {
    if (credential.isEmpty()) {
      return new Outcome.Refused(Refusals.missingKey());
    }
    Optional<KeyText> parsed = KeyText.parse(credential.get());
    if (parsed.isEmpty()) {
      return new Outcome.Refused(Refusals.malformedKey());
    }
    KeyId id = parsed.get().id();
    KeyDigest digest = parsed.get().digest();
    Verdict verdict = table.check(id, digest, now());
    if (verdict instanceof Verdict.Unread) {
      verdict = readKv(id, digest);
    }
    return switch (verdict) {
      case Verdict.Accepted accepted -> {
        if (accepted.isAgeing()) {
          renew(id);
        }
        yield new Outcome.Accepted(accepted.key());
      }
      case Verdict.Rejected rejected -> refused(rejected);
      case Verdict.Unread _, Verdict.Unsure _ -> inquiries.ask(digest, () -> inquire(id, digest));
    };
  }

  private KeyTable.Moment now() {
    return new KeyTable.Moment(clock.nanos(), wall.nanos());
  }

  /// Has the origin asked for `id` while its requests go on, unless that was tried just now.
  private void renew(KeyId id) {
    long nowNanos = clock.nanos();
    synchronized (renewNotBefore) {
      if (renewNotBefore.getOrDefault(id, Long.MIN_VALUE) > nowNanos) {
        return;
      }
      renewNotBefore.put(id, nowNanos + RENEW_AGAIN.toNanos());
    }
    try {
      tasks.start("key renewal " + pop, () -> confirm(id));
    } catch (TooManyTasks busy) {
      LOG.log(
          System.Logger.Level.WARNING,
          "key mk_" + id + " at " + pop + ": no task free to confirm it; tried again in 10 s");
    }
  }

  private void confirm(KeyId id) {
    for (Address origin : route.order(clock.nanos())) {
      long askedNanos = clock.nanos();
      Delivery delivery = ask(origin, id);
      if (delivery instanceof Delivery.KeyAnswer answer) {
        learn(answer, askedNanos);
        return;
      }
      route.failed(origin, clock.nanos());
    }
  }

  /// Keeps what the origin says, and holds this PoP's clock against the origin's stamp: it was made
  /// between question and answer.
  private void learn(Delivery.KeyAnswer answer, long askedNanos) {
    if (answer.key().isEmpty()) {
      return;
    }
    KeyRecord key = answer.key().get();
    KeyTable.Moment now = now();
    table.confirm(key, askedNanos, now);
    if (key.isRevoked()) {
      return;
    }
    long travelledNanos = now.clockNanos() - askedNanos;
    long skewNanos = now.wallNanos() - travelledNanos - key.assertedAtNanos();
    if (skewNanos < 0) {
      skewNanos = Math.min(0, now.wallNanos() - key.assertedAtNanos());
    }
    if (Math.abs(skewNanos) > TOLERATED_SKEW.toNanos()) {
      events.accept(new Event.ClockSkewed(pop, skewNanos, clock.nanos()));
    }
  }

  private Verdict readKv(KeyId id, KeyDigest digest) {
    Kv.Look<KeyRecord> look = keys.get(pop, kvKey(id), clock.nanos());
    clock.sleepUntil(clock.nanos() + look.tookNanos());
    String result =
        switch (look.seen()) {
          case Seen.Found<KeyRecord> _ -> "hit";
          case Seen.Absent<KeyRecord> _ -> "miss";
          case Seen.Failed<KeyRecord> _ -> "error";
        };
    events.accept(new Event.CacheAsked("edge_key", pop, result, look.tookNanos(), clock.nanos()));
    return switch (look.seen()) {
      case Seen.Found<KeyRecord> found -> {
        table.learn(found.value(), now());
        if (found.isFirstSight()) {
          long lag = found.visibleNanos() - found.writtenNanos();
          events.accept(new Event.KvVisible(pop, "key", lag, clock.nanos()));
        }
        yield table.check(id, digest, now());
      }
      case Seen.Absent<KeyRecord> _ -> new Verdict.Unread();
      case Seen.Failed<KeyRecord> _ -> table.checkUnread(id, digest, now());
    };
  }

  /// Asks the origin, unless another request has done so while this one read the KV.
  private Outcome inquire(KeyId id, KeyDigest digest) {
    return switch (table.check(id, digest, now())) {
      case Verdict.Accepted accepted -> new Outcome.Accepted(accepted.key());
      case Verdict.Rejected rejected -> refused(rejected);
      case Verdict.Unread _, Verdict.Unsure _ -> askOrigin(id, digest);
    };
  }

  private Outcome askOrigin(KeyId id, KeyDigest digest) {
    synchronized (unknownKeys) {
      if (unknownKeys.take(clock.nanos()) > 0) {
        return new Outcome.Refused(Refusals.tooManyUnknownKeys());
      }
    }
    String reason = "no origin answered";
    for (Address origin : route.order(clock.nanos())) {
      long askedNanos = clock.nanos();
      Delivery delivery = ask(origin, id);
      if (!(delivery instanceof Delivery.Lost lost)) {
        return judgeAnswer(delivery, id, digest, askedNanos);
      }
      reason = lost.reason();
      route.failed(origin, clock.nanos());
    }
    return new Outcome.Refused(Refusals.unconfirmedKey(reason));
  }

  private Delivery ask(Address origin, KeyId id) {
    Duration wait = route.isAlone() ? CONFIRM_WAIT : OriginRoute.PATIENCE;
    Deadline deadline = Deadline.in(wait, clock.nanos());
    try (Network.Reply reply =
        network.call(self, origin, new Envelope.ConfirmKey(pop, id), deadline)) {
      Network.Arrived arrived = reply.next();
      clock.sleepUntil(arrived.atNanos());
      return arrived.delivery();
    }
  }

  private Outcome judgeAnswer(Delivery delivery, KeyId id, KeyDigest digest, long askedNanos) {
    return switch (delivery) {
      case Delivery.KeyAnswer answer -> judgeAnswer(answer, id, digest, askedNanos);
      case Delivery.Lost lost -> new Outcome.Refused(Refusals.unconfirmedKey(lost.reason()));
      case Delivery.Refused refused -> new Outcome.Refused(refused.refusal());
      case Delivery.Started _,
          Delivery.Chunk _,
          Delivery.Whole _,
          Delivery.Ended _,
          Delivery.UsageTaken _,
          Delivery.Receipt _,
          Delivery.Shipped _,
          Delivery.Funds _,
          Delivery.Session _ ->
          new Outcome.Refused(Refusals.unconfirmedKey("the origin sent an answer to no question"));
    };
  }

  private Outcome judgeAnswer(
      Delivery.KeyAnswer answer, KeyId id, KeyDigest digest, long askedNanos) {
    if (answer.key().isEmpty()) {
      return new Outcome.Refused(Refusals.unknownKey());
    }
    learn(answer, askedNanos);
    return switch (table.check(id, digest, now())) {
      case Verdict.Accepted accepted -> new Outcome.Accepted(accepted.key());
      case Verdict.Rejected rejected -> refused(rejected);
      case Verdict.Unread _, Verdict.Unsure _ ->
          new Outcome.Refused(Refusals.unconfirmedKey("its lease ended while it travelled"));
    };
  }

  private Outcome refused(Verdict.Rejected rejected) {
    rejected
        .firstRefusal()
        .ifPresent(key ->
            events.accept(
                new Event.RevocationSeen(
                    pop, key.id(), clock.nanos() - key.assertedAtNanos(), clock.nanos())));
    return new Outcome.Refused(rejected.refusal());
  }
}
