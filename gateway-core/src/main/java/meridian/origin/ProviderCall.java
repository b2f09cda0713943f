package meridian.origin;

import java.util.Optional;
import java.util.function.Supplier;
import meridian.CacheResult;
import meridian.Completion;
import meridian.EffectiveModel;
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
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import meridian.wire.ChunkAssembler;

/// Makes the provider call for one request, forwards each piece as it comes, then settles and
/// stores.
///
/// It goes on as long as the PoP or a follower listens, and stops reading when nobody does.
/// Settling and storing come before the last piece is sent, so that an answer that is complete for
/// its client is also booked.
public final class ProviderCall {
  /// The longest stream that is stored, in bytes of chunks; a longer one is passed through only.
  private static final long MAX_STORED_STREAM_BYTES = 8L << 20;

  private final OriginSettings settings;
  private final WorldClock clock;
  private final Supplier<Catalog> catalog;
  private final Filling filling;
  private final EventSink events;

  /// Calls the providers of `catalog`, which may change between calls.
  public ProviderCall(
      OriginSettings settings,
      WorldClock clock,
      Supplier<Catalog> catalog,
      Filling filling,
      EventSink events) {
    this.settings = settings;
    this.clock = clock;
    this.catalog = catalog;
    this.filling = filling;
    this.events = events;
  }

  /// Answers `call` from a provider, for its PoP and for the followers of `flight`.
  ///
  /// @param stale an entry that may answer when the provider cannot
  void answer(Call call, Optional<Flight> flight, Optional<CacheEntry> stale) {
    Audience audience = new Audience(call, flight);
    switch (catalog.get().router().route(call.chat().request())) {
      case Routing.Unroutable unknown ->
          audience.all(call.refused(unknown.refusal(), resultOf(call), false));
      case Routing.Routed to -> open(call, to, audience, stale);
    }
  }

  private void open(Call call, Routing.Routed to, Audience audience, Optional<CacheEntry> stale) {
    Deadline deadline =
        Deadline.in(settings.providerDeadline(), clock.nanos()).orEarlier(call.deadline());
    Provider provider = to.targets().getFirst();
    call.trace().resume(clock.nanos());
    switch (provider.open(to.request(), deadline)) {
      case Provider.Answer.Refusing refusing -> {
        charge(call, refusing.times());
        failed(call, refusing.refusal(), provider, audience, stale);
      }
      case Provider.Answer.Answering answering -> {
        try (Provider.Stream stream = answering.stream()) {
          pump(call, to, stream, deadline, audience, stale);
        }
      }
    }
  }

  private void pump(
      Call call,
      Routing.Routed to,
      Provider.Stream stream,
      Deadline deadline,
      Audience audience,
      Optional<CacheEntry> stale) {
    ChunkAssembler assembler = new ChunkAssembler(MAX_STORED_STREAM_BYTES);
    boolean hasStarted = false;
    while (audience.isListening()) {
      switch (stream.next(deadline)) {
        case Provider.Piece.Chunk piece -> {
          assembler.add(piece.chunk(), piece.sizeBytes());
          if (!hasStarted) {
            hasStarted = true;
            audience.all(started(call, to.targets().getFirst()));
          }
          audience.all(new Delivery.Chunk(piece.chunk(), piece.sizeBytes()));
        }
        case Provider.Piece.Whole piece -> {
          charge(call, stream.times());
          audience.all(started(call, to.targets().getFirst()));
          audience.all(new Delivery.Whole(piece.completion(), piece.sizeBytes()));
          settle(call, to, Optional.of(piece.completion()), piece.sizeBytes(), audience);
          return;
        }
        case Provider.Piece.Done _ -> {
          charge(call, stream.times());
          finishStream(call, to, assembler, audience);
          return;
        }
        case Provider.Piece.Broken broken -> {
          charge(call, stream.times());
          if (hasStarted) {
            audience.all(
                call.refused(
                    broken.refusal(), resultOf(call), to.targets().getFirst().isModelled()));
          } else {
            failed(call, broken.refusal(), to.targets().getFirst(), audience, stale);
          }
          return;
        }
      }
    }
  }

  private void finishStream(
      Call call, Routing.Routed to, ChunkAssembler assembler, Audience audience) {
    if (assembler.isOversized()) {
      settle(call, to, Optional.empty(), 0, audience);
      return;
    }
    if (!assembler.isComplete()) {
      Refusal refusal = Refusals.emptyAnswer(to.targets().getFirst().target());
      audience.all(call.refused(refusal, resultOf(call), to.targets().getFirst().isModelled()));
      return;
    }
    Completion completion = assembler.completion();
    long sizeBytes = meridian.wire.JsonWriter.sizeBytes(completion.body());
    audience.followers(new Delivery.Whole(completion, sizeBytes));
    settle(call, to, Optional.of(completion), sizeBytes, audience);
  }

  private void settle(
      Call call,
      Routing.Routed to,
      Optional<Completion> completion,
      long sizeBytes,
      Audience audience) {
    TokenUsage usage = completion.map(Completion::usage).orElse(TokenUsage.NONE);
    Optional<Money> cost = price(to.model(), usage);
    call.lap(Stage.ORIGIN_SETTLE);
    String producer = to.targets().getFirst().target();
    completion.ifPresent(
        whole -> filling.fill(call, whole, sizeBytes, cost, producer, clock.nanos()));
    call.lap(Stage.ORIGIN_WRITE);
    audience.all(
        new Delivery.Ended(
            call.report(
                resultOf(call),
                Layer.PROVIDER,
                usage,
                cost,
                Optional.empty(),
                0,
                0,
                to.targets().getFirst().isModelled(),
                call.question().bypass())));
  }

  private Optional<Money> price(EffectiveModel model, TokenUsage usage) {
    Optional<Money> cost = catalog.get().prices().cost(model, usage);
    if (cost.isEmpty()) {
      events.accept(new Event.PriceUnknown(model.model(), clock.nanos()));
    }
    return cost;
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
            && call.question().mayServeOnError(stale.get(), clock.nanos());
    if (mayServeStale) {
      Stored.deliveries(stale.orElseThrow(), call, CacheResult.STALE, clock.nanos())
          .forEach(audience::all);
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

    void followers(Delivery piece) {
      flight.ifPresent(others -> others.publish(piece));
    }

    boolean isListening() {
      return call.outbox().isOpen() || flight.map(Flight::hasFollowers).orElse(false);
    }
  }
}
