package meridian.live.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// A file whose content is compared with what it was at the last look. Content, not time stamps: a
/// copy or a checkout may keep them, and a touch changes nothing.
///
/// Confined to one task.
public final class WatchedFile {
  private final Path path;
  private final int maxBytes;
  private Sight last;

  /// A file that is looked at now, for comparison.
  ///
  /// @param maxBytes a longer file counts as unreadable
  public WatchedFile(Path path, int maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.last = see();
  }

  /// What a look shows.
  public sealed interface Sight {
    /// Whether both show the same.
    private boolean isSameAs(Sight other) {
      if (this instanceof Content content && other instanceof Content before) {
        return content.isSame(before);
      }
      return equals(other);
    }

    /// There is a file.
    final class Content implements Sight {
      private final byte[] bytes;

      private Content(byte[] bytes) {
        this.bytes = bytes;
      }

      /// All of it.
      public byte[] bytes() {
        return bytes.clone();
      }

      private boolean isSame(Content other) {
        return Arrays.equals(bytes, other.bytes);
      }
    }

    /// There is none.
    record Absent() implements Sight {}

    /// It cannot be read.
    ///
    /// @param problem what was expected, what was found, what to do
    record Unreadable(String problem) implements Sight {}
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  /// What it is now, when that differs from the last look.
  public Optional<Sight> look() {
    Sight now = see();
    boolean isSame = now.isSameAs(last);
    last = now;
    return isSame ? Optional.empty() : Optional.of(now);
  }

  private Sight see() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      return bytes.length > maxBytes
          ? new Sight.Unreadable(
              "%s: expected at most %d bytes, found more; is this the right file?"
                  .formatted(path, maxBytes))
          : new Sight.Content(bytes);
    } catch (NoSuchFileException none) {
      return new Sight.Absent();
    } catch (IOException e) {
      return new Sight.Unreadable(
          "%s: expected a readable file, found %s; check its permissions".formatted(path, e));
    }
  }
}
