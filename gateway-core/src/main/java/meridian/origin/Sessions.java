package meridian.origin;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import meridian.KeyDigest;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.network.Delivery;
import meridian.wire.KeyRefusals;
import meridian.wire.SessionSigner;
import meridian.wire.SessionToken;

/// Opens sessions: signs that a key was good a moment ago, for a while in which nobody asks again.
///
/// That while is the revocation window: at most [#life], and never past the end of the key or of
/// the old secret that was shown. Safe for several threads.
///
/// @param signer signs the tokens
/// @param life how long a PoP may believe one, above 0
public record Sessions(SessionSigner signer, Duration life) {
  /// The answer to who shows a secret with `digest` for `key`, at `wallNanos` of the origin's
  /// clock.
  Delivery.Session open(Optional<KeyRecord> key, KeyDigest digest, long wallNanos) {
    if (key.isEmpty()) {
      return Delivery.Session.refused(Refusals.unknownKey());
    }
    KeyRecord known = key.get();
    KeyRecord.Secret secret = known.secret(digest, wallNanos);
    if (secret == KeyRecord.Secret.WRONG) {
      return Delivery.Session.refused(Refusals.unknownKey());
    }
    if (known.isRevoked()) {
      return Delivery.Session.revoked(KeyRefusals.revokedKey(known.id()), known.assertedAtNanos());
    }
    if (secret == KeyRecord.Secret.RETIRED) {
      return Delivery.Session.refused(KeyRefusals.retiredSecret(known.id()));
    }
    if (known.isExpired(wallNanos)) {
      return Delivery.Session.refused(KeyRefusals.expiredKey(known.id()));
    }
    KeyRecord shown =
        new KeyRecord(known.id(), digest, known.project(), false, wallNanos, own(known.terms()));
    long end = end(known, secret, wallNanos);
    return Delivery.Session.opened(signer.sign(new SessionToken(shown, wallNanos, end)));
  }

  private long end(KeyRecord key, KeyRecord.Secret secret, long wallNanos) {
    Optional<Long> old =
        secret == KeyRecord.Secret.OLD
            ? key.terms().old().map(KeyTerms.OldSecret::untilNanos)
            : Optional.empty();
    return LongStream.of(
            wallNanos + life.toNanos(),
            key.terms().expiresNanos().orElse(Long.MAX_VALUE),
            old.orElse(Long.MAX_VALUE))
        .min()
        .getAsLong();
  }

  /// What a PoP must know of a key's terms; the token's own end says the rest.
  private static KeyTerms own(KeyTerms terms) {
    return new KeyTerms(
        Optional.empty(),
        Optional.empty(),
        terms.cache(),
        terms.stale(),
        terms.zone(),
        terms.requestsPerMinute(),
        terms.tokensPerMinute());
  }
}
