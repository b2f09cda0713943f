package meridian.telemetry;

import java.util.Locale;
import meridian.CacheResult;
import meridian.Layer;
import meridian.RequestTimeline;

/// The ways through the gateway whose latencies are never mixed.
public enum RequestPath {
  /// Answered by the PoP from the KV.
  EDGE_HIT,
  /// Missed at the PoP, answered from the origin's exact or semantic cache.
  ORIGIN_HIT,
  /// Waited for an identical request in flight.
  COLLAPSED,
  /// Answered by a provider.
  MISS,
  /// Answered with an error.
  REFUSED;

  /// The way that `timeline` took.
  public static RequestPath of(RequestTimeline timeline) {
    return of(timeline.status(), timeline.cache(), timeline.layer());
  }

  /// The way of an answer with this status that caches and layers took part in like this.
  public static RequestPath of(int status, CacheResult cache, Layer layer) {
    if (status >= 400) {
      return REFUSED;
    }
    return switch (cache) {
      case HIT, STALE, SEMANTIC_HIT -> layer == Layer.EDGE ? EDGE_HIT : ORIGIN_HIT;
      case COLLAPSED -> COLLAPSED;
      case MISS, BYPASS, REFRESH -> MISS;
    };
  }

  /// `edge hit`, for people.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
