package meridian.semantic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meridian.Fingerprint;
import meridian.cache.CacheEntry;

/// The answers of one partition, the oldest first. Searched without a lock; changed by one writer
/// at a time, which the [SemanticIndex] sees to.
final class Shelf {
  private static final int FIRST_ROWS = 8;

  /// Entry, digest and the rest of a row's objects, roughly.
  private static final long ROW_BYTES = 400;

  private final int dimension;
  private final LinkedHashMap<Fingerprint, Row> rows = new LinkedHashMap<>();
  private volatile List<Block> blocks = List.of();
  private long blockBytes;
  private long entryBytes;

  Shelf(int dimension) {
    this.dimension = dimension;
  }

  private record Row(Block block, int row, long sizeBytes) {}

  int size() {
    return rows.size();
  }

  long sizeBytes() {
    return blockBytes + entryBytes;
  }

  /// Adds an answer in place of the one with its fingerprint, if there is one.
  void add(UnitVector vector, CacheEntry entry, Traits traits) {
    remove(entry.fingerprint());
    Block block = blocks.isEmpty() ? grown() : blocks.getLast();
    if (block.isFull()) {
      block = grown();
    }
    long sizeBytes = entry.sizeBytes() + traits.sizeBytes() + ROW_BYTES;
    int row = block.add(vector, new Block.Kept(entry, traits));
    rows.put(entry.fingerprint(), new Row(block, row, sizeBytes));
    entryBytes += sizeBytes;
  }

  /// Forgets the oldest answer, if there is any.
  void removeOldest() {
    if (!rows.isEmpty()) {
      remove(rows.firstEntry().getKey());
    }
  }

  /// Forgets the oldest answers as long as they are gone at `nowNanos`. With one TTL all are found;
  /// after it was shortened, some wait for older ones.
  void removeGone(long nowNanos) {
    while (!rows.isEmpty() && isGone(rows.firstEntry().getValue(), nowNanos)) {
      removeOldest();
    }
  }

  private static boolean isGone(Row row, long nowNanos) {
    return row.block()
        .find(row.row())
        .filter(kept -> nowNanos < kept.entry().hardExpiryNanos())
        .isEmpty();
  }

  private void remove(Fingerprint fingerprint) {
    Row old = rows.remove(fingerprint);
    if (old != null) {
      old.block().forget(old.row());
      entryBytes -= old.sizeBytes();
      dropForgottenBlocks();
    }
  }

  /// Lets go of full blocks with no answer left, and of all when there is none at all.
  private void dropForgottenBlocks() {
    if (rows.isEmpty()) {
      blocks = List.of();
      blockBytes = 0;
    } else if (rows.firstEntry().getValue().block() != blocks.getFirst()) {
      Set<Block> inUse = new LinkedHashSet<>();
      rows.values().forEach(row -> inUse.add(row.block()));
      List<Block> left =
          blocks.stream().filter(block -> inUse.contains(block) || !block.isFull()).toList();
      blocks = left;
      blockBytes = left.stream().mapToLong(Block::sizeBytes).sum();
    }
  }

  /// A new block, as large as all before it together, so that a small partition stays small.
  private Block grown() {
    int count = blocks.stream().mapToInt(Block::used).sum();
    Block block = new Block(dimension, Math.clamp(count, FIRST_ROWS, Block.MOST_ROWS));
    List<Block> more = new ArrayList<>(blocks);
    more.add(block);
    blocks = Collections.unmodifiableList(more);
    blockBytes += block.sizeBytes();
    return block;
  }

  /// Shows `best` every answer that is similar enough.
  void search(UnitVector vector, Nearest best) {
    float[] sums = new float[Block.MOST_ROWS];
    for (Block block : blocks) {
      block.search(vector, sums, best);
    }
  }
}
