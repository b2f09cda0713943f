package meridian.edge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.CacheResult;
import meridian.Completion;
import meridian.Json;
import meridian.KeyRecord;
import meridian.PopId;
import meridian.Refusal;
import meridian.Stage;
import meridian.budget.StageTrace;
import meridian.cache.CacheQuestion;
import meridian.edge.Client.ClientGone;
import meridian.network.Address;
import meridian.network.Delivery;
import meridian.network.Envelope;
import meridian.network.Network;
import meridian.network.OriginReport;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.Deadline;
import meridian.time.WorldClock;
import meridian.wire.StreamRendering;

/// What a PoP does with a question its own cache does not answer: it asks the origins in the order
/// of its route and passes the pieces on as they come. When none answers it serves a stale entry
/// where policy and client allow, and refuses otherwise.
///
/// Nothing is asked of a second origin once a piece of the first has reached the client.
final class Misses {
  private final PopId pop;
  private final Address self;
  private final OriginRoute route;
  private final Network network;
  private final EdgeCache cache;
  private final Duration patience;
  private final WorldClock clock;
  private final EventSink events;

  /// @param patience how long an origin may take for the whole answer
  Misses(
      PopId pop,
      Address self,
      OriginRoute route,
      Network network,
      EdgeCache cache,
      Duration patience,
      WorldClock clock,
      EventSink events) {
    this.pop = pop;
    this.self = self;
    this.route = route;
    this.network = network;
    this.cache = cache;
    this.patience = patience;
    this.clock = clock;
    this.events = events;
  }

  /// Answers `question` from the first origin that does, or with what `looked` found when none
  /// does.
  void ask(Exchange exchange, CacheQuestion question, KeyRecord key, Looked looked)
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
    Deadline deadline = Deadline.in(patience, clock.nanos());
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
        case Delivery.KeyAnswer _,
            Delivery.Session _,
            Delivery.UsageTaken _,
            Delivery.Shipped _,
            Delivery.Funds _ ->
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
        refusal.status() >= 500 && !exchange.hasBegun() && cache.mayServeOnError(looked, question);
    if (mayServeStale) {
      cache.answer(looked.entry().orElseThrow(), CacheResult.STALE, exchange, question);
    } else {
      exchange.refuse(refusal, result, clock.nanos());
    }
  }
}
