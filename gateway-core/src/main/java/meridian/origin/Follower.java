package meridian.origin;

import java.util.Optional;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.network.Delivery;
import meridian.network.OriginReport;

/// What a collapsed request sees of its leader's pieces: chunks only if it asked for a stream, the
/// whole answer only if it saw no chunks, and a bill of nothing. Confined to the follower's task.
final class Follower {
  private final Call call;
  private final Cashier cashier;
  private boolean hasChunks;

  Follower(Call call, Cashier cashier) {
    this.call = call;
    this.cashier = cashier;
  }

  /// Passes `piece` on; says whether it was the last.
  boolean pass(Delivery piece) {
    switch (piece) {
      case Delivery.Chunk chunk -> {
        if (call.chat().request().isStreamed()) {
          hasChunks = true;
          call.outbox().send(chunk);
        }
      }
      case Delivery.Whole whole -> {
        if (!hasChunks) {
          call.outbox().send(whole);
        }
      }
      case Delivery.Started started ->
          call.outbox().send(new Delivery.Started(collapsed(started.report()), call.fingerprint()));
      case Delivery.Ended ended -> {
        OriginReport own = collapsed(ended.report());
        cashier.record(call, own, false);
        call.outbox().send(new Delivery.Ended(own));
      }
      case Delivery.Refused refused ->
          call.outbox().send(new Delivery.Refused(refused.refusal(), collapsed(refused.report())));
      case Delivery.Receipt _,
          Delivery.Lost _,
          Delivery.KeyAnswer _,
          Delivery.Session _,
          Delivery.UsageTaken _,
          Delivery.Shipped _,
          Delivery.Funds _ ->
          throw new IllegalStateException("a flight carries no " + piece);
    }
    return piece.isLast();
  }

  /// The leader's report as this request's own: its own stages, nothing charged, the provider call
  /// saved. What is an answer to other words for the leader is one for the follower too.
  private OriginReport collapsed(OriginReport leader) {
    return call.report(
        leader.cache() == CacheResult.SEMANTIC_HIT
            ? CacheResult.SEMANTIC_HIT
            : CacheResult.COLLAPSED,
        leader.layer() == Layer.NONE ? Layer.NONE : Layer.ORIGIN,
        leader.usage(),
        Optional.of(Money.ZERO),
        leader.layer() == Layer.PROVIDER ? leader.cost() : leader.saved(),
        leader.ageNanos(),
        leader.ttlNanos(),
        leader.source(),
        leader.detail());
  }
}
