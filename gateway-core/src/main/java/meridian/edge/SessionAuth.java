package meridian.edge;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyText;
import meridian.PopId;
import meridian.SessionText;
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
import meridian.wire.SessionToken;
import meridian.wire.SessionVerifier;

/// Lets in by session tokens instead of a key table: the first request with a key goes to an
/// origin, which checks it and signs a token; until that expires the PoP asks nobody. A client may
/// show the token itself, at any PoP, and then no PoP need have met its key.
///
/// A token that this PoP was given counts from when it was asked for, by the stop-watch; one that a
/// client brought counts from the origin's stamp by the clock on the wall, or from when it was
/// first seen here when that is longer ago: a clock that is behind gains nothing but the way there.
/// Whoever is revoked is served from the caches until the token ends, the revocation window; an
/// origin refuses at once, because it looks at every request anew.
///
/// A token in use is renewed in the background from half of its life on. Signatures are verified
/// once for each token and remembered by digest; tokens that are new here and keys without one
/// share a bucket, so that a flood of either reaches no origin and burns no processor. Bounded: who
/// was used least recently is asked for again. Safe for several threads.
final class SessionAuth implements EdgeKeys {
  private static final System.Logger LOG = System.getLogger(SessionAuth.class.getName());
  private static final Duration OPEN_WAIT = Duration.ofSeconds(5);

  /// How long a token whose renewal was tried is left alone.
  private static final Duration RENEW_AGAIN = Duration.ofSeconds(10);

  private final PopId pop;
  private final Address self;
  private final OriginRoute route;
  private final WorldClock clock;
  private final Tasks tasks;
  private final WallClock wall;
  private final Network network;
  private final SessionVerifier verifier;
  private final TokenBucket strangers;
  private final Inquiries inquiries;
  private final Map<KeyDigest, Held> byKey;
  private final Map<KeyDigest, Held> byToken;
  private final Map<KeyDigest, Long> renewNotBefore;
  private final Map<KeyId, Boolean> reported;
  private final EventSink events;

  SessionAuth(
      PopId pop,
      Address self,
      OriginRoute route,
      EdgeSettings settings,
      EdgePop.World world,
      WallClock wall,
      SessionVerifier verifier) {
    this.pop = pop;
    this.self = self;
    this.route = route;
    this.clock = world.clock();
    this.tasks = world.tasks();
    this.wall = wall;
    this.network = world.network();
    this.verifier = verifier;
    this.strangers =
        new TokenBucket(
            settings.unknownKeysPerSecond(), (int) Math.ceil(settings.unknownKeysPerSecond()));
    this.byKey = new EdgeLimiter.RecentMap<>(settings.maxKeys());
    this.byToken = new EdgeLimiter.RecentMap<>(settings.maxKeys());
    this.renewNotBefore = new EdgeLimiter.RecentMap<>(settings.maxKeys());
    this.reported = new EdgeLimiter.RecentMap<>(settings.maxKeys());
    this.inquiries = new Inquiries(tasks, clock);
    this.events = world.events();
  }

  /// A verified token, and since when this PoP has it by its stop-watch.
  private record Held(SessionToken token, long sinceNanos) {}

  @Override
  public synchronized void forget() {
    byKey.clear();
    byToken.clear();
    renewNotBefore.clear();
  }

  @Override
  public Outcome check(Optional<String> credential) {
    if (credential.isEmpty()) {
      return new Outcome.Refused(Refusals.missingKey());
    }
    if (credential.get().startsWith(SessionText.PREFIX)) {
      return brought(credential.get());
    }
    Optional<KeyText> parsed = KeyText.parse(credential.get());
    return parsed.isEmpty() ? new Outcome.Refused(Refusals.malformedKey()) : shown(parsed.get());
  }

  /// A client shows its key.
  private Outcome shown(KeyText key) {
    Optional<Held> held = held(byKey, key.digest());
    if (held.isPresent() && held.get().token().key().digest().matches(key.digest())) {
      long ageNanos = clock.nanos() - held.get().sinceNanos();
      if (ageNanos < held.get().token().lifeNanos()) {
        if (ageNanos >= held.get().token().lifeNanos() / 2) {
          renew(key);
        }
        return new Outcome.Accepted(held.get().token().key());
      }
    }
    return inquiries.ask(
        key.digest(),
        () -> isFlooded() ? new Outcome.Refused(Refusals.tooManyUnknownKeys()) : open(key));
  }

  /// A client shows a token.
  private Outcome brought(String text) {
    KeyDigest digest = digest(text);
    Optional<Held> held = held(byToken, digest);
    if (held.isEmpty()) {
      if (isFlooded()) {
        return new Outcome.Refused(Refusals.tooManyUnknownKeys());
      }
      long seenNanos = clock.nanos();
      held = verifier.verify(text).map(token -> new Held(token, seenNanos));
      held.ifPresent(fresh -> keep(byToken, digest, fresh));
    }
    if (held.isEmpty()) {
      return new Outcome.Refused(Refusals.unknownSession());
    }
    SessionToken token = held.get().token();
    long ageNanos =
        Math.max(clock.nanos() - held.get().sinceNanos(), wall.nanos() - token.issuedNanos());
    return ageNanos < token.lifeNanos()
        ? new Outcome.Accepted(token.key())
        : new Outcome.Refused(Refusals.endedSession());
  }

  private boolean isFlooded() {
    synchronized (strangers) {
      return strangers.take(clock.nanos()) > 0;
    }
  }

  private synchronized Optional<Held> held(Map<KeyDigest, Held> among, KeyDigest digest) {
    return Optional.ofNullable(among.get(digest));
  }

  private synchronized void keep(Map<KeyDigest, Held> among, KeyDigest digest, Held fresh) {
    among.put(digest, fresh);
  }

  private synchronized void drop(KeyDigest digest) {
    byKey.remove(digest);
  }

  private Outcome open(KeyText key) {
    String reason = "no origin answered";
    for (Address origin : route.order(clock.nanos())) {
      long askedNanos = clock.nanos();
      switch (ask(origin, key)) {
        case Delivery.Session answer -> {
          return judge(answer, key, askedNanos);
        }
        case Delivery.Refused refused -> {
          return new Outcome.Refused(refused.refusal());
        }
        case Delivery.Lost lost -> reason = lost.reason();
        case Delivery _ -> reason = "the origin sent an answer to no question";
      }
      route.failed(origin, clock.nanos());
    }
    return new Outcome.Refused(Refusals.unconfirmedKey(reason));
  }

  private Outcome judge(Delivery.Session answer, KeyText key, long askedNanos) {
    if (answer.refusal().isPresent()) {
      drop(key.digest());
      answer.revokedNanos().ifPresent(revoked -> report(key.id(), revoked));
      return new Outcome.Refused(answer.refusal().get());
    }
    Optional<SessionToken> token = answer.token().flatMap(text -> verifier.verify(text.text()));
    if (token.isEmpty() || !token.get().key().digest().matches(key.digest())) {
      return new Outcome.Refused(
          Refusals.unconfirmedKey("the origin's session token is not this gateway's"));
    }
    keep(byKey, key.digest(), new Held(token.get(), askedNanos));
    return clock.nanos() - askedNanos < token.get().lifeNanos()
        ? new Outcome.Accepted(token.get().key(), answer.token())
        : new Outcome.Refused(Refusals.unconfirmedKey("its session ended while it travelled"));
  }

  private void report(KeyId id, long revokedNanos) {
    synchronized (this) {
      if (reported.putIfAbsent(id, true) != null) {
        return;
      }
    }
    long nowNanos = clock.nanos();
    events.accept(new Event.RevocationSeen(pop, id, nowNanos - revokedNanos, nowNanos));
  }

  /// Has another token made while requests go on, unless that was tried just now.
  private void renew(KeyText key) {
    long nowNanos = clock.nanos();
    synchronized (this) {
      if (renewNotBefore.getOrDefault(key.digest(), Long.MIN_VALUE) > nowNanos) {
        return;
      }
      renewNotBefore.put(key.digest(), nowNanos + RENEW_AGAIN.toNanos());
    }
    try {
      tasks.start("session renewal " + pop, () -> open(key));
    } catch (TooManyTasks busy) {
      LOG.log(
          System.Logger.Level.WARNING,
          "session of mk_"
              + key.id()
              + " at "
              + pop
              + ": no task free to renew it; tried again in 10 s");
    }
  }

  private Delivery ask(Address origin, KeyText key) {
    Duration wait = route.isAlone() ? OPEN_WAIT : OriginRoute.PATIENCE;
    Deadline deadline = Deadline.in(wait, clock.nanos());
    Envelope.OpenSession question = new Envelope.OpenSession(pop, key.id(), key.digest());
    try (Network.Reply reply = network.call(self, origin, question, deadline)) {
      Network.Arrived arrived = reply.next();
      clock.sleepUntil(arrived.atNanos());
      return arrived.delivery();
    }
  }

  private static KeyDigest digest(String text) {
    try {
      return new KeyDigest(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
