package meridian.edge;

import java.time.Duration;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyText;
import meridian.PopId;
import meridian.Refusal;
import meridian.edge.KeyTable.Verdict;
import meridian.kv.Kv;
import meridian.kv.Kv.Seen;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.WallClock;
import meridian.time.WorldClock;

/// Checks a key where the request arrived: key table, then the KV's copy, then the origin.
///
/// A key the PoP does not know is never refused on the KV's word alone: the KV may not have it yet.
/// A KV that does not answer is no absence either. Only the origin can say that there is no such
/// key.
final class EdgeAuth {
  private static final Duration CONFIRM_WAIT = Duration.ofSeconds(5);

  private final PopId pop;
  private final Address self;
  private final OriginRoute route;
  private final WorldClock clock;
  private final WallClock wall;
  private final Network network;
  private final Kv<KeyRecord> keys;
  private final KeyTable table;
  private final TokenBucket unknownKeys;
  private final EventSink events;

  EdgeAuth(
      PopId pop,
      Address self,
      OriginRoute route,
      EdgeSettings settings,
      WorldClock clock,
      WallClock wall,
      Network network,
      Kv<KeyRecord> keys,
      EventSink events) {
    this.pop = pop;
    this.self = self;
    this.route = route;
    this.clock = clock;
    this.wall = wall;
    this.network = network;
    this.keys = keys;
    this.table = new KeyTable(settings);
    this.unknownKeys =
        new TokenBucket(
            settings.unknownKeysPerSecond(), (int) Math.ceil(settings.unknownKeysPerSecond()));
    this.events = events;
  }

  /// The outcome for one request.
  sealed interface Outcome {
    record Accepted(KeyRecord key) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
  }

  /// Where a key's record lies in the KV.
  static String kvKey(KeyId id) {
    return "key:" + id.text();
  }

  /// Forgets every key.
  void forget() {
    table.clear();
  }

  Outcome check(Optional<String> credential) {
    if (credential.isEmpty()) {
      return new Outcome.Refused(Refusals.missingKey());
    }
    Optional<KeyText> parsed = KeyText.parse(credential.get());
    if (parsed.isEmpty()) {
      return new Outcome.Refused(Refusals.malformedKey());
    }
    KeyId id = parsed.get().id();
    KeyDigest digest = parsed.get().digest();
    Verdict verdict = table.check(id, digest, wall.nanos());
    if (verdict instanceof Verdict.Unread) {
      verdict = readKv(id, digest);
    }
    return switch (verdict) {
      case Verdict.Accepted accepted -> new Outcome.Accepted(accepted.key());
      case Verdict.Rejected rejected -> refused(rejected);
      case Verdict.Unread _, Verdict.LeaseOver _ -> askOrigin(id, digest);
    };
  }

  private Verdict readKv(KeyId id, KeyDigest digest) {
    Kv.Look<KeyRecord> look = keys.get(pop, kvKey(id), clock.nanos());
    clock.sleepUntil(clock.nanos() + look.tookNanos());
    return switch (look.seen()) {
      case Seen.Found<KeyRecord> found -> {
        table.learn(found.value(), wall.nanos());
        if (found.isFirstSight()) {
          long lag = found.visibleNanos() - found.writtenNanos();
          events.accept(new Event.KvVisible(pop, "key", lag, clock.nanos()));
        }
        yield table.check(id, digest, wall.nanos());
      }
      case Seen.Absent<KeyRecord> _ -> new Verdict.Unread();
      case Seen.Failed<KeyRecord> _ -> table.checkUnread(id, digest, wall.nanos());
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
      Delivery delivery = ask(origin, id);
      if (!(delivery instanceof Delivery.Lost lost)) {
        return judgeAnswer(delivery, id, digest);
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

  private Outcome judgeAnswer(Delivery delivery, KeyId id, KeyDigest digest) {
    return switch (delivery) {
      case Delivery.KeyAnswer answer -> judgeAnswer(answer, id, digest);
      case Delivery.Lost lost -> new Outcome.Refused(Refusals.unconfirmedKey(lost.reason()));
      case Delivery.Refused refused -> new Outcome.Refused(refused.refusal());
      case Delivery.Started _,
          Delivery.Chunk _,
          Delivery.Whole _,
          Delivery.Ended _,
          Delivery.UsageTaken _,
          Delivery.Receipt _,
          Delivery.Shipped _,
          Delivery.Funds _ ->
          new Outcome.Refused(Refusals.unconfirmedKey("the origin sent an answer to no question"));
    };
  }

  private Outcome judgeAnswer(Delivery.KeyAnswer answer, KeyId id, KeyDigest digest) {
    if (answer.key().isEmpty()) {
      return new Outcome.Refused(Refusals.unknownKey());
    }
    table.learn(answer.key().get(), wall.nanos());
    return switch (table.check(id, digest, wall.nanos())) {
      case Verdict.Accepted accepted -> new Outcome.Accepted(accepted.key());
      case Verdict.Rejected rejected -> refused(rejected);
      case Verdict.Unread _, Verdict.LeaseOver _ ->
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
