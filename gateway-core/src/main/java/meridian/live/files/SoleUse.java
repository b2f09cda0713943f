package meridian.live.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Says that one process, and in it one user, has the files that `FILE.lock` stands for. Others may
/// read them. The operating system lets go when the process ends, however it ends; the lock file
/// stays and means nothing by itself.
public final class SoleUse implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SoleUse.class.getName());

  /// Locks of this process. An operating system gives a lock up when its process closes any other
  /// handle of the same file, so that a second one is never opened.
  private static final Set<Path> HELD_HERE = new HashSet<>();

  private final Path lock;
  private final FileChannel channel;

  private SoleUse(Path lock, FileChannel channel) {
    this.lock = lock;
    this.channel = channel;
  }

  /// Takes `file`, which need not be there yet; empty when somebody has it.
  public static Optional<SoleUse> tryOf(Path file) throws IOException {
    Path named = file.resolveSibling(file.getFileName() + ".lock");
    OwnerOnly.file(named);
    Path lock = named.toRealPath();
    synchronized (HELD_HERE) {
      if (HELD_HERE.contains(lock)) {
        return Optional.empty();
      }
      FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
      FileLock taken = channel.tryLock();
      if (taken == null) {
        channel.close();
        return Optional.empty();
      }
      HELD_HERE.add(lock);
      return Optional.of(new SoleUse(lock, channel));
    }
  }

  @Override
  public void close() {
    synchronized (HELD_HERE) {
      try {
        channel.close();
      } catch (IOException refused) {
        LOG.log(System.Logger.Level.WARNING, lock + ": could not be let go", refused);
      }
      HELD_HERE.remove(lock);
    }
  }
}
