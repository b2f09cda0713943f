package meridian.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.KeyId;
import meridian.Money;
import meridian.ProjectId;

/// Who may use a gateway, and how: its projects and their keys, now. No secret and no digest.
///
/// @param projects in the order of names
/// @param keys in the order they were made; at most [#MOST_KEYS], the newest
/// @param isIssuing whether keys can be made, rotated and put off here
public record Tenants(List<Project> projects, List<Key> keys, boolean isIssuing) {
  /// At most this many keys are told.
  public static final int MOST_KEYS = 1_000;

  /// Nobody, or nobody knows.
  public static final Tenants NONE = new Tenants(List.of(), List.of(), false);

  /// One project.
  ///
  /// @param id its name
  /// @param cache `on`, `off`, `read_only` or `write_only`
  /// @param softTtl from creation until an entry is stale
  /// @param stale `serve` or `refuse`
  /// @param zone residency zone, empty for none
  /// @param balance what it may still spend, in a simulated world what it began with; absent
  ///   without a limit
  /// @param limits of all its keys together
  /// @param perKey of each key
  /// @param semantic how it uses the semantic cache
  /// @param ownKeys names of the providers that it brings keys for; never the keys
  public record Project(
      ProjectId id,
      String cache,
      Duration softTtl,
      String stale,
      String zone,
      Optional<Money> balance,
      Limits limits,
      Limits perKey,
      SemanticUse semantic,
      List<String> ownKeys) {
    public Project {
      ownKeys = List.copyOf(ownKeys);
    }
  }

  /// What may be sent in a minute.
  ///
  /// @param requests provider calls; without a limit when absent
  /// @param tokens their tokens; without a limit when absent
  public record Limits(Optional<Long> requests, Optional<Long> tokens) {}

  /// One key.
  ///
  /// @param id its public half
  /// @param project whose it is
  /// @param state what it is now
  /// @param expiresNanos from when on it is refused, nanoseconds since the epoch; never when absent
  /// @param oldUntilNanos until when the secret before the last rotation is accepted
  /// @param own what it has of its own, for people: `cache off, zone eu`; empty for nothing
  public record Key(
      KeyId id,
      ProjectId project,
      State state,
      Optional<Long> expiresNanos,
      Optional<Long> oldUntilNanos,
      String own) {}

  /// What a key is.
  public enum State {
    /// Accepted.
    VALID,
    /// Accepted, and its old secret too.
    ROTATING,
    /// Refused: its time is over.
    EXPIRED,
    /// Refused for good.
    REVOKED
  }
}
