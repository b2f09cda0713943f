package meridian.live.keys;

import java.time.Instant;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.ProjectId;

/// One API key as the keys file has it.
///
/// @param id the public half
/// @param digest SHA-256 of the whole key
/// @param project whose it is
/// @param created when it was made
/// @param revoked since when it is refused
/// @param terms what it has of its own
public record StoredKey(
    KeyId id,
    KeyDigest digest,
    ProjectId project,
    Instant created,
    Optional<Instant> revoked,
    KeyTerms terms) {

  /// A key as its project says, for ever.
  public StoredKey(
      KeyId id, KeyDigest digest, ProjectId project, Instant created, Optional<Instant> revoked) {
    this(id, digest, project, created, revoked, KeyTerms.PLAIN);
  }

  /// The same key, refused from `now` on; one that is refused already stays as it is.
  public StoredKey revokedAt(Instant now) {
    return revoked.isPresent()
        ? this
        : new StoredKey(id, digest, project, created, Optional.of(now), terms);
  }

  /// The same key on other terms.
  public StoredKey on(KeyTerms newTerms) {
    return new StoredKey(id, digest, project, created, revoked, newTerms);
  }

  /// The same key with a new secret; the present one is accepted until `until`.
  public StoredKey rotatedTo(KeyDigest fresh, Instant until) {
    KeyTerms.OldSecret old = new KeyTerms.OldSecret(digest, Moments.nanos(until));
    return new StoredKey(id, fresh, project, created, revoked, terms.replacing(old));
  }

  /// The key as the origin knows it, vouched for at `nowNanos`.
  public KeyRecord record(long nowNanos) {
    return new KeyRecord(id, digest, project, revoked.isPresent(), nowNanos, terms);
  }
}
