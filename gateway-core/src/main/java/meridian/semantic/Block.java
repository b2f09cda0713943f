package meridian.semantic;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import meridian.cache.CacheEntry;
import org.jspecify.annotations.Nullable;

/// A fixed number of vectors, stored by dimension: `columns[d][row]`.
///
/// So the loop over rows is one that the JVM turns into vector instructions by itself: it may not
/// reorder the additions of one sum, but these are many sums side by side. Rows are written once,
/// by one writer at a time, and never used again; readers need no lock, for a row is published by
/// the volatile count after it is written.
final class Block {
  /// Most rows of a block: its sums fit into the first-level cache.
  static final int MOST_ROWS = 256;

  private final float[][] columns;
  private final AtomicReferenceArray<@Nullable Kept> kept;
  private volatile int used;

  Block(int dimension, int rows) {
    this.columns = new float[dimension][rows];
    this.kept = new AtomicReferenceArray<>(rows);
  }

  /// What a row answers.
  record Kept(CacheEntry entry, Traits traits) {}

  /// Room in bytes that a block takes, whether used or not.
  static long sizeBytes(int dimension, int rows) {
    return dimension * (16L + 4L * rows) + 4L * rows;
  }

  long sizeBytes() {
    return sizeBytes(columns.length, kept.length());
  }

  boolean isFull() {
    return used == kept.length();
  }

  /// How many rows have been written, those forgotten since included.
  int used() {
    return used;
  }

  /// Writes the next row and says which it is. For the one writer.
  int add(UnitVector vector, Kept what) {
    int row = used;
    float[] values = vector.values();
    for (int d = 0; d < columns.length; d++) {
      columns[d][row] = values[d];
    }
    kept.set(row, what);
    used = row + 1;
    return row;
  }

  /// What row `row` answers, unless it was forgotten.
  Optional<Kept> find(int row) {
    return Optional.ofNullable(kept.get(row));
  }

  void forget(int row) {
    kept.set(row, null);
  }

  /// Shows `best` every row that is at least as similar to `vector` as it asks for.
  ///
  /// @param sums working memory for [#MOST_ROWS]
  void search(UnitVector vector, float[] sums, Nearest best) {
    int rows = used;
    float[] q = vector.values();
    java.util.Arrays.fill(sums, 0, rows, 0f);
    int d = 0;
    for (; d + 4 <= q.length; d += 4) {
      addFour(
          sums,
          rows,
          columns[d],
          columns[d + 1],
          columns[d + 2],
          columns[d + 3],
          q[d],
          q[d + 1],
          q[d + 2],
          q[d + 3]);
    }
    for (; d < q.length; d++) {
      addOne(sums, rows, columns[d], q[d]);
    }
    for (int row = 0; row < rows; row++) {
      if (sums[row] >= best.least()) {
        Kept found = kept.get(row);
        if (found != null) {
          best.show(found, sums[row]);
        }
      }
    }
  }

  private static void addFour(
      float[] sums,
      int rows,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float qa,
      float qb,
      float qc,
      float qd) {
    for (int row = 0; row < rows; row++) {
      sums[row] += qa * a[row] + qb * b[row] + (qc * c[row] + qd * d[row]);
    }
  }

  private static void addOne(float[] sums, int rows, float[] a, float qa) {
    for (int row = 0; row < rows; row++) {
      sums[row] += qa * a[row];
    }
  }
}
