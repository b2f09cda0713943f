package meridian.wire;

import meridian.AnswerHead;
import meridian.AnswerHead.LookUp;
import meridian.Layer;

/// Writes `Cache-Status` (RFC 9211): one member per cache, the one nearest the origin first.
///
/// `hit` and `fwd` exclude each other; `ttl` is the freshness left in whole seconds, negative for a
/// stale entry, and stands at the cache whose entry answered.
final class CacheStatus {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private CacheStatus() {}

  static String of(AnswerHead head) {
    String edge = "meridian-edge-" + head.pop().code() + edgeParameters(head);
    return head.origin()
        .map(found -> "meridian-origin" + originParameters(head, found) + ", " + edge)
        .orElse(edge);
  }

  private static String edgeParameters(AnswerHead head) {
    if (head.layer() != Layer.EDGE) {
      return forward(head.edge()) + (head.edge() == LookUp.BYPASS ? detail(head.detail()) : "");
    }
    boolean isForwarded = head.edge() != LookUp.HIT && head.origin().isPresent();
    return isForwarded
        ? forward(head.edge()) + "; ttl=" + ttlSeconds(head) + "; detail=served-stale"
        : "; hit; ttl=" + ttlSeconds(head);
  }

  private static String originParameters(AnswerHead head, LookUp found) {
    if (head.layer() == Layer.ORIGIN) {
      return switch (head.cache()) {
        case COLLAPSED -> "; fwd=uri-miss; collapsed";
        case SEMANTIC_HIT -> "; hit; ttl=" + ttlSeconds(head) + "; detail=semantic";
        case HIT, STALE, MISS, BYPASS, REFRESH -> "; hit; ttl=" + ttlSeconds(head);
      };
    }
    return forward(found);
  }

  private static String forward(LookUp found) {
    return switch (found) {
      case HIT -> "; hit";
      case MISS -> "; fwd=uri-miss";
      case STALE -> "; fwd=stale";
      case BYPASS -> "; fwd=bypass";
      case REQUEST -> "; fwd=request";
      case ERROR -> "; fwd=miss; detail=error";
    };
  }

  private static long ttlSeconds(AnswerHead head) {
    return Math.floorDiv(head.ttlNanos(), NANOS_PER_SECOND);
  }

  /// A token where the text is one, otherwise a string (RFC 8941, sections 3.3.3 and 3.3.4).
  private static String detail(String text) {
    if (text.isEmpty()) {
      return "";
    }
    if (text.matches("[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*")) {
      return "; detail=" + text;
    }
    String visible = text.replaceAll("[^\\x20-\\x7e]", "?");
    return "; detail=\"" + visible.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
