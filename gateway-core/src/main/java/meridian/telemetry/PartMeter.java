package meridian.telemetry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import meridian.CacheResult;
import meridian.Layer;
import meridian.Money;
import meridian.RequestTimeline;
import meridian.Stage;

/// Counts the requests of one PoP, or of all, over a whole run.
final class PartMeter {
  private final Map<RequestPath, LatencyMeter> byPath = new EnumMap<>(RequestPath.class);
  private final LatencyMeter answered = new LatencyMeter();
  private long requests;
  private long refused;
  private long failed;
  private long left;
  private long stale;
  private long coldStarts;
  private long edgeMissOriginHits;
  private long spentMicroUsd;
  private long savedMicroUsd;

  void finished(RequestTimeline timeline) {
    requests++;
    RequestPath path = RequestPath.of(timeline);
    byPath.computeIfAbsent(path, _ -> new LatencyMeter()).finished(timeline);
    if (timeline.isAnswered()) {
      answered.finished(timeline);
    } else if (timeline.status() >= 500) {
      failed++;
    } else {
      refused++;
    }
    if (timeline.cache() == CacheResult.STALE) {
      stale++;
    }
    if (timeline.cache() == CacheResult.HIT && timeline.layer() == Layer.ORIGIN) {
      edgeMissOriginHits++;
    }
    if (timeline.stages().nanos(Stage.EDGE_COLD_START) > 0) {
      coldStarts++;
    }
    spentMicroUsd += timeline.cost().orElse(Money.ZERO).microUsd();
    savedMicroUsd += timeline.saved().orElse(Money.ZERO).microUsd();
  }

  void left() {
    left++;
  }

  RunFigures.Part part() {
    Map<RequestPath, LatencyFigures> paths = new EnumMap<>(RequestPath.class);
    byPath.forEach((path, meter) -> paths.put(path, meter.figures()));
    return new RunFigures.Part(
        requests,
        refused,
        failed,
        left,
        stale,
        coldStarts,
        edgeMissOriginHits,
        Collections.unmodifiableMap(paths),
        answered.figures(),
        new Money(spentMicroUsd),
        new Money(savedMicroUsd));
  }
}
