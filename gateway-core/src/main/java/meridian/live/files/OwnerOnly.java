package meridian.live.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Files and folders that only the user who runs the gateway may read, where the file system knows
/// permissions.
public final class OwnerOnly {
  private static final boolean HAS_PERMISSIONS =
      java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnerOnly() {}

  /// Makes `file`, empty, and the folders it is in; leaves one that is there as it is.
  public static void file(Path file) throws IOException {
    folder(Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file));
    try {
      Files.createFile(file, permissions("rw-------"));
    } catch (FileAlreadyExistsException _) {
      // made before
    }
  }

  /// Makes `folder` and those it is in; leaves one that is there as it is.
  public static void folder(Path folder) throws IOException {
    Files.createDirectories(folder, permissions("rwx------"));
  }

  private static FileAttribute<?>[] permissions(String rights) {
    return HAS_PERMISSIONS
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
