package meridian.live.sql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import meridian.Bill;
import meridian.Money;
import meridian.ProjectId;
import meridian.ledger.Checkpoint;

/// A checkpoint as bytes: a version, and then its fields in their order, compressed with a check
/// sum (gzip). Texts are short: names and digests.
final class CheckpointBytes {
  private static final int VERSION = 1;

  private CheckpointBytes() {}

  static byte[] of(Checkpoint checkpoint) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes, 1 << 16))) {
      out.writeInt(VERSION);
      out.writeLong(checkpoint.number());
      all(checkpoint.purses(), out, CheckpointBytes::purse);
      all(checkpoint.open(), out, CheckpointBytes::tab);
      all(checkpoint.closed(), out, CheckpointBytes::tab);
      all(checkpoint.moves(), out, CheckpointBytes::move);
    }
    return bytes.toByteArray();
  }

  /// @throws IOException when `bytes` are no checkpoint of this version, or not as they were
  static Checkpoint read(byte[] bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes), 1 << 16))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("expected a checkpoint of version 1, found " + version);
      }
      Checkpoint checkpoint =
          new Checkpoint(
              in.readLong(),
              all(in, CheckpointBytes::purse),
              all(in, CheckpointBytes::tab),
              all(in, CheckpointBytes::tab),
              all(in, CheckpointBytes::move));
      if (in.read() >= 0) { // reads the check sum, too
        throw new IOException("expected the end of a checkpoint, found more");
      }
      return checkpoint;
    } catch (IllegalArgumentException notOne) {
      throw new IOException(notOne);
    }
  }

  @FunctionalInterface
  private interface Writing<T> {
    void write(T one, DataOutputStream out) throws IOException;
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static <T> void all(List<T> items, DataOutputStream out, Writing<T> writing)
      throws IOException {
    out.writeInt(items.size());
    for (T item : items) {
      writing.write(item, out);
    }
  }

  private static <T> List<T> all(DataInputStream in, Reading<T> reading) throws IOException {
    int count = in.readInt();
    List<T> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(reading.read(in));
    }
    return items;
  }

  private static void purse(Checkpoint.PurseState purse, DataOutputStream out) throws IOException {
    out.writeUTF(purse.project().name());
    out.writeBoolean(purse.isLimited());
    out.writeLong(purse.funded().microUsd());
    out.writeLong(purse.moved().microUsd());
    out.writeLong(purse.spent().microUsd());
    out.writeLong(purse.uncovered().microUsd());
    out.writeLong(purse.unpriced());
    out.writeLong(purse.unpricedTokens());
  }

  private static Checkpoint.PurseState purse(DataInputStream in) throws IOException {
    return new Checkpoint.PurseState(
        new ProjectId(in.readUTF()),
        in.readBoolean(),
        new Money(in.readLong()),
        new Money(in.readLong()),
        new Money(in.readLong()),
        new Money(in.readLong()),
        in.readLong(),
        in.readLong());
  }

  private static void tab(Checkpoint.TabState tab, DataOutputStream out) throws IOException {
    out.writeUTF(tab.bill().id());
    out.writeUTF(tab.bill().project().name());
    out.writeUTF(tab.bill().subject());
    out.writeLong(tab.reserved().microUsd());
    out.writeLong(tab.cost().microUsd());
    out.writeLong(tab.charged().microUsd());
    out.writeLong(tab.uncovered().microUsd());
    out.writeLong(tab.settledNanos());
    out.writeLong(tab.untilNanos());
    out.writeInt(tab.attempts());
    out.writeInt(tab.holders());
    out.writeBoolean(tab.isSettled());
    out.writeBoolean(tab.isRefunded());
  }

  private static Checkpoint.TabState tab(DataInputStream in) throws IOException {
    return new Checkpoint.TabState(
        new Bill(in.readUTF(), new ProjectId(in.readUTF()), in.readUTF()),
        new Money(in.readLong()),
        new Money(in.readLong()),
        new Money(in.readLong()),
        new Money(in.readLong()),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.readBoolean());
  }

  private static void move(Checkpoint.MoveState move, DataOutputStream out) throws IOException {
    out.writeUTF(move.project().name());
    out.writeUTF(move.id());
    out.writeLong(move.amount().microUsd());
  }

  private static Checkpoint.MoveState move(DataInputStream in) throws IOException {
    return new Checkpoint.MoveState(
        new ProjectId(in.readUTF()), in.readUTF(), new Money(in.readLong()));
  }
}
