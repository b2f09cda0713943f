package meridian.fingerprint;

import meridian.Endpoint;
import meridian.KeyId;
import meridian.ProjectId;

/// What a fingerprint holds for, beside the request itself: two requests share an answer only
/// within one scope.
///
/// @param tenant who shares it: `project:NAME` (the default), `key:ID` or `shared:NAME`
/// @param provider the effective provider, after routing; the answer of another one is not an
///   answer to this request
/// @param model the effective model, after aliases were resolved
/// @param endpoint the route's path
public record FingerprintScope(String tenant, String provider, String model, String endpoint) {
  /// The route that requests belong to that say nothing else.
  public static final String CHAT_COMPLETIONS = Endpoint.CHAT_COMPLETIONS.path();

  public FingerprintScope {
    boolean isKnown =
        tenant.startsWith("project:") || tenant.startsWith("key:") || tenant.startsWith("shared:");
    if (!isKnown || tenant.endsWith(":")) {
      throw new IllegalArgumentException(
          "fingerprint scope: expected 'project:NAME', 'key:ID' or 'shared:NAME', found '"
              + tenant
              + "'");
    }
  }

  /// Chat completions shared by the keys of one project.
  public static FingerprintScope of(ProjectId project, String provider, String model) {
    return new FingerprintScope("project:" + project.name(), provider, model, CHAT_COMPLETIONS);
  }

  /// Chat completions of one key alone.
  public static FingerprintScope of(KeyId key, String provider, String model) {
    return new FingerprintScope("key:" + key, provider, model, CHAT_COMPLETIONS);
  }
}
