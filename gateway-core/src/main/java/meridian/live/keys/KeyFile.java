package meridian.live.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.KeyId;

/// The keys file on disk.
///
/// Readers never see half a file: a new version is written beside it, forced to disk and renamed
/// over it, readable by its owner only. Writers take turns through a lock on a file beside it, also
/// between processes.
///
/// @param path where it is
public record KeyFile(Path path) {
  /// The largest file, 4 MiB.
  public static final int MAX_BYTES = 4 << 20;

  /// Every key, in the order they were made; none when there is no file yet.
  public List<StoredKey> read() throws KeyFileBroken {
    try (InputStream in = Files.newInputStream(path)) {
      return parse(in.readNBytes(MAX_BYTES + 1));
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw new KeyFileBroken(
          "%s: expected a readable file, found %s; check its permissions".formatted(path, e));
    }
  }

  /// The keys that `content`, read from this file, holds.
  public List<StoredKey> parse(byte[] content) throws KeyFileBroken {
    if (content.length > MAX_BYTES) {
      throw new KeyFileBroken(
          "%s: expected at most %d bytes, found more; is this the right file?"
              .formatted(path, MAX_BYTES));
    }
    return KeyList.parse(content, path.toString());
  }

  /// Adds `key`.
  public void add(StoredKey key) throws KeyFileBroken {
    change(keys -> {
      if (keys.size() >= KeyList.MAX_KEYS) {
        throw new KeyFileBroken(
            "%s: expected room for one more of at most %d keys, found none; remove revoked ones"
                .formatted(path, KeyList.MAX_KEYS));
      }
      List<StoredKey> more = new java.util.ArrayList<>(keys);
      more.add(key);
      return more;
    });
  }

  /// Revokes the key called `id` at `now`; empty when there is none. Revoking twice keeps the first
  /// moment.
  public Optional<StoredKey> revoke(KeyId id, Instant now) throws KeyFileBroken {
    return change(id, key -> key.revokedAt(now));
  }

  /// Replaces the key called `id` by what `change` makes of it; empty when there is none.
  public Optional<StoredKey> change(KeyId id, UnaryOperator<StoredKey> change)
      throws KeyFileBroken {
    List<StoredKey> after =
        change(keys ->
            keys.stream().map(key -> key.id().equals(id) ? change.apply(key) : key).toList());
    return after.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  @FunctionalInterface
  private interface Change {
    List<StoredKey> of(List<StoredKey> keys) throws KeyFileBroken;
  }

  private List<StoredKey> change(Change change) throws KeyFileBroken {
    Path folder = Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(Path.of("/"));
    Path lockFile = folder.resolve("." + path.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(
                lockFile,
                java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                ownerOnly(folder));
        FileLock lock = channel.lock()) {
      List<StoredKey> before = read();
      List<StoredKey> after = change.of(before);
      if (lock.isValid() && !after.equals(before)) {
        replace(folder, KeyList.print(after));
      }
      return after;
    } catch (OverlappingFileLockException e) {
      throw new KeyFileBroken(
          path + ": expected to be its only writer, found another in this process; try again");
    } catch (IOException e) {
      throw new KeyFileBroken(
          "%s: expected a writable folder, found %s; check its permissions".formatted(path, e));
    }
  }

  private void replace(Path folder, byte[] content) throws IOException {
    Path fresh = Files.createTempFile(folder, "." + path.getFileName(), ".new", ownerOnly(folder));
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /// Mode 600 where the file system knows modes.
  private static FileAttribute<?>[] ownerOnly(Path folder) {
    boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
