package meridian.live.redis;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import meridian.live.files.OwnerOnly;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which keys of a region are of now: a part of every key that each purge draws anew, so that what
/// was stored before can never be read again, wherever the server was meanwhile.
///
/// It is kept in a file of this machine, not in the server, which may be away while a purge is
/// ordered and may come back with an old copy of its data. A file that is missing or unreadable
/// means another generation: an empty cache, never an old one.
final class Generation {
  private static final Logger LOG = LoggerFactory.getLogger(Generation.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern TEXT = Pattern.compile("[0-9a-f]{16}");

  private final Optional<Path> file;
  private volatile String text;

  private Generation(Optional<Path> file, String text) {
    this.file = file;
    this.text = text;
  }

  /// The generation in `file`; a new one, kept there from now on, when there is none.
  static Generation in(Path file) {
    Optional<String> kept = read(file);
    Generation generation = new Generation(Optional.of(file), kept.orElseGet(Generation::drawn));
    if (kept.isEmpty()) {
      generation.keep();
    }
    return generation;
  }

  /// A generation that ends with the process.
  static Generation ofThisProcess() {
    return new Generation(Optional.empty(), drawn());
  }

  /// 16 hex digits.
  String text() {
    return text;
  }

  /// Begins another; it is on disk when this returns. Where it cannot be written, it holds for this
  /// process, and the log says so.
  synchronized void next() {
    text = drawn();
    keep();
  }

  private void keep() {
    file.ifPresent(path -> {
      try {
        write(path, text);
      } catch (IOException refused) {
        LOG.error(
            "exact cache: expected to write {}, found: {}; what was purged stays purged only until"
                + " a restart: make room or change permissions, and purge again",
            path,
            refused.toString());
        forget(path);
      }
    });
  }

  /// What stands in the file is of before: without it, a restart begins anew.
  private static void forget(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException stays) {
      LOG.error("exact cache: {} could not be removed: {}; remove it", path, stays.toString());
    }
  }

  private static Optional<String> read(Path path) {
    try {
      String found = Files.readString(path, StandardCharsets.US_ASCII).strip();
      return Optional.of(found).filter(word -> TEXT.matcher(word).matches());
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException unreadable) {
      LOG.warn("exact cache: {}: {}; it begins empty", path, unreadable.toString());
      return Optional.empty();
    }
  }

  private static void write(Path path, String text) throws IOException {
    Path beside = path.resolveSibling(path.getFileName() + ".new");
    OwnerOnly.file(beside);
    try (FileChannel out =
        FileChannel.open(beside, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String drawn() {
    byte[] bits = new byte[8];
    RANDOM.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
