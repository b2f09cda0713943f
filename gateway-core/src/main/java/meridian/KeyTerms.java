package meridian;

import java.util.Locale;
import java.util.Optional;

/// What one key has of its own, beside its project.
///
/// @param expiresNanos from when on it is refused, nanoseconds since the epoch; never when absent
/// @param old the secret that a rotation replaced
/// @param cache how its answers are cached, instead of as the project says
/// @param stale what happens to stale entries, instead of as the project says
/// @param zone residency zone whose PoPs alone may hold its entries, instead of the project's
/// @param requestsPerMinute provider calls a minute, instead of the project's limit for each key
/// @param tokensPerMinute their tokens a minute, instead of the project's limit for each key
public record KeyTerms(
    Optional<Long> expiresNanos,
    Optional<OldSecret> old,
    Optional<CacheUse> cache,
    Optional<StaleUse> stale,
    Optional<String> zone,
    Optional<Long> requestsPerMinute,
    Optional<Long> tokensPerMinute) {
  /// Everything as the project says, for ever.
  public static final KeyTerms PLAIN =
      new KeyTerms(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// A secret that is accepted for a while beside the new one.
  ///
  /// @param digest of the whole old key
  /// @param untilNanos from when on it is refused, nanoseconds since the epoch
  public record OldSecret(KeyDigest digest, long untilNanos) {}

  /// Whether caches take part.
  public enum CacheUse {
    /// Read and write.
    ON,
    /// Neither.
    OFF,
    /// Answer from entries, store none.
    READ_ONLY,
    /// Store entries, answer from none.
    WRITE_ONLY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The name in files: `read_only`.
    public String label() {
      return label;
    }
  }

  /// What happens to stale entries when the origin cannot answer.
  public enum StaleUse {
    /// Serve them.
    SERVE,
    /// Refuse.
    REFUSE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /// The name in files: `serve`.
    public String label() {
      return label;
    }
  }

  /// The same, refused from `nanos` on; never when absent.
  public KeyTerms expiring(Optional<Long> nanos) {
    return new KeyTerms(nanos, old, cache, stale, zone, requestsPerMinute, tokensPerMinute);
  }

  /// The same with `secret` as the one that was replaced.
  public KeyTerms replacing(OldSecret secret) {
    return new KeyTerms(
        expiresNanos, Optional.of(secret), cache, stale, zone, requestsPerMinute, tokensPerMinute);
  }
}
