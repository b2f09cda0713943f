package meridian.origin;

import java.util.List;
import java.util.Optional;
import meridian.CacheResult;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.Stage;
import meridian.budget.StageTrace;
import meridian.cache.CacheEntry;
import meridian.cache.CacheQuestion;
import meridian.cache.CacheRules;
import meridian.cache.ExactCache;
import meridian.cache.Freshness;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.Mailbox;
import meridian.time.Tasks;
import meridian.time.WallClock;
import meridian.time.WorldClock;
import meridian.wire.KeyRefusals;

/// One origin region. A request goes through it in this order:
///
/// key re-checked → fingerprint compared with the PoP's → single-flight → exact cache → reserve
/// ([Cashier]) → semantic cache ([SemanticLayer]) → provider ([ProviderCall]) → settle, store,
/// write to the KV → usage record.
///
/// Pieces are teed: each goes to the PoP, and to every follower, when it arrives. Safe for any
/// number of requests at once.
public final class Origin implements Network.Service {
  private final OriginSettings settings;
  private final WorldClock clock;
  private final WallClock wall;
  private final ServiceGate gate;
  private final Tasks tasks;
  private final KeyRegistry keys;
  private final Optional<Sessions> sessions;
  private final CacheRules rules;
  private final ExactCache store;
  private final ProviderCall providers;
  private final Cashier cashier;
  private final Allies allies;
  private final Flights flights = new Flights();
  private final EventSink events;

  /// An origin with empty flights.
  ///
  /// @param sessions opens sessions, where PoPs let in by them
  public Origin(
      OriginSettings settings,
      WorldClock clock,
      Tasks tasks,
      KeyRegistry keys,
      Optional<Sessions> sessions,
      CacheRules rules,
      ExactCache store,
      ProviderCall providers,
      Cashier cashier,
      Allies allies,
      EventSink events) {
    this.settings = settings;
    this.clock = clock;
    this.wall = new WallClock(clock);
    this.gate = new ServiceGate(clock, tasks);
    this.tasks = tasks;
    this.keys = keys;
    this.sessions = sessions;
    this.rules = rules;
    this.store = store;
    this.providers = providers;
    this.cashier = cashier;
    this.allies = allies;
    this.events = events;
  }

  /// This origin's clock on the wall; faults set it wrong.
  public WallClock wall() {
    return wall;
  }

  /// How many requests it works on at once; faults overload it.
  public ServiceGate gate() {
    return gate;
  }

  /// Loses what it keeps in memory, as in a crash: the exact cache, what a doorkeeper has seen and
  /// what limits have counted. Requests in flight break off by themselves, for the network ends
  /// their tasks. Keys, ledger and the KV are durable.
  public void crash() {
    providers.filling().forget();
    cashier.forgetLimits();
  }

  @Override
  public void serve(Envelope envelope, Network.Outbox outbox, Deadline deadline) {
    switch (envelope) {
      case Envelope.Ship batch -> outbox.send(allies.take(batch));
      case Envelope.AskFunds ask -> outbox.send(allies.give(ask));
      case Envelope.FindKey find ->
          outbox.send(new Delivery.KeyAnswer(keys.find(find.key(), wall.nanos())));
      case Envelope.ConfirmKey _, Envelope.OpenSession _, Envelope.Usage _, Envelope.Chat _ -> {
        long arrivedNanos = clock.nanos();
        if (allies.isServing()) {
          serveClients(envelope, outbox, deadline, arrivedNanos);
        } else {
          outbox.send(new Delivery.Lost("this region does not serve"));
        }
      }
    }
  }

  private void serveClients(
      Envelope envelope, Network.Outbox outbox, Deadline deadline, long arrivedNanos) {
    switch (envelope) {
      case Envelope.ConfirmKey confirm -> outbox.send(new Delivery.KeyAnswer(key(confirm.key())));
      case Envelope.OpenSession open ->
          outbox.send(
              sessions
                  .<Delivery>map(desk -> desk.open(key(open.key()), open.digest(), wall.nanos()))
                  .orElseGet(() -> new Delivery.Lost("this origin opens no sessions")));
      case Envelope.Usage usage -> {
        outbox.send(
            cashier.record(usage.records())
                ? new Delivery.UsageTaken(usage.records().size())
                : new Delivery.Lost("the usage log takes no records"));
      }
      case Envelope.Chat chat -> {
        allies.receipt().ifPresent(outbox::send);
        answerInTurn(chat, outbox, deadline, new StageTrace(arrivedNanos));
      }
      case Envelope.Ship _, Envelope.AskFunds _, Envelope.FindKey _ ->
          throw new IllegalStateException("no client sends " + envelope);
    }
  }

  /// A key that is unknown here may be new in another region.
  private Optional<KeyRecord> key(KeyId id) {
    Optional<KeyRecord> own = keys.find(id, wall.nanos());
    if (own.isPresent()) {
      return own;
    }
    allies.findKey(id).ifPresent(keys::merge);
    return keys.find(id, wall.nanos());
  }

  private void answerInTurn(
      Envelope.Chat chat, Network.Outbox outbox, Deadline deadline, StageTrace trace) {
    if (!gate.enter(deadline)) {
      trace.lap(Stage.ORIGIN_WAIT, clock.nanos());
      outbox.send(new Delivery.Lost("the origin is overloaded"));
      return;
    }
    try {
      trace.lap(Stage.ORIGIN_WAIT, clock.nanos());
      answer(chat, outbox, deadline, trace);
    } finally {
      gate.leave();
    }
  }

  private void answer(
      Envelope.Chat chat, Network.Outbox outbox, Deadline deadline, StageTrace trace) {
    Optional<KeyRecord> key = key(chat.key());
    CacheQuestion question =
        key.map(known -> rules.question(chat.request(), known, chat.directives()))
            .orElseGet(() ->
                rules.question(chat.request(), chat.project(), chat.key(), chat.directives()));
    Call call = new Call(chat, question, outbox, deadline, clock, wall, trace);
    call.lap(Stage.ORIGIN_AUTH);
    if (key.isEmpty() || !key.get().project().equals(chat.project())) {
      outbox.send(call.refused(Refusals.unknownKey(), CacheResult.BYPASS, false));
      return;
    }
    if (key.get().isRevoked()) {
      outbox.send(call.refused(KeyRefusals.revokedKey(chat.key()), CacheResult.BYPASS, false));
      return;
    }
    if (key.get().isExpired(wall.nanos())) {
      outbox.send(call.refused(KeyRefusals.expiredKey(chat.key()), CacheResult.BYPASS, false));
      return;
    }
    call.isOn(key.get().terms());
    cashier.tellLimits(call);
    if (!chat.fingerprint().equals(question.fingerprint())) {
      events.accept(new Event.FingerprintMismatched(chat.id(), chat.pop(), clock.nanos()));
    }
    if (question.mayRead()
        && question.directives().maxAge().isEmpty()
        && !question.directives().onlyIfCached()) {
      joinFlight(call);
    } else if (question.mayRead()) {
      answerAlone(call);
    } else if (question.directives().onlyIfCached()) {
      outbox.send(call.refused(Refusals.notCached(), CacheResult.BYPASS, false));
    } else {
      providers.answer(call, Optional.empty(), Optional.empty());
    }
  }

  private void joinFlight(Call call) {
    var fingerprint = call.fingerprint().orElseThrow();
    Flights.Ticket ticket = flights.join(fingerprint);
    while (!ticket.isLeader()) {
      if (follow(call, ticket.flight())) {
        return;
      }
      ticket = flights.join(fingerprint);
    }
    try {
      lead(call, ticket.flight());
    } finally {
      flights.end(fingerprint, ticket.flight());
      if (!ticket.flight().isOver()) {
        ticket.flight().publish(call.refused(Refusals.internal(), CacheResult.MISS, false));
      }
    }
  }

  /// A client with wishes of its own (`max-age`, `only-if-cached`) shares no flight: its wishes are
  /// not the others'.
  private void answerAlone(Call call) {
    Optional<CacheEntry> found = lookUp(call);
    if (found.isPresent() && isFresh(found.get(), call)) {
      answerFrom(found.get(), call, Optional.empty());
    } else if (call.question().directives().onlyIfCached()) {
      call.outbox().send(call.refused(Refusals.notCached(), CacheResult.MISS, false));
    } else {
      providers.answer(call, Optional.empty(), found);
    }
  }

  /// The leader looks into the exact cache, and otherwise makes the call for all.
  private void lead(Call call, Flight flight) {
    Optional<CacheEntry> found = lookUp(call);
    if (found.isPresent() && isFresh(found.get(), call)) {
      answerFrom(found.get(), call, Optional.of(flight));
    } else {
      providers.answer(call, Optional.of(flight), found);
    }
  }

  private boolean isFresh(CacheEntry entry, Call call) {
    return call.question().freshness(entry, wall.nanos()) == Freshness.FRESH;
  }

  /// The exact cache's entry, fresh or stale.
  private Optional<CacheEntry> lookUp(Call call) {
    CacheQuestion question = call.question();
    long askedNanos = clock.nanos();
    long wallNanos = wall.nanos();
    ExactCache.Look look = store.find(question, wallNanos);
    Optional<CacheEntry> found = look.entry();
    Freshness freshness =
        found.map(entry -> question.freshness(entry, wallNanos)).orElse(Freshness.GONE);
    call.lap(Stage.ORIGIN_CACHE);
    events.accept(
        new Event.CacheAsked(
            "origin_exact",
            call.chat().pop(),
            switch (freshness) {
              case FRESH -> "hit";
              case STALE -> "stale";
              case GONE -> look instanceof ExactCache.Look.Failed ? "error" : "miss";
            },
            clock.nanos() - askedNanos,
            clock.nanos()));
    return freshness == Freshness.GONE ? Optional.empty() : found;
  }

  /// Sends a stored answer to the PoP and to the followers of a flight.
  private void answerFrom(CacheEntry entry, Call call, Optional<Flight> flight) {
    List<Delivery> pieces = Stored.deliveries(entry, call, CacheResult.HIT);
    cashier.record(call, Stored.report(pieces), false);
    providers.filling().answered(entry, call, clock.nanos());
    for (Delivery piece : pieces) {
      call.outbox().send(piece);
      flight.ifPresent(others -> others.publish(piece));
    }
  }

  /// A follower forwards the leader's pieces as they come and is charged nothing for the provider.
  /// False when the flight ended without an answer for it.
  private boolean follow(Call call, Flight flight) {
    Mailbox<Boolean> bell = tasks.mailbox(1);
    if (!flight.follow(bell, settings.maxFollowers())) {
      providers.answer(call, Optional.empty(), Optional.empty());
      return true;
    }
    try {
      Follower follower = new Follower(call, cashier);
      for (int index = 0; call.outbox().isOpen(); ) {
        Optional<Delivery> piece = flight.piece(index);
        if (piece.isPresent()) {
          index++;
          call.lap(Stage.ORIGIN_WAIT);
          if (follower.pass(piece.get())) {
            return true;
          }
        } else if (flight.isAbandoned()) {
          call.lap(Stage.ORIGIN_WAIT);
          return false;
        } else if (bell.take(call.deadline()).isEmpty() && flight.piece(index).isEmpty()) {
          call.lap(Stage.ORIGIN_WAIT);
          call.outbox().send(call.refused(Refusals.flightTooSlow(), CacheResult.COLLAPSED, false));
          return true;
        }
      }
      return true;
    } finally {
      flight.leave(bell);
    }
  }
}
