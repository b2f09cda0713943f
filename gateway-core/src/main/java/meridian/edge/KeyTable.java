package meridian.edge;

import java.util.Map;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.Refusal;

/// The PoP's own copy of the keys it has met: digests, revocations and the moment the origin last
/// vouched for each.
///
/// It decides and remembers; [EdgeAuth] reads the KV and asks the origin. Bounded; the key least
/// recently used is dropped. Safe for several threads.
final class KeyTable {
  private final long ttlNanos;
  private final long leaseNanos;
  private final Map<KeyId, Known> known;

  KeyTable(EdgeSettings settings) {
    this.ttlNanos = settings.keyTtl().toNanos();
    this.leaseNanos = settings.keyLease().toNanos();
    this.known = new EdgeLimiter.RecentMap<>(settings.maxKeys());
  }

  /// A record and when this PoP read it; whether its revocation was already reported from here.
  private record Known(KeyRecord key, long readNanos, boolean isReported) {}

  /// What the table says of a key.
  sealed interface Verdict {
    /// It is known, good and vouched for.
    record Accepted(KeyRecord key) implements Verdict {}

    /// It is known and bad.
    record Rejected(Refusal refusal, Optional<KeyRecord> firstRefusal) implements Verdict {}

    /// The record is too old to be believed without a look at the KV, or there is none.
    record Unread() implements Verdict {}

    /// The record is good but the origin has not vouched for it within the lease.
    record LeaseOver() implements Verdict {}
  }

  synchronized Verdict check(KeyId id, KeyDigest digest, long nowNanos) {
    Known entry = known.get(id);
    if (entry == null || nowNanos - entry.readNanos() >= ttlNanos) {
      return new Verdict.Unread();
    }
    return judge(id, entry, digest, nowNanos);
  }

  /// Like [#check], but believes a record that should have been read again: the KV did not answer.
  synchronized Verdict checkUnread(KeyId id, KeyDigest digest, long nowNanos) {
    Known entry = known.get(id);
    return entry == null ? new Verdict.LeaseOver() : judge(id, entry, digest, nowNanos);
  }

  private Verdict judge(KeyId id, Known entry, KeyDigest digest, long nowNanos) {
    KeyRecord key = entry.key();
    if (!key.digest().matches(digest)) {
      return new Verdict.Rejected(Refusals.unknownKey(), Optional.empty());
    }
    if (key.isRevoked()) {
      known.put(id, new Known(key, entry.readNanos(), true));
      return new Verdict.Rejected(
          Refusals.revokedKey(id), entry.isReported() ? Optional.empty() : Optional.of(key));
    }
    return nowNanos - key.assertedAtNanos() >= leaseNanos
        ? new Verdict.LeaseOver()
        : new Verdict.Accepted(key);
  }

  /// Keeps `key` as read at `nowNanos`. A revocation is never undone, and a younger assertion never
  /// replaced by an older.
  synchronized void learn(KeyRecord key, long nowNanos) {
    Known old = known.get(key.id());
    boolean isReported = old != null && old.isReported();
    KeyRecord newest = old == null || supersedes(key, old.key()) ? key : old.key();
    known.put(key.id(), new Known(newest, nowNanos, isReported));
  }

  private static boolean supersedes(KeyRecord candidate, KeyRecord current) {
    if (current.isRevoked() != candidate.isRevoked()) {
      return candidate.isRevoked();
    }
    return candidate.assertedAtNanos() >= current.assertedAtNanos();
  }

  /// Forgets everything, as an eviction would.
  synchronized void clear() {
    known.clear();
  }

  synchronized int size() {
    return known.size();
  }
}
