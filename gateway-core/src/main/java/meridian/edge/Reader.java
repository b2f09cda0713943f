package meridian.edge;

import meridian.CacheDirectives;
import meridian.Fingerprint;
import meridian.KeyRecord;
import meridian.Refusal;
import meridian.cache.CacheQuestion;
import meridian.cache.CacheRules;
import meridian.wire.CacheControlHeader;
import meridian.wire.ChatRequests;
import meridian.wire.EmbeddingsRequests;
import meridian.wire.anthropic.MessagesReader;

/// Reads a request's body and headers: JSON, checks, cache policy, fingerprint. Pure but for a
/// fault that skews fingerprints; safe for several threads.
final class Reader {
  private final CacheRules rules;
  private volatile boolean isSkewed;

  Reader(CacheRules rules) {
    this.rules = rules;
  }

  /// What came of it.
  sealed interface Read {
    record Asked(CacheQuestion question) implements Read {}

    record Refused(Refusal refusal) implements Read {}
  }

  /// Whether fingerprints come out as by another release of the canonical form.
  void skew(boolean isSkewedNow) {
    isSkewed = isSkewedNow;
  }

  Read read(Arrival arrival, KeyRecord key) {
    CacheDirectives directives =
        arrival.cacheControl().map(CacheControlHeader::parse).orElse(CacheDirectives.NONE);
    return switch (request(arrival)) {
      case ChatRequests.Reading.Refused refused -> new Read.Refused(refused.refusal());
      case ChatRequests.Reading.Accepted asked ->
          new Read.Asked(skewed(rules.question(asked.request(), key, directives)));
    };
  }

  private static ChatRequests.Reading request(Arrival arrival) {
    return switch (arrival.endpoint()) {
      case CHAT_COMPLETIONS -> ChatRequests.read(arrival.body());
      case MESSAGES -> MessagesReader.read(arrival.body());
      case EMBEDDINGS -> EmbeddingsRequests.read(arrival.body());
    };
  }

  private CacheQuestion skewed(CacheQuestion question) {
    return isSkewed ? question.withFingerprint(Fingerprint::skewed) : question;
  }
}
