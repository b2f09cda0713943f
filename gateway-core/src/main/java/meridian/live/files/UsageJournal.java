package meridian.live.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.Json;
import meridian.UsageRecord;
import meridian.ledger.Journal;
import meridian.ledger.StorageDown;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;

/// The waiting usage records of one PoP in a file, one JSON object a line.
///
/// A record is handed to the operating system before its answer leaves, so that it outlives the
/// process, though not the machine: waiting for the disk would cost a hit a thousand times its own
/// work. A last line that was cut is dropped: its answer never left. So is what a refused write
/// left behind, and where that cannot be taken back the next record begins a line of its own: one
/// that is refused never costs another. Safe for several threads.
public final class UsageJournal implements Journal, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(UsageJournal.class.getName());

  /// Beyond this length the file is written anew with what still waits.
  private static final long LONG_FILE_BYTES = 4L << 20;

  private static final byte[] NEW_LINE = {'\n'};

  private final Path file;
  private final List<UsageRecord> waiting;
  private final UnaryOperator<SeekableByteChannel> way;
  private SeekableByteChannel channel;
  private long lengthBytes;
  private boolean endsInPart;

  private UsageJournal(Path file, List<UsageRecord> waiting, UnaryOperator<SeekableByteChannel> way)
      throws IOException {
    this.file = file;
    this.waiting = waiting;
    this.way = way;
    this.channel = rewritten(waiting);
    this.lengthBytes = channel.size();
  }

  /// Opens the journal in `file`, made when there is none.
  public static UsageJournal open(Path file) throws IOException {
    return open(file, UnaryOperator.identity());
  }

  /// The same, where the file is written by `way`; tests put a full disk there.
  static UsageJournal open(Path file, UnaryOperator<SeekableByteChannel> way) throws IOException {
    List<UsageRecord> waiting = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line :
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()) {
        Optional<UsageRecord> record =
            JsonReader.tryRead(line.getBytes(StandardCharsets.UTF_8)).flatMap(UsageLine::record);
        if (record.isPresent()) {
          waiting.add(record.get());
        } else if (!line.isBlank()) {
          LOG.log(System.Logger.Level.WARNING, file + ": a line that was cut is dropped");
        }
      }
    }
    return new UsageJournal(file, waiting, way);
  }

  @Override
  public List<UsageRecord> waiting() {
    return waiting;
  }

  @Override
  public synchronized void add(UsageRecord record) {
    byte[] line = line(record);
    try {
      if (endsInPart) {
        write(channel, NEW_LINE);
        lengthBytes += NEW_LINE.length;
        endsInPart = false;
      }
      write(channel, line);
      lengthBytes += line.length;
    } catch (IOException refused) {
      takeBackPart();
      throw new StorageDown(file + ": could not be written: " + refused.getMessage());
    }
  }

  private void takeBackPart() {
    try {
      channel.truncate(lengthBytes);
    } catch (IOException alsoRefused) {
      endsInPart = true;
      LOG.log(System.Logger.Level.WARNING, file + ": keeps part of a record", alsoRefused);
    }
  }

  @Override
  public synchronized void taken(Collection<UsageRecord> stillWaiting) {
    try {
      if (stillWaiting.isEmpty()) {
        channel.truncate(0);
        lengthBytes = 0;
        endsInPart = false;
      } else if (channel.size() > LONG_FILE_BYTES) {
        SeekableByteChannel old = channel;
        channel = rewritten(stillWaiting);
        lengthBytes = channel.size();
        endsInPart = false;
        old.close();
      }
    } catch (IOException refused) {
      LOG.log(System.Logger.Level.WARNING, file + ": keeps records that were taken", refused);
    }
  }

  /// A new file with `records` in the place of the old, whole or not at all.
  private SeekableByteChannel rewritten(Collection<UsageRecord> records) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    OwnerOnly.file(fresh);
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (UsageRecord record : records) {
        write(out, line(record));
      }
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return way.apply(FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
  }

  private static byte[] line(UsageRecord record) {
    Json.Obj json = UsageLine.json(record);
    byte[] text = JsonWriter.utf8(json);
    byte[] line = Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }

  private static void write(SeekableByteChannel to, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException refused) {
      LOG.log(System.Logger.Level.WARNING, file + ": could not be closed", refused);
    }
  }
}
