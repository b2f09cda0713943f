package meridian.cache;

import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.CacheDirectives;
import meridian.ChatRequest;
import meridian.Fingerprint;

/// A request as the caches see it. Edge and origin make it by the same rules, each for itself.
///
/// @param request what the client wants
/// @param policy how its project's answers are cached
/// @param scope the tenant scope in words
/// @param directives the client's `Cache-Control`
/// @param fingerprint absent when the request cannot be cached
/// @param bypass why the caches take no part, or empty when they do
public record CacheQuestion(
    ChatRequest request,
    CachePolicy policy,
    String scope,
    CacheDirectives directives,
    Optional<Fingerprint> fingerprint,
    String bypass) {

  /// The same question with its fingerprint changed, if it has one.
  public CacheQuestion withFingerprint(UnaryOperator<Fingerprint> change) {
    return new CacheQuestion(request, policy, scope, directives, fingerprint.map(change), bypass);
  }

  /// Whether an entry may answer.
  public boolean mayRead() {
    return fingerprint.isPresent() && policy.mayRead() && !directives.noCache();
  }

  /// Whether the answer may be stored.
  public boolean mayWrite() {
    return fingerprint.isPresent() && policy.mayWrite();
  }

  /// What `entry` is to this question at `nowNanos`; one of another tenant's scope is nothing at
  /// all.
  public Freshness freshness(CacheEntry entry, long nowNanos) {
    return entry.scope().equals(scope) ? Freshness.of(entry, directives, nowNanos) : Freshness.GONE;
  }

  /// Whether `entry` may answer at `nowNanos` because nobody else can.
  public boolean mayServeOnError(CacheEntry entry, long nowNanos) {
    return entry.scope().equals(scope)
        && Freshness.mayServeOnError(entry, policy, directives, nowNanos);
  }
}
