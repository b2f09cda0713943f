package meridian.kv;

import java.util.List;
import java.util.Optional;
import meridian.PopId;

/// The global store as its users see it.
///
/// Values are of type `V` and are never changed after they were written.
public interface Kv<V> {

  /// What `pop` sees under `key` at `nowNanos`.
  Look<V> get(PopId pop, String key, long nowNanos);

  /// Writes `value` under `key` from the place `fromPlace` at `nowNanos`; visible elsewhere as the
  /// model has it.
  ///
  /// @param sizeBytes length of the value as it would be stored, checked against the documented
  ///   limits
  WriteResult put(String key, V value, long sizeBytes, String fromPlace, long nowNanos);

  /// Removes `key` everywhere, as eventually as a write.
  WriteResult delete(String key, String fromPlace, long nowNanos);

  /// Removes every key, as eventually as a write; says how many that were.
  int deleteAll(String fromPlace, long nowNanos);

  /// The keys written last, the newest first, with what the home holds of them.
  ///
  /// @param atMost how many keys
  List<Written<V>> newest(int atMost);

  /// The newest write of a key at the home.
  ///
  /// @param key which
  /// @param value what was written; empty for a removal
  /// @param writtenNanos when, nanoseconds since the epoch
  record Written<V>(String key, Optional<V> value, long writtenNanos) {}

  /// An answer and how long it took; the caller waits that long before it uses the answer.
  ///
  /// @param seen what the PoP sees
  /// @param tookNanos modelled duration of the look-up, 0 or more
  record Look<V>(Seen<V> seen, long tookNanos) {}

  /// What a PoP sees under a key. An error is neither an absence nor a miss.
  sealed interface Seen<V> {
    /// A value.
    ///
    /// @param value as it was written
    /// @param writtenNanos when, nanoseconds since the epoch
    /// @param visibleNanos from when on this PoP could see it, nanoseconds since the epoch
    /// @param isFirstSight whether this PoP sees this write for the first time
    record Found<V>(V value, long writtenNanos, long visibleNanos, boolean isFirstSight)
        implements Seen<V> {}

    /// Nothing, as far as this PoP knows.
    record Absent<V>() implements Seen<V> {}

    /// The store did not answer.
    ///
    /// @param reason for the log
    record Failed<V>(String reason) implements Seen<V> {}
  }

  /// What became of a write.
  enum WriteResult {
    /// Accepted.
    OK,
    /// Accepted, and put off because the key was written less than a second ago.
    DEFERRED,
    /// Refused: a write cap or the platform's write limit is reached.
    CAPPED,
    /// Refused: key or value is larger than the platform stores.
    TOO_LARGE,
    /// Refused: the store does not answer.
    FAILED
  }
}
