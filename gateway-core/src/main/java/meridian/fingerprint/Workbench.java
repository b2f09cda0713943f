package meridian.fingerprint;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import meridian.Fingerprint;
import meridian.JsonBytes;
import org.jspecify.annotations.Nullable;

/// The buffer and the digest that one fingerprint needs for a microsecond, kept for the next one.
///
/// At most [#PLACES] wait in a shared rack; whoever finds no free one makes another, and whoever
/// finds no free place drops his. Thread locals would not do: there are as many virtual threads as
/// requests. Which bench serves whom has no effect on any result. A bench belongs to the thread
/// that took it until it is put back.
final class Workbench {
  private static final int PLACES = 16;

  /// How many places are tried before a bench is made or dropped.
  private static final int TRIES = 4;

  /// Room for the frames of an ordinary request.
  private static final int ORDINARY_BYTES = 2048;

  /// A buffer that grew beyond this is dropped, so that one large request does not stay in memory.
  private static final int LARGEST_KEPT_BYTES = 64 << 10;

  private static final AtomicReferenceArray<@Nullable Workbench> RACK =
      new AtomicReferenceArray<>(PLACES);

  /// Empty when the bench is taken.
  final JsonBytes bytes = new JsonBytes(ORDINARY_BYTES);

  private final MessageDigest digest = sha256();

  private Workbench() {}

  static Workbench take() {
    int first = firstPlace();
    for (int i = 0; i < TRIES; i++) {
      Workbench kept = RACK.getAndSet((first + i) % PLACES, null);
      if (kept != null) {
        return kept;
      }
    }
    return new Workbench();
  }

  /// The hash of the bytes written.
  Fingerprint hash() {
    try {
      byte[] hash = new byte[Fingerprint.BYTES];
      digest.update(bytes.array(), 0, bytes.length());
      digest.digest(hash, 0, hash.length);
      return new Fingerprint(hash);
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 has 32 bytes", e);
    }
  }

  void putBack() {
    if (bytes.array().length > LARGEST_KEPT_BYTES) {
      return;
    }
    bytes.cutTo(0);
    int first = firstPlace();
    for (int i = 0; i < TRIES; i++) {
      if (RACK.compareAndSet((first + i) % PLACES, null, this)) {
        return;
      }
    }
  }

  /// Threads begin at different places, so that they seldom meet.
  private static int firstPlace() {
    return (int) (Thread.currentThread().threadId() % PLACES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
