package meridian.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import meridian.KeyDigest;
import meridian.KeyId;
import meridian.KeyRecord;
import meridian.KeyTerms;
import meridian.ProjectId;

/// What an origin says in a session token: a key it has checked, on what terms, and how long that
/// may be believed.
///
/// @param key the key as it was then; its digest is that of the secret that was shown
/// @param issuedNanos when it was made by the origin's clock on the wall, nanoseconds since the
///   epoch
/// @param expiresNanos from when on it is refused, after `issuedNanos`
public record SessionToken(KeyRecord key, long issuedNanos, long expiresNanos) {
  private static final int VERSION = 1;
  private static final int DIGEST_BYTES = 32;
  private static final int LONGEST = 512;

  public SessionToken {
    if (expiresNanos <= issuedNanos) {
      throw new IllegalArgumentException("session token: expected it to end after it begins");
    }
  }

  /// How long it may be believed, nanoseconds.
  public long lifeNanos() {
    return expiresNanos - issuedNanos;
  }

  /// The bytes that are signed.
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(192);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(key.id().text());
      out.write(java.util.HexFormat.of().parseHex(key.digest().hex()));
      out.writeUTF(key.project().name());
      out.writeLong(issuedNanos);
      out.writeLong(expiresNanos);
      KeyTerms terms = key.terms();
      out.writeUTF(terms.cache().map(KeyTerms.CacheUse::name).orElse(""));
      out.writeUTF(terms.stale().map(KeyTerms.StaleUse::name).orElse(""));
      out.writeUTF(terms.zone().orElse(""));
      out.writeLong(terms.requestsPerMinute().orElse(0L));
      out.writeLong(terms.tokensPerMinute().orElse(0L));
    } catch (IOException never) {
      throw new IllegalStateException("memory refused a write", never);
    }
    return bytes.toByteArray();
  }

  /// The token that was written as `bytes`; empty when they are none.
  static Optional<SessionToken> of(byte[] bytes) {
    if (bytes.length > LONGEST) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != VERSION) {
        return Optional.empty();
      }
      KeyId id = new KeyId(in.readUTF());
      byte[] digest = in.readNBytes(DIGEST_BYTES);
      ProjectId project = new ProjectId(in.readUTF());
      long issued = in.readLong();
      long expires = in.readLong();
      KeyTerms terms =
          new KeyTerms(
              Optional.empty(),
              Optional.empty(),
              text(in).map(KeyTerms.CacheUse::valueOf),
              text(in).map(KeyTerms.StaleUse::valueOf),
              text(in),
              number(in),
              number(in));
      return in.available() > 0
          ? Optional.empty()
          : Optional.of(
              new SessionToken(
                  new KeyRecord(id, new KeyDigest(digest), project, false, issued, terms),
                  issued,
                  expires));
    } catch (IOException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(DataInputStream in) throws IOException {
    return Optional.of(in.readUTF()).filter(text -> !text.isEmpty());
  }

  private static Optional<Long> number(DataInputStream in) throws IOException {
    return Optional.of(in.readLong()).filter(number -> number > 0);
  }
}
