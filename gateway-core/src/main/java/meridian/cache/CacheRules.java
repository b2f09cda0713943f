package meridian.cache;

import java.util.Optional;
import java.util.function.Function;
import meridian.CacheDirectives;
import meridian.ChatRequest;
import meridian.EffectiveModel;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.ProjectId;
import meridian.fingerprint.FingerprintResult;
import meridian.fingerprint.FingerprintScope;
import meridian.fingerprint.Fingerprinter;

/// What the configuration says about caching: the one way from a request to its [CacheQuestion].
///
/// @param policies how a project's answers are cached; may change while the gateway runs
/// @param models who really answers for a model name
/// @param fingerprinter the fingerprint specification in force
public record CacheRules(
    Function<ProjectId, CachePolicy> policies,
    Function<String, EffectiveModel> models,
    Fingerprinter fingerprinter) {
  /// `request` of `key` in `project`, as the caches see it.
  public CacheQuestion question(
      ChatRequest request, ProjectId project, KeyId key, CacheDirectives directives) {
    return question(
        request,
        policies.apply(project),
        policies.apply(project).scopeText(project, key),
        directives);
  }

  /// `request` of `key`, as the caches see it: with the key's own terms where it has some.
  public CacheQuestion question(ChatRequest request, KeyRecord key, CacheDirectives directives) {
    CachePolicy common = policies.apply(key.project());
    CachePolicy policy = common.with(key.terms());
    String scope = policy.scopeText(key.project(), key.id());
    boolean isElsewhere = !policy.zone().equals(common.zone());
    return question(request, policy, isElsewhere ? scope + "@" + policy.zone() : scope, directives);
  }

  private CacheQuestion question(
      ChatRequest request, CachePolicy policy, String scope, CacheDirectives directives) {
    if (policy.mode() == CachePolicy.Mode.OFF) {
      return bypass(request, policy, scope, directives, "cache_off");
    }
    if (directives.noStore()) {
      return bypass(request, policy, scope, directives, "no_store");
    }
    EffectiveModel model = models.apply(request.model());
    FingerprintScope in =
        new FingerprintScope(scope, model.provider(), model.model(), request.endpoint().path());
    return switch (fingerprinter.fingerprint(request, in)) {
      case FingerprintResult.Fingerprinted done ->
          new CacheQuestion(
              request, policy, scope, directives, Optional.of(done.fingerprint()), "");
      case FingerprintResult.Uncacheable not ->
          bypass(request, policy, scope, directives, not.reason());
    };
  }

  private static CacheQuestion bypass(
      ChatRequest request,
      CachePolicy policy,
      String scope,
      CacheDirectives directives,
      String reason) {
    return new CacheQuestion(request, policy, scope, directives, Optional.empty(), reason);
  }
}
