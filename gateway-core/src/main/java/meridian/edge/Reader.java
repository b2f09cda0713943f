package meridian.edge;

import java.util.Optional;
import meridian.CacheDirectives;
import meridian.ChatRequest;
import meridian.EffectiveModel;
import meridian.Fingerprint;
import meridian.KeyRecord;
import meridian.Refusal;
import meridian.cache.CachePolicy;
import meridian.fingerprint.Fingerprinter;
import meridian.fingerprint.FingerprintScope;
import meridian.wire.CacheControlHeader;
import meridian.wire.ChatRequests;

/// Reads a request's body and headers: JSON, checks, cache policy, fingerprint. Pure; safe for several threads.
final class Reader {
  /// The endpoint's name in every fingerprint.
  static final String ENDPOINT = "/v1/chat/completions";

  private final EdgePop.Rules rules;

  Reader(EdgePop.Rules rules) {
    this.rules = rules;
  }

  /// What came of it.
  sealed interface Read {
    record Asked(Question question) implements Read {}

    record Refused(Refusal refusal) implements Read {}
  }

  Read read(Arrival arrival, KeyRecord key) {
    return switch (ChatRequests.read(arrival.body())) {
      case ChatRequests.Checked.Refused refused -> new Read.Refused(refused.refusal());
      case ChatRequests.Checked.Accepted accepted ->
          new Read.Asked(question(accepted.request(), arrival, key));
    };
  }

  private Question question(ChatRequest request, Arrival arrival, KeyRecord key) {
    CachePolicy policy = rules.policies().apply(key.project());
    String scope = policy.scopeText(key.project(), key.id());
    CacheDirectives directives =
        arrival.cacheControl().map(CacheControlHeader::parse).orElse(CacheDirectives.NONE);
    if (policy.mode() == CachePolicy.Mode.OFF) {
      return bypassed(request, policy, scope, directives, "cache_off");
    }
    if (directives.noStore()) {
      return bypassed(request, policy, scope, directives, "no_store");
    }
    EffectiveModel model = rules.models().apply(request.model());
    FingerprintScope fingerprintScope =
        new FingerprintScope(scope, model.provider(), model.model(), ENDPOINT);
    return switch (rules.fingerprinter().fingerprint(request, fingerprintScope)) {
      case Fingerprinter.Result.Fingerprinted done ->
          new Question(request, policy, scope, directives, Optional.of(done.fingerprint()), "");
      case Fingerprinter.Result.Uncacheable not ->
          bypassed(request, policy, scope, directives, not.reason());
    };
  }

  private static Question bypassed(
      ChatRequest request,
      CachePolicy policy,
      String scope,
      CacheDirectives directives,
      String reason) {
    Optional<Fingerprint> none = Optional.empty();
    return new Question(request, policy, scope, directives, none, reason);
  }
}
