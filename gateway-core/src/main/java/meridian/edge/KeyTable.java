package meridian.edge;

import java.util.Map;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.Refusal;
import meridian.wire.KeyRefusals;

/// The PoP's own copy of the keys it has met: digests, revocations and the moment the origin last
/// vouched for each.
///
/// A lease is measured so that no wrong clock can stretch or void it. What the origin itself said
/// counts from the moment it was asked, by this PoP's own stop-watch. What the KV brought counts
/// from the origin's stamp by this PoP's wall clock, or from the moment it was first seen here when
/// that is longer ago: a clock that is behind gains nothing, one that is ahead has the origin
/// asked.
///
/// It decides and remembers; [EdgeAuth] reads the KV and asks the origin. Bounded; the key least
/// recently used is dropped. Safe for several threads.
final class KeyTable {
  /// A secret that a record does not know may be newer than the record, unless the origin itself
  /// has just spoken.
  private static final long JUST_NANOS = 1_000_000_000L;

  private final long ttlNanos;
  private final long leaseNanos;
  private final Map<KeyId, Known> known;

  KeyTable(EdgeSettings settings) {
    this.ttlNanos = settings.keyTtl().toNanos();
    this.leaseNanos = settings.keyLease().toNanos();
    this.known = new EdgeLimiter.RecentMap<>(settings.maxKeys());
  }

  /// Now, by the two clocks of a PoP.
  ///
  /// @param clockNanos its stop-watch, which no correction moves
  /// @param wallNanos its clock on the wall, to compare with others' stamps; it may be wrong
  record Moment(long clockNanos, long wallNanos) {}

  /// A record and what this PoP knows of it, by its stop-watch.
  ///
  /// @param readNanos when it was last read
  /// @param sinceNanos when this assertion came here; when the origin said it, when it was asked
  /// @param isConfirmed whether the origin itself said it
  /// @param isReported whether its revocation was already reported from here
  private record Known(
      KeyRecord key, long readNanos, long sinceNanos, boolean isConfirmed, boolean isReported) {}

  /// What the table says of a key.
  sealed interface Verdict {
    /// It is known, good and vouched for.
    ///
    /// @param isAgeing whether half of its lease is over, so that it should be confirmed
    record Accepted(KeyRecord key, boolean isAgeing) implements Verdict {}

    /// It is known and bad.
    record Rejected(Refusal refusal, Optional<KeyRecord> firstRefusal) implements Verdict {}

    /// The record is too old to be believed without a look at the KV, or there is none.
    record Unread() implements Verdict {}

    /// The origin must be asked: it has not vouched for the record within the lease, or the secret
    /// may be newer than the record.
    record Unsure() implements Verdict {}
  }

  synchronized Verdict check(KeyId id, KeyDigest digest, Moment now) {
    Known entry = known.get(id);
    if (entry == null || now.clockNanos() - entry.readNanos() >= ttlNanos) {
      return new Verdict.Unread();
    }
    return judge(id, entry, digest, now);
  }

  /// Like [#check], but believes a record that should have been read again: the KV did not answer.
  synchronized Verdict checkUnread(KeyId id, KeyDigest digest, Moment now) {
    Known entry = known.get(id);
    return entry == null ? new Verdict.Unsure() : judge(id, entry, digest, now);
  }

  private Verdict judge(KeyId id, Known entry, KeyDigest digest, Moment now) {
    KeyRecord key = entry.key();
    KeyRecord.Secret secret = key.secret(digest, now.wallNanos());
    if (secret == KeyRecord.Secret.WRONG) {
      boolean isSettled =
          key.isRevoked()
              || (entry.isConfirmed() && now.clockNanos() - entry.sinceNanos() < JUST_NANOS);
      return isSettled ? rejected(Refusals.unknownKey()) : new Verdict.Unsure();
    }
    if (key.isRevoked()) {
      known.put(id, new Known(key, entry.readNanos(), entry.sinceNanos(), true, true));
      return new Verdict.Rejected(
          KeyRefusals.revokedKey(id), entry.isReported() ? Optional.empty() : Optional.of(key));
    }
    if (secret == KeyRecord.Secret.RETIRED) {
      return rejected(KeyRefusals.retiredSecret(id));
    }
    if (key.isExpired(now.wallNanos())) {
      return rejected(KeyRefusals.expiredKey(id));
    }
    long ageNanos = age(entry, now);
    return ageNanos >= leaseNanos
        ? new Verdict.Unsure()
        : new Verdict.Accepted(key, ageNanos >= leaseNanos / 2);
  }

  private static Verdict rejected(Refusal refusal) {
    return new Verdict.Rejected(refusal, Optional.empty());
  }

  private static long age(Known entry, Moment now) {
    long here = now.clockNanos() - entry.sinceNanos();
    return entry.isConfirmed()
        ? here
        : Math.max(here, now.wallNanos() - entry.key().assertedAtNanos());
  }

  /// Keeps `key` as the KV showed it at `now`. A revocation is never undone, and a younger
  /// assertion never replaced by an older.
  void learn(KeyRecord key, Moment now) {
    keep(key, now.clockNanos(), now.clockNanos(), false);
  }

  /// Keeps `key` as the origin said it at `now`, when it was asked at `askedNanos` of the
  /// stop-watch.
  void confirm(KeyRecord key, long askedNanos, Moment now) {
    keep(key, now.clockNanos(), askedNanos, true);
  }

  private synchronized void keep(
      KeyRecord key, long readNanos, long sinceNanos, boolean isConfirmed) {
    Known old = known.get(key.id());
    if (old == null) {
      known.put(key.id(), new Known(key, readNanos, sinceNanos, isConfirmed, false));
    } else if (isConfirmed ? outdoes(key, sinceNanos, old) : supersedes(key, old.key())) {
      known.put(key.id(), new Known(key, readNanos, sinceNanos, isConfirmed, old.isReported()));
    } else {
      known.put(
          key.id(),
          new Known(old.key(), readNanos, old.sinceNanos(), old.isConfirmed(), old.isReported()));
    }
  }

  /// Whether what the origin said when asked at `askedNanos` counts more than what is known; its
  /// stamps may go back, its word counts from when it was asked.
  private static boolean outdoes(KeyRecord candidate, long askedNanos, Known old) {
    if (old.key().isRevoked() != candidate.isRevoked()) {
      return candidate.isRevoked();
    }
    return !old.isConfirmed() || askedNanos > old.sinceNanos();
  }

  private static boolean supersedes(KeyRecord candidate, KeyRecord current) {
    if (current.isRevoked() != candidate.isRevoked()) {
      return candidate.isRevoked();
    }
    return candidate.assertedAtNanos() > current.assertedAtNanos();
  }

  /// Forgets everything, as an eviction would.
  synchronized void clear() {
    known.clear();
  }

  synchronized int size() {
    return known.size();
  }
}
