package meridian.telemetry;

import meridian.Money;
import meridian.RequestTimeline;

/// The figures over all PoPs.
final class HeadlineMeter {
  /// Shares are kept as millionths in the histograms that otherwise hold microseconds.
  private static final double SHARE_UNIT_NANOS = 1e9;

  private final HitCounts hits;
  private final Window edgeHit;
  private final Window originHit;
  private final Window miss;
  private final Window missFirstToken;
  private final Window residual;
  private final Window residualShare;
  private long requestsTotal;
  private long refusedTotal;
  private Money spent = Money.ZERO;
  private Money saved = Money.ZERO;

  HeadlineMeter(long slot) {
    this.hits = new HitCounts(slot);
    this.edgeHit = new Window(3, slot);
    this.originHit = new Window(3, slot);
    this.miss = new Window(3, slot);
    this.missFirstToken = new Window(3, slot);
    this.residual = new Window(3, slot);
    this.residualShare = new Window(3, slot);
  }

  void finished(long slot, RequestTimeline timeline) {
    requestsTotal++;
    hits.add(slot, timeline);
    spent = timeline.cost().map(spent::plus).orElse(spent);
    saved = timeline.saved().map(saved::plus).orElse(saved);
    if (!timeline.isAnswered()) {
      refusedTotal++;
      return;
    }
    switch (RequestPath.of(timeline)) {
      case EDGE_HIT -> edgeHit.record(slot, timeline.totalNanos());
      case ORIGIN_HIT -> originHit.record(slot, timeline.totalNanos());
      case MISS -> {
        miss.record(slot, timeline.totalNanos());
        missFirstToken.record(slot, timeline.firstTokenNanos());
      }
      case COLLAPSED, REFUSED -> {}
    }
    long residualNanos = Math.abs(timeline.residualNanos());
    residual.record(slot, residualNanos);
    if (timeline.totalNanos() > 0) {
      double share = (double) residualNanos / timeline.totalNanos();
      residualShare.record(slot, Math.round(share * SHARE_UNIT_NANOS));
    }
  }

  /// The figures of a window that ends with `slot` and covers `seconds`.
  Snapshot.Headline headline(long slot, double seconds, long inFlight) {
    hits.roll(slot);
    return new Snapshot.Headline(
        requestsTotal,
        refusedTotal,
        inFlight,
        hits.finished() / seconds,
        hits.byLayer(),
        hits.hitRate(),
        edgeHit.read(slot),
        originHit.read(slot),
        miss.read(slot),
        missFirstToken.read(slot),
        residual.read(slot),
        residualShare.read(slot).p95() / SHARE_UNIT_NANOS,
        hits.edgeMissOriginHit(),
        spent,
        saved);
  }

  /// What hits would have cost, since the start.
  Money saved() {
    return saved;
  }
}
