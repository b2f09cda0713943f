package meridian.edge;

import meridian.CacheDirectives;
import meridian.KeyRecord;
import meridian.Refusal;
import meridian.cache.CacheQuestion;
import meridian.cache.CacheRules;
import meridian.wire.CacheControlHeader;
import meridian.wire.ChatRequests;

/// Reads a request's body and headers: JSON, checks, cache policy, fingerprint. Pure; safe for
/// several threads.
final class Reader {
  private final CacheRules rules;

  Reader(CacheRules rules) {
    this.rules = rules;
  }

  /// What came of it.
  sealed interface Read {
    record Asked(CacheQuestion question) implements Read {}

    record Refused(Refusal refusal) implements Read {}
  }

  Read read(Arrival arrival, KeyRecord key) {
    CacheDirectives directives =
        arrival.cacheControl().map(CacheControlHeader::parse).orElse(CacheDirectives.NONE);
    return switch (ChatRequests.read(arrival.body())) {
      case ChatRequests.Reading.Refused refused -> new Read.Refused(refused.refusal());
      case ChatRequests.Reading.Accepted asked ->
          new Read.Asked(rules.question(asked.request(), key.project(), key.id(), directives));
    };
  }
}
