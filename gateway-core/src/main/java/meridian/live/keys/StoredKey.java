package meridian.live.keys;

import java.time.Instant;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.ProjectId;

/// One API key as the keys file has it.
///
/// @param id the public half
/// @param digest SHA-256 of the whole key
/// @param project whose it is
/// @param created when it was made
/// @param revoked since when it is refused
public record StoredKey(
    KeyId id, KeyDigest digest, ProjectId project, Instant created, Optional<Instant> revoked) {

  /// The same key, refused from `now` on; one that is refused already stays as it is.
  public StoredKey revokedAt(Instant now) {
    return revoked.isPresent()
        ? this
        : new StoredKey(id, digest, project, created, Optional.of(now));
  }
}
