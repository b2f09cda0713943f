package meridian.edge;

import java.util.Optional;
import meridian.AnswerHead.LookUp;
import meridian.cache.CacheEntry;

/// What the PoP's look-up found.
///
/// @param said in the words of RFC 9211
/// @param entry the entry that may answer: at once when `said` is a hit, and only if the origin
///   cannot when it is stale
record Looked(LookUp said, Optional<CacheEntry> entry) {
  static Looked nothing(LookUp said) {
    return new Looked(said, Optional.empty());
  }

  boolean isHit() {
    return said == LookUp.HIT;
  }
}
