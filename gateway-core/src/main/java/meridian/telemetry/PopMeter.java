package meridian.telemetry;

import meridian.PopId;
import meridian.RequestTimeline;
import meridian.Stage;

/// What one PoP did in the last minute.
final class PopMeter {
  private static final int BREACHES = 0;
  private static final int COLD_STARTS = 1;

  private final PopId pop;
  private final HitCounts hits;
  private final WindowCounts counts;
  private final Window total;
  private final Window edgeHit;
  private long requestsTotal;

  PopMeter(PopId pop, long slot) {
    this.pop = pop;
    this.hits = new HitCounts(slot);
    this.counts = new WindowCounts(2, slot);
    this.total = new Window(3, slot);
    this.edgeHit = new Window(3, slot);
  }

  /// Counts a finished request with so many stages over their budget.
  void finished(long slot, RequestTimeline timeline, long breaches) {
    requestsTotal++;
    hits.add(slot, timeline);
    if (timeline.isAnswered()) {
      total.record(slot, timeline.totalNanos());
    }
    if (RequestPath.of(timeline) == RequestPath.EDGE_HIT) {
      edgeHit.record(slot, timeline.totalNanos());
    }
    if (breaches > 0) {
      counts.add(slot, BREACHES, breaches);
    }
    if (timeline.stages().nanos(Stage.EDGE_COLD_START) > 0) {
      counts.add(slot, COLD_STARTS);
    }
  }

  /// The row of a window that ends with `slot` and covers `seconds`.
  Snapshot.PopRow row(long slot, double seconds) {
    hits.roll(slot);
    counts.roll(slot);
    return new Snapshot.PopRow(
        pop,
        requestsTotal,
        hits.finished(),
        hits.finished() / seconds,
        hits.byResult(),
        hits.refused(),
        hits.hitRate(),
        hits.edgeHitRate(),
        hits.edgeMissOriginHit(),
        total.read(slot),
        edgeHit.read(slot),
        counts.count(BREACHES),
        counts.count(COLD_STARTS));
  }
}
