package meridian.origin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import meridian.CacheResult;
import meridian.Refusal;
import meridian.Stage;
import meridian.cache.CacheEntry;
import meridian.network.Delivery;
import meridian.provider.Provider;
import meridian.provider.Router.Routing;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.WorldClock;

/// Makes the provider call for one request: reserves what it is expected to cost, looks for the
/// answer to a similar request ([SemanticLayer]), otherwise asks the targets of its [ProviderRoute]
/// until one answers, and has the answer forwarded.
///
/// Another target is asked only before anything was passed on, so that a client never hears two
/// answers, and only after a failure of the target (5xx, 429, no connection, nothing in time): a
/// request that one provider calls wrong, all would. It goes on as long as the PoP or a follower
/// listens, and stops reading when nobody does. A call that brought nothing gives its reserve back.
public final class ProviderCall {
  /// How long a stream's first token may take where another target could be asked; a whole answer
  /// takes as long as it takes.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /// A target that was given less time than this and gave no answer is not to blame.
  private static final Duration FAIR_CHANCE = Duration.ofSeconds(10);

  private final OriginSettings settings;
  private final WorldClock clock;
  private final Supplier<Catalog> catalog;
  private final UnaryOperator<Provider> line;
  private final RegionHealth health;
  private final Filling filling;
  private final Cashier cashier;
  private final String region;
  private final EventSink events;

  /// Calls the providers of `catalog`, which may change between calls.
  ///
  /// @param line what a provider is called through; usually itself
  /// @param health how the targets do, as seen from here
  /// @param region the origin's, for what is told of its calls
  public ProviderCall(
      OriginSettings settings,
      WorldClock clock,
      Supplier<Catalog> catalog,
      UnaryOperator<Provider> line,
      RegionHealth health,
      Filling filling,
      Cashier cashier,
      String region,
      EventSink events) {
    this.settings = settings;
    this.clock = clock;
    this.catalog = catalog;
    this.line = line;
    this.health = health;
    this.filling = filling;
    this.cashier = cashier;
    this.region = region;
    this.events = events;
  }

  /// Where good answers go.
  Filling filling() {
    return filling;
  }

  /// Answers `call` from a provider, for its PoP and for the followers of `flight`.
  ///
  /// @param stale an entry that may answer when the provider cannot
  void answer(Call call, Optional<Flight> flight, Optional<CacheEntry> stale) {
    Audience audience = new Audience(call, flight);
    switch (catalog.get().route(call.chat().project(), call.chat().request())) {
      case Routing.Unroutable unknown ->
          audience.all(call.refused(unknown.refusal(), Forwarding.resultOf(call), false));
      case Routing.Routed to -> pay(call, to, audience, stale);
    }
  }

  /// A refusal to pay is the leader's own: its followers go on without it.
  private void pay(Call call, Routing.Routed to, Audience audience, Optional<CacheEntry> stale) {
    switch (cashier.reserve(call, to)) {
      case Cashier.Outcome.Refused refused -> {
        call.lap(Stage.ORIGIN_BUDGET);
        audience.leaderOnly(call.refused(refused.refusal(), Forwarding.resultOf(call), false));
      }
      case Cashier.Outcome.Granted granted -> {
        call.lap(Stage.ORIGIN_BUDGET);
        try {
          Optional<CacheEntry> similar = filling.similar(call, to.model());
          if (similar.isPresent()) {
            granted.reserve().release();
            answerFrom(similar.get(), call, CacheResult.SEMANTIC_HIT, audience);
          } else {
            ask(call, to, granted.reserve(), audience, stale);
          }
        } finally {
          granted.reserve().release();
        }
      }
    }
  }

  private void ask(
      Call call,
      Routing.Routed to,
      Cashier.Reserve reserve,
      Audience audience,
      Optional<CacheEntry> stale) {
    Deadline deadline =
        Deadline.in(settings.providerDeadline(), clock.nanos()).orEarlier(call.deadline());
    ProviderRoute route = new ProviderRoute(to, health, clock);
    Optional<Refusal> failure = Optional.empty();
    boolean isModelled = false;
    call.trace().resume(clock.nanos());
    for (Optional<ProviderRoute.Attempt> next = route.next();
        next.isPresent();
        next = goesOn(failure, deadline, audience) ? route.next() : Optional.empty()) {
      try (ProviderRoute.Attempt attempt = next.get()) {
        isModelled = attempt.way().provider().isModelled();
        failure = open(call, attempt, route.hasOthers(), reserve, audience, deadline);
      }
    }
    if (failure.isPresent()) {
      reserve.release();
      failed(call, failure.get(), isModelled, audience, stale);
    }
  }

  private boolean goesOn(Optional<Refusal> failure, Deadline deadline, Audience audience) {
    return failure.filter(ProviderCall::mayBeOtherwiseElsewhere).isPresent()
        && deadline.remainingNanos(clock.nanos()) > 0
        && audience.isListening();
  }

  private static boolean mayBeOtherwiseElsewhere(Refusal refusal) {
    return refusal.status() >= 500 || refusal.status() == 429;
  }

  /// Asks one target. Its refusal, or why its answer broke off, when nothing was passed on.
  private Optional<Refusal> open(
      Call call,
      ProviderRoute.Attempt attempt,
      boolean hasOthers,
      Cashier.Reserve reserve,
      Audience audience,
      Deadline deadline) {
    Provider provider = line.apply(attempt.way().provider());
    boolean isPatient = !hasOthers || !attempt.way().request().isStreamed();
    long openedNanos = clock.nanos();
    Deadline first = isPatient ? deadline : deadline.orEarlier(Deadline.in(PATIENCE, openedNanos));
    boolean isFair = first.remainingNanos(openedNanos) >= FAIR_CHANCE.toNanos();
    Optional<Refusal> failure;
    try (Underway underway =
        new Underway(call, provider.target(), region, audience.hasFlight(), clock, events)) {
      switch (provider.open(attempt.way().request(), first)) {
        case Provider.Answer.Refusing refusing -> {
          underway.over();
          call.trace().chargeAll(refusing.times());
          call.trace().resume(clock.nanos());
          failure = Optional.of(refusing.refusal());
        }
        case Provider.Answer.Answering answering -> {
          Forwarding forwarding =
              new Forwarding(call, attempt, reserve, underway, audience, cashier, filling, clock);
          try (Provider.Stream stream = answering.stream()) {
            failure = forwarding.forward(stream, deadline);
          }
        }
      }
    }
    failure.ifPresent(refusal -> judge(attempt, refusal, isFair));
    return failure;
  }

  /// A target that is rate limited is well, and merely has no room.
  private static void judge(ProviderRoute.Attempt attempt, Refusal refusal, boolean isFair) {
    if (refusal.status() == 504 && !isFair) {
      return;
    }
    if (refusal.status() >= 500) {
      attempt.failed();
    } else if (refusal.status() != 429) {
      attempt.succeeded();
    }
  }

  /// No provider answered: the origin's stale entry does, where policy and client allow it.
  private void failed(
      Call call,
      Refusal refusal,
      boolean isModelled,
      Audience audience,
      Optional<CacheEntry> stale) {
    boolean mayServeStale =
        refusal.status() >= 500
            && stale.isPresent()
            && call.question().mayServeOnError(stale.get(), call.wallNanos());
    if (mayServeStale) {
      answerFrom(stale.orElseThrow(), call, CacheResult.STALE, audience);
    } else {
      audience.all(call.refused(refusal, Forwarding.resultOf(call), isModelled));
    }
  }

  private void answerFrom(CacheEntry entry, Call call, CacheResult result, Audience audience) {
    List<Delivery> pieces = Stored.deliveries(entry, call, result);
    cashier.record(call, Stored.report(pieces), false);
    pieces.forEach(audience::all);
  }
}
