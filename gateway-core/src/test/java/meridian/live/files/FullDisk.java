package meridian.live.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// A file on a disk that has only so much room: what no longer fits is cut, as a file system does.
final class FullDisk implements SeekableByteChannel {
  private final SeekableByteChannel file;
  private long roomBytes = Long.MAX_VALUE;
  private boolean keepsAll;

  FullDisk(SeekableByteChannel file) {
    this.file = file;
  }

  /// Leaves room for `bytes` more.
  void room(long bytes) {
    roomBytes = bytes;
  }

  /// From now on nothing can be taken back, or again.
  void keepsAll(boolean isSo) {
    keepsAll = isSo;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    if (roomBytes == 0) {
      throw new IOException("No space left on device");
    }
    int fits = (int) Math.min(from.remaining(), roomBytes);
    ByteBuffer part = from.duplicate().limit(from.position() + fits);
    int written = file.write(part);
    from.position(from.position() + written);
    roomBytes -= written;
    return written;
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    if (keepsAll) {
      throw new IOException("Input/output error");
    }
    file.truncate(size);
    return this;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    return file.read(to);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    file.position(newPosition);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
