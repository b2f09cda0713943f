package meridian.limits;

import java.util.Locale;

/// What became of a [Claim].
public sealed interface Admission {
  /// It may go on. Its tokens must be settled, whatever becomes of it.
  record Granted() implements Admission {}

  /// It may not.
  ///
  /// @param limit which limit is in the way; of several the one that is so for longest
  /// @param perMinute that limit
  /// @param asked requests (1) or tokens that were wanted
  /// @param waitNanos until it may go on; 0 when it never may, because it wants more than the whole
  ///   limit
  record Refused(Limit limit, long perMinute, long asked, long waitNanos) implements Admission {
    /// Whether no wait can help.
    public boolean isTooLarge() {
      return asked > perMinute;
    }
  }

  /// The four limits.
  enum Limit {
    /// Requests of the whole project.
    PROJECT_REQUESTS,
    /// Tokens of the whole project.
    PROJECT_TOKENS,
    /// Requests of one key.
    KEY_REQUESTS,
    /// Tokens of one key.
    KEY_TOKENS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The name in metrics: `project_requests`.
    public String label() {
      return label;
    }

    /// Whether it counts tokens.
    public boolean isOfTokens() {
      return this == PROJECT_TOKENS || this == KEY_TOKENS;
    }

    /// Whether all keys of a project share it.
    public boolean isOfProject() {
      return this == PROJECT_REQUESTS || this == PROJECT_TOKENS;
    }
  }
}
