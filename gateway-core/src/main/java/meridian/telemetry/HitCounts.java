package meridian.telemetry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import meridian.CacheResult;
import meridian.Layer;
import meridian.RequestTimeline;

/// Who answered in the last minute, and the ratios that follow from it.
///
/// The hit rate is hits / (hits + misses). Hits are HIT, STALE and SEMANTIC-HIT at any layer;
/// misses are MISS. BYPASS and REFRESH asked for no cached answer, so they are neither, and so is a
/// refusal. COLLAPSED is neither too: its answer was in no cache, and it cost no provider call; it
/// shows in [#byResult] instead.
final class HitCounts {
  private static final CacheResult[] RESULTS = CacheResult.values();
  private static final Layer[] LAYERS = Layer.values();
  private static final int LAYER_FROM = RESULTS.length;
  private static final int REFUSED = LAYER_FROM + LAYERS.length;
  private static final int EDGE_HIT = REFUSED + 1;
  private static final int ORIGIN_EXACT = EDGE_HIT + 1;
  private static final int FINISHED = ORIGIN_EXACT + 1;
  private static final int KINDS = FINISHED + 1;

  private final WindowCounts counts;

  HitCounts(long slot) {
    this.counts = new WindowCounts(KINDS, slot);
  }

  /// Counts a finished request in `slot`.
  void add(long slot, RequestTimeline timeline) {
    counts.add(slot, FINISHED);
    if (!timeline.isAnswered()) {
      counts.add(slot, REFUSED);
      return;
    }
    counts.add(slot, timeline.cache().ordinal());
    counts.add(slot, LAYER_FROM + timeline.layer().ordinal());
    if (isHit(timeline.cache()) && timeline.layer() == Layer.EDGE) {
      counts.add(slot, EDGE_HIT);
    }
    boolean isExact = timeline.cache() == CacheResult.HIT || timeline.cache() == CacheResult.STALE;
    if (isExact && timeline.layer() == Layer.ORIGIN) {
      counts.add(slot, ORIGIN_EXACT);
    }
  }

  /// Lets slide out what is older than a window that ends with `slot`.
  void roll(long slot) {
    counts.roll(slot);
  }

  long finished() {
    return counts.count(FINISHED);
  }

  long refused() {
    return counts.count(REFUSED);
  }

  /// Answered requests by cache result; results that did not occur are absent.
  Map<CacheResult, Long> byResult() {
    Map<CacheResult, Long> byResult = new EnumMap<>(CacheResult.class);
    for (CacheResult result : RESULTS) {
      if (count(result) > 0) {
        byResult.put(result, count(result));
      }
    }
    return Collections.unmodifiableMap(byResult);
  }

  /// Answered requests by layer; layers that did not answer are absent.
  Map<Layer, Long> byLayer() {
    Map<Layer, Long> byLayer = new EnumMap<>(Layer.class);
    for (Layer layer : LAYERS) {
      long answered = counts.count(LAYER_FROM + layer.ordinal());
      if (answered > 0) {
        byLayer.put(layer, answered);
      }
    }
    return Collections.unmodifiableMap(byLayer);
  }

  /// Hits of any layer / (hits + misses).
  Optional<Double> hitRate() {
    return ratio(hits(), hits() + count(CacheResult.MISS));
  }

  /// Hits at the PoP / (hits + misses).
  Optional<Double> edgeHitRate() {
    return ratio(counts.count(EDGE_HIT), hits() + count(CacheResult.MISS));
  }

  /// Origin exact hits / requests that were looked up at the PoP and not answered there (hits
  /// elsewhere, misses and collapsed ones; BYPASS, REFRESH and refusals were not looked up).
  Optional<Double> edgeMissOriginHit() {
    long edgeMisses =
        hits() - counts.count(EDGE_HIT) + count(CacheResult.MISS) + count(CacheResult.COLLAPSED);
    return ratio(counts.count(ORIGIN_EXACT), edgeMisses);
  }

  private long hits() {
    return count(CacheResult.HIT) + count(CacheResult.STALE) + count(CacheResult.SEMANTIC_HIT);
  }

  private long count(CacheResult result) {
    return counts.count(result.ordinal());
  }

  private static boolean isHit(CacheResult result) {
    return switch (result) {
      case HIT, STALE, SEMANTIC_HIT -> true;
      case MISS, BYPASS, REFRESH, COLLAPSED -> false;
    };
  }

  private static Optional<Double> ratio(long part, long whole) {
    return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
  }
}
