package meridian.origin;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import meridian.CacheResult;
import meridian.Charge;
import meridian.Completion;
import meridian.Layer;
import meridian.Money;
import meridian.Refusal;
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.cache.CacheEntry;
import meridian.network.Delivery;
import meridian.network.OriginReport;
import meridian.provider.Provider;
import meridian.provider.Router.Routing;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import meridian.wire.ChunkAssembler;

/// Makes the provider call for one request: reserves what it is expected to cost, forwards each
/// piece as it comes, then settles and stores.
///
/// It goes on as long as the PoP or a follower listens, and stops reading when nobody does. A part
/// of an answer is billed like a whole one; a call that brought nothing gives its reserve back.
/// Settling and storing come before the last piece is sent, so that an answer that is complete for
/// its client is also booked.
public final class ProviderCall {
  /// The longest stream that is stored, in bytes of chunks; a longer one is passed through only.
  private static final long MAX_STORED_STREAM_BYTES = 8L << 20;

  private final OriginSettings settings;
  private final WorldClock clock;
  private final Supplier<Catalog> catalog;
  private final Filling filling;
  private final Cashier cashier;
  private final String region;
  private final EventSink events;

  /// Calls the providers of `catalog`, which may change between calls.
  ///
  /// @param region the origin's, for what is told of its calls
  public ProviderCall(
      OriginSettings settings,
      WorldClock clock,
      Supplier<Catalog> catalog,
      Filling filling,
      Cashier cashier,
      String region,
      EventSink events) {
    this.settings = settings;
    this.clock = clock;
    this.catalog = catalog;
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
    switch (catalog.get().router().route(call.chat().request())) {
      case Routing.Unroutable unknown ->
          audience.all(call.refused(unknown.refusal(), resultOf(call), false));
      case Routing.Routed to -> pay(call, to, audience, stale);
    }
  }

  /// A refusal to pay is the leader's own: its followers go on without it.
  private void pay(Call call, Routing.Routed to, Audience audience, Optional<CacheEntry> stale) {
    switch (cashier.reserve(call, to.model())) {
      case Cashier.Outcome.Refused refused -> {
        call.lap(Stage.ORIGIN_BUDGET);
        audience.leaderOnly(call.refused(refused.refusal(), resultOf(call), false));
      }
      case Cashier.Outcome.Granted granted -> {
        call.lap(Stage.ORIGIN_BUDGET);
        try {
          open(call, to, granted.reserve(), audience, stale);
        } finally {
          granted.reserve().release();
        }
      }
    }
  }

  private void open(
      Call call,
      Routing.Routed to,
      Cashier.Reserve reserve,
      Audience audience,
      Optional<CacheEntry> stale) {
    Deadline deadline =
        Deadline.in(settings.providerDeadline(), clock.nanos()).orEarlier(call.deadline());
    Provider provider = to.targets().getFirst();
    call.trace().resume(clock.nanos());
    boolean isLeading = audience.hasFlight();
    try (Underway underway =
        new Underway(call, provider.target(), region, isLeading, clock, events)) {
      switch (provider.open(to.request(), deadline)) {
        case Provider.Answer.Refusing refusing -> {
          underway.over();
          charge(call, refusing.times());
          reserve.release();
          failed(call, refusing.refusal(), provider, audience, stale);
        }
        case Provider.Answer.Answering answering -> {
          try (Provider.Stream stream = answering.stream()) {
            pump(call, to, reserve, underway, stream, deadline, audience, stale);
          }
        }
      }
    }
  }

  private void pump(
      Call call,
      Routing.Routed to,
      Cashier.Reserve reserve,
      Underway underway,
      Provider.Stream stream,
      Deadline deadline,
      Audience audience,
      Optional<CacheEntry> stale) {
    ChunkAssembler assembler = new ChunkAssembler(MAX_STORED_STREAM_BYTES);
    TokenMeter tokens = new TokenMeter(to.request().body());
    boolean hasStarted = false;
    while (audience.isListening()) {
      switch (stream.next(deadline)) {
        case Provider.Piece.Chunk piece -> {
          underway.brings(piece.chunk());
          assembler.add(piece.chunk(), piece.sizeBytes());
          tokens.chunk(piece.chunk());
          if (!hasStarted) {
            hasStarted = true;
            audience.all(started(call, to.targets().getFirst()));
          }
          audience.all(new Delivery.Chunk(piece.chunk(), piece.sizeBytes()));
        }
        case Provider.Piece.Whole piece -> {
          underway.brings(piece.completion().body());
          underway.over();
          charge(call, stream.times());
          audience.all(started(call, to.targets().getFirst()));
          audience.all(new Delivery.Whole(piece.completion(), piece.sizeBytes()));
          tokens.whole(piece.completion());
          settle(
              call,
              to,
              reserve,
              tokens,
              Optional.of(piece.completion()),
              piece.sizeBytes(),
              audience);
          return;
        }
        case Provider.Piece.Done _ -> {
          underway.over();
          charge(call, stream.times());
          finishStream(call, to, reserve, tokens, assembler, audience);
          return;
        }
        case Provider.Piece.Broken broken -> {
          underway.over();
          charge(call, stream.times());
          if (hasStarted) {
            breakOff(call, to, reserve, tokens, broken.refusal(), audience);
          } else {
            reserve.release();
            failed(call, broken.refusal(), to.targets().getFirst(), audience, stale);
          }
          return;
        }
      }
    }
    underway.over();
    if (hasStarted) {
      charge(call, stream.times());
      settlePart(call, to, reserve, tokens);
    }
  }

  private void finishStream(
      Call call,
      Routing.Routed to,
      Cashier.Reserve reserve,
      TokenMeter tokens,
      ChunkAssembler assembler,
      Audience audience) {
    if (assembler.isOversized()) {
      settle(call, to, reserve, tokens, Optional.empty(), 0, audience);
      return;
    }
    if (!assembler.isComplete()) {
      Refusal refusal = Refusals.emptyAnswer(to.targets().getFirst().target());
      breakOff(call, to, reserve, tokens, refusal, audience);
      return;
    }
    Completion completion = assembler.completion();
    long sizeBytes = meridian.wire.JsonWriter.sizeBytes(completion.body());
    audience.followers(new Delivery.Whole(completion, sizeBytes));
    settle(call, to, reserve, tokens, Optional.of(completion), sizeBytes, audience);
  }

  /// The answer breaks off after its first piece: what there is of it is billed.
  private void breakOff(
      Call call,
      Routing.Routed to,
      Cashier.Reserve reserve,
      TokenMeter tokens,
      Refusal refusal,
      Audience audience) {
    OriginReport part = settlePart(call, to, reserve, tokens);
    audience.all(new Delivery.Refused(refusal, part.because(refusal.code())));
  }

  /// Bills a part of an answer, by what the provider counted or else by estimate.
  private OriginReport settlePart(
      Call call, Routing.Routed to, Cashier.Reserve reserve, TokenMeter tokens) {
    Charge charge = reserve.settle(tokens.usage(), tokens.isEstimated());
    call.lap(Stage.ORIGIN_SETTLE);
    OriginReport report = report(call, to, charge);
    cashier.record(call, report, charge.isEstimated());
    return report;
  }

  private void settle(
      Call call,
      Routing.Routed to,
      Cashier.Reserve reserve,
      TokenMeter tokens,
      Optional<Completion> completion,
      long sizeBytes,
      Audience audience) {
    Charge charge = reserve.settle(tokens.usage(), tokens.isEstimated());
    Optional<Money> worth = catalog.get().prices().cost(to.model(), charge.usage());
    call.lap(Stage.ORIGIN_SETTLE);
    String producer = to.targets().getFirst().target();
    completion.ifPresent(
        whole -> filling.fill(call, whole, sizeBytes, worth, producer, clock.nanos()));
    call.lap(Stage.ORIGIN_WRITE);
    OriginReport report = report(call, to, charge);
    cashier.record(call, report, charge.isEstimated());
    audience.all(new Delivery.Ended(report));
  }

  private static OriginReport report(Call call, Routing.Routed to, Charge charge) {
    return call.report(
        resultOf(call),
        Layer.PROVIDER,
        charge.usage(),
        charge.cost(),
        Optional.empty(),
        0,
        0,
        to.targets().getFirst().isModelled(),
        call.question().bypass());
  }

  /// The provider did not answer: the origin's stale entry does, where policy and client allow it.
  private void failed(
      Call call,
      Refusal refusal,
      Provider provider,
      Audience audience,
      Optional<CacheEntry> stale) {
    boolean mayServeStale =
        refusal.status() >= 500
            && stale.isPresent()
            && call.question().mayServeOnError(stale.get(), call.wallNanos());
    if (mayServeStale) {
      List<Delivery> pieces = Stored.deliveries(stale.orElseThrow(), call, CacheResult.STALE);
      cashier.record(call, Stored.report(pieces), false);
      pieces.forEach(audience::all);
    } else {
      audience.all(call.refused(refusal, resultOf(call), provider.isModelled()));
    }
  }

  private void charge(Call call, StageTimes times) {
    call.trace().chargeAll(times);
    call.trace().resume(clock.nanos());
  }

  private Delivery.Started started(Call call, Provider provider) {
    OriginReport soFar =
        call.report(
            resultOf(call),
            Layer.PROVIDER,
            TokenUsage.NONE,
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            provider.isModelled(),
            call.question().bypass());
    return new Delivery.Started(soFar, call.fingerprint());
  }

  private static CacheResult resultOf(Call call) {
    if (call.question().fingerprint().isEmpty()) {
      return CacheResult.BYPASS;
    }
    return call.question().directives().noCache() ? CacheResult.REFRESH : CacheResult.MISS;
  }

  /// Who hears the pieces: the PoP that asked, and the followers of the flight.
  private static final class Audience {
    private final Call call;
    private final Optional<Flight> flight;

    Audience(Call call, Optional<Flight> flight) {
      this.call = call;
      this.flight = flight;
    }

    void all(Delivery piece) {
      call.outbox().send(piece);
      followers(piece);
    }

    /// Ends the flight without an answer: whoever followed it starts anew.
    void leaderOnly(Delivery piece) {
      call.outbox().send(piece);
      flight.ifPresent(Flight::abandon);
    }

    void followers(Delivery piece) {
      flight.ifPresent(others -> others.publish(piece));
    }

    /// Whether identical requests may wait for the same call.
    boolean hasFlight() {
      return flight.isPresent();
    }

    boolean isListening() {
      return call.outbox().isOpen() || flight.map(Flight::hasFollowers).orElse(false);
    }
  }
}
