package meridian.origin;

import java.util.Optional;
import meridian.CacheResult;
import meridian.Charge;
import meridian.Completion;
import meridian.Layer;
import meridian.Money;
import meridian.Refusal;
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.network.Delivery;
import meridian.network.OriginReport;
import meridian.provider.Provider;
import meridian.provider.Router.Way;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import meridian.wire.ChunkAssembler;
import meridian.wire.JsonWriter;

/// One target's answer on its way through the origin: each piece is forwarded as it comes, then the
/// answer is settled and stored. Confined to the call's task.
///
/// A part of an answer is billed like a whole one. Settling and storing come before the last piece
/// is sent, so that an answer that is complete for its client is also booked. What a fallback made
/// is an answer to another model's name and is not stored.
final class Forwarding {
  /// The longest stream that is stored, in bytes of chunks; a longer one is passed through only.
  private static final long MAX_STORED_STREAM_BYTES = 8L << 20;

  private final Call call;
  private final ProviderRoute.Attempt attempt;
  private final Way way;
  private final Cashier.Reserve reserve;
  private final Underway underway;
  private final Audience audience;
  private final Cashier cashier;
  private final Filling filling;
  private final WorldClock clock;
  private final ChunkAssembler assembler = new ChunkAssembler(MAX_STORED_STREAM_BYTES);
  private final TokenMeter tokens;
  private boolean hasStarted;

  Forwarding(
      Call call,
      ProviderRoute.Attempt attempt,
      Cashier.Reserve reserve,
      Underway underway,
      Audience audience,
      Cashier cashier,
      Filling filling,
      WorldClock clock) {
    this.call = call;
    this.attempt = attempt;
    this.way = attempt.way();
    this.reserve = reserve;
    this.underway = underway;
    this.audience = audience;
    this.cashier = cashier;
    this.filling = filling;
    this.clock = clock;
    this.tokens = new TokenMeter(way.request().body());
  }

  /// Forwards `stream` to its end, or for as long as somebody listens. The refusal when it broke
  /// off before its first piece, so that nothing has been passed on.
  Optional<Refusal> forward(Provider.Stream stream, Deadline deadline) {
    while (audience.isListening()) {
      switch (stream.next(deadline)) {
        case Provider.Piece.Chunk piece -> chunk(piece);
        case Provider.Piece.Whole piece -> {
          underway.brings(piece.completion().body());
          over(stream.times());
          whole(piece);
          return Optional.empty();
        }
        case Provider.Piece.Done _ -> {
          over(stream.times());
          if (!hasStarted) {
            return Optional.of(Refusals.emptyAnswer(way.provider().target()));
          }
          finishStream();
          return Optional.empty();
        }
        case Provider.Piece.Broken broken -> {
          over(stream.times());
          if (!hasStarted) {
            return Optional.of(broken.refusal());
          }
          attempt.failed();
          breakOff(broken.refusal());
          return Optional.empty();
        }
      }
    }
    underway.over();
    if (hasStarted) {
      charge(stream.times());
      settlePart();
    }
    return Optional.empty();
  }

  private void chunk(Provider.Piece.Chunk piece) {
    underway.brings(piece.chunk());
    assembler.add(piece.chunk(), piece.sizeBytes());
    tokens.chunk(piece.chunk());
    start();
    audience.all(new Delivery.Chunk(piece.chunk(), piece.sizeBytes()));
  }

  private void whole(Provider.Piece.Whole piece) {
    start();
    audience.all(new Delivery.Whole(piece.completion(), piece.sizeBytes()));
    tokens.whole(piece.completion());
    settle(Optional.of(piece.completion()), piece.sizeBytes());
  }

  private void start() {
    if (!hasStarted) {
      hasStarted = true;
      attempt.succeeded();
      audience.all(
          new Delivery.Started(report(TokenUsage.NONE, Optional.empty()), call.fingerprint()));
    }
  }

  private void over(StageTimes times) {
    underway.over();
    charge(times);
  }

  private void charge(StageTimes times) {
    call.trace().chargeAll(times);
    call.trace().resume(clock.nanos());
  }

  private void finishStream() {
    if (assembler.isOversized()) {
      settle(Optional.empty(), 0);
      return;
    }
    if (!assembler.isComplete()) {
      breakOff(Refusals.emptyAnswer(way.provider().target()));
      return;
    }
    Completion completion = assembler.completion();
    long sizeBytes = JsonWriter.sizeBytes(completion.body());
    audience.followers(new Delivery.Whole(completion, sizeBytes));
    settle(Optional.of(completion), sizeBytes);
  }

  /// The answer breaks off after its first piece: what there is of it is billed.
  private void breakOff(Refusal refusal) {
    OriginReport part = settlePart();
    audience.all(new Delivery.Refused(refusal, part.because(refusal.code())));
  }

  /// Bills a part of an answer, by what the provider counted or else by estimate.
  private OriginReport settlePart() {
    Charge charge = reserve.settle(way, tokens.usage(), tokens.isEstimated());
    call.lap(Stage.ORIGIN_SETTLE);
    OriginReport report = report(charge.usage(), charge.cost());
    cashier.record(call, report, charge.isEstimated());
    return report;
  }

  private void settle(Optional<Completion> completion, long sizeBytes) {
    Charge charge = reserve.settle(way, tokens.usage(), tokens.isEstimated());
    Optional<Money> worth = way.source().charged(cashier.cost(way.model(), charge.usage()));
    call.lap(Stage.ORIGIN_SETTLE);
    if (!way.isFallback()) {
      completion.ifPresent(
          whole -> filling.fill(call, whole, sizeBytes, worth, way, clock.nanos()));
    }
    call.lap(Stage.ORIGIN_WRITE);
    OriginReport report = report(charge.usage(), charge.cost());
    cashier.record(call, report, charge.isEstimated());
    audience.all(new Delivery.Ended(report));
  }

  private OriginReport report(TokenUsage usage, Optional<Money> cost) {
    return call.report(
        resultOf(call),
        Layer.PROVIDER,
        usage,
        cost,
        Optional.empty(),
        0,
        0,
        way.source(),
        way.isFallback() ? "fallback" : call.question().bypass());
  }

  /// What an answer made for `call` is called.
  static CacheResult resultOf(Call call) {
    if (call.question().fingerprint().isEmpty()) {
      return CacheResult.BYPASS;
    }
    return call.question().directives().noCache() ? CacheResult.REFRESH : CacheResult.MISS;
  }
}
