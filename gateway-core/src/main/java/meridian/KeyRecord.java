package meridian;

/// One API key as the origin knows it and the edge keeps a copy of it.
///
/// @param id public half
/// @param digest of the whole key
/// @param project the tenant it belongs to
/// @param isRevoked whether it must be refused
/// @param assertedAtNanos when the origin last said so, in nanoseconds since the epoch of the
///   world's clock; the lease counts from here
public record KeyRecord(
    KeyId id, KeyDigest digest, ProjectId project, boolean isRevoked, long assertedAtNanos) {

  /// The same key, asserted by the origin at `nowNanos`.
  public KeyRecord assertedAt(long nowNanos) {
    return new KeyRecord(id, digest, project, isRevoked, nowNanos);
  }

  /// The same key, revoked at `nowNanos`.
  public KeyRecord revokedAt(long nowNanos) {
    return new KeyRecord(id, digest, project, true, nowNanos);
  }
}
