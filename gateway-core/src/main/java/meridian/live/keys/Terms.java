package meridian.live.keys;

import meridian.Json;
import meridian.KeyTerms;

/// What a key has of its own, as members of a JSON object; what it has not is left out. Digests are
/// not among them.
public final class Terms {
  private Terms() {}

  /// `json` with the terms.
  public static Json.Obj with(Json.Obj json, KeyTerms terms) {
    Json.Obj all = json;
    if (terms.expiresNanos().isPresent()) {
      all = all.with("expires", Moments.instant(terms.expiresNanos().get()).toString());
    }
    if (terms.cache().isPresent()) {
      all = all.with("cache", terms.cache().get().label());
    }
    if (terms.stale().isPresent()) {
      all = all.with("stale", terms.stale().get().label());
    }
    if (terms.zone().isPresent()) {
      all = all.with("zone", terms.zone().get());
    }
    if (terms.requestsPerMinute().isPresent()) {
      all = all.with("requestsPerMinute", Json.Num.of(terms.requestsPerMinute().get()));
    }
    if (terms.tokensPerMinute().isPresent()) {
      all = all.with("tokensPerMinute", Json.Num.of(terms.tokensPerMinute().get()));
    }
    return all;
  }
}
