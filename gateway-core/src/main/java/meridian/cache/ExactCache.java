package meridian.cache;

import java.util.Optional;

/// An origin's exact cache: answers by the fingerprint of their question. Safe for any number of
/// tasks at once.
///
/// What was put is found from then on by every question of the same fingerprint, tenant scope and
/// residency zone, until its hard expiry, a [#clear], or a bound of the implementation. A question
/// of another scope or zone never finds it. No method throws because of trouble in the cache:
/// whatever is wrong with it costs at most a provider call, never a request.
public interface ExactCache {
  /// What is stored for `question`, which has a fingerprint, at `nowNanos` since the epoch; fresh
  /// or not, gone ones never.
  Look find(CacheQuestion question, long nowNanos);

  /// Whether [#find] would find something; false when that is not known.
  boolean holds(CacheQuestion question, long nowNanos);

  /// Stores `entry` in place of any other for the same question; one that is too large is not
  /// stored, and leaves the other where it is.
  ///
  /// @param zone the residency zone that its project's data stays in, empty for none
  void put(CacheEntry entry, String zone);

  /// Forgets everything for good: whatever was put before is never found again, not after a restart
  /// either. Says how many entries that were, 0 where nobody counts them.
  int clear();

  /// Loses what a crash of the origin takes with it.
  void crash();

  /// What a look-up brought.
  sealed interface Look {
    /// The entry, if there is one.
    Optional<CacheEntry> entry();

    /// An entry is stored.
    ///
    /// @param stored the entry
    record Found(CacheEntry stored) implements Look {
      @Override
      public Optional<CacheEntry> entry() {
        return Optional.of(stored);
      }
    }

    /// No entry is stored, or none that may answer.
    record Absent() implements Look {
      @Override
      public Optional<CacheEntry> entry() {
        return Optional.empty();
      }
    }

    /// The cache did not answer in time, or not at all.
    record Failed() implements Look {
      @Override
      public Optional<CacheEntry> entry() {
        return Optional.empty();
      }
    }

    /// No entry is stored.
    Look ABSENT = new Absent();

    /// The cache did not answer.
    Look FAILED = new Failed();
  }
}
