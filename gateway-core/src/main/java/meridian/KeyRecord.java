package meridian;

/// One API key as the origin knows it and the edge keeps a copy of it.
///
/// @param id public half
/// @param digest of the whole key
/// @param project the tenant it belongs to
/// @param isRevoked whether it must be refused
/// @param assertedAtNanos when the origin last said so, in nanoseconds since the epoch of the
///   world's clock; the lease counts from here
/// @param terms what it has of its own
public record KeyRecord(
    KeyId id,
    KeyDigest digest,
    ProjectId project,
    boolean isRevoked,
    long assertedAtNanos,
    KeyTerms terms) {

  /// A key as its project says, for ever.
  public KeyRecord(
      KeyId id, KeyDigest digest, ProjectId project, boolean isRevoked, long assertedAtNanos) {
    this(id, digest, project, isRevoked, assertedAtNanos, KeyTerms.PLAIN);
  }

  /// What a presented secret is to this key.
  public enum Secret {
    /// The key's own.
    CURRENT,
    /// The one before the last rotation, still accepted.
    OLD,
    /// The one before the last rotation, accepted no more.
    RETIRED,
    /// Another one.
    WRONG
  }

  /// What the key with `presented` as its digest is at `nowNanos`. Every comparison is made each
  /// time, and each takes the same time wherever digests differ.
  public Secret secret(KeyDigest presented, long nowNanos) {
    boolean isCurrent = digest.matches(presented);
    boolean isOld = terms.old().isPresent() && terms.old().get().digest().matches(presented);
    if (isCurrent) {
      return Secret.CURRENT;
    }
    if (!isOld) {
      return Secret.WRONG;
    }
    return nowNanos < terms.old().get().untilNanos() ? Secret.OLD : Secret.RETIRED;
  }

  /// Whether its time is over at `nowNanos`.
  public boolean isExpired(long nowNanos) {
    return terms.expiresNanos().isPresent() && nowNanos >= terms.expiresNanos().get();
  }

  /// The same key, asserted by the origin at `nowNanos`.
  public KeyRecord assertedAt(long nowNanos) {
    return new KeyRecord(id, digest, project, isRevoked, nowNanos, terms);
  }

  /// The same key, revoked at `nowNanos`.
  public KeyRecord revokedAt(long nowNanos) {
    return new KeyRecord(id, digest, project, true, nowNanos, terms);
  }

  /// The same key on other terms, from `nowNanos` on.
  public KeyRecord on(KeyTerms newTerms, long nowNanos) {
    return new KeyRecord(id, digest, project, isRevoked, nowNanos, newTerms);
  }

  /// The same key with a new secret; the present one is accepted until `untilNanos`.
  public KeyRecord rotatedTo(KeyDigest fresh, long untilNanos, long nowNanos) {
    return new KeyRecord(
        id,
        fresh,
        project,
        isRevoked,
        nowNanos,
        terms.replacing(new KeyTerms.OldSecret(digest, untilNanos)));
  }
}
