package meridian.edge;

import java.util.Optional;
import meridian.CacheDirectives;
import meridian.ChatRequest;
import meridian.Fingerprint;
import meridian.cache.CachePolicy;

/// A request that has been read: what is asked, and how caches may take part.
///
/// @param request what the client wants
/// @param policy how its project's answers are cached
/// @param scope the tenant scope in words
/// @param directives the client's `Cache-Control`
/// @param fingerprint absent when the request cannot be cached
/// @param bypass why the caches take no part, or empty when they do
record Question(
    ChatRequest request,
    CachePolicy policy,
    String scope,
    CacheDirectives directives,
    Optional<Fingerprint> fingerprint,
    String bypass) {

  /// Whether the PoP asks the KV at all.
  boolean mayLookUp() {
    return fingerprint.isPresent() && bypass.isEmpty() && policy.mayRead() && !directives.noCache();
  }
}
