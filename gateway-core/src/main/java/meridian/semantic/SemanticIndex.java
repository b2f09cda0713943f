package meridian.semantic;

import java.util.LinkedHashMap;
import java.util.List;
import meridian.cache.CacheEntry;

/// Stored answers by partition and vector, in memory.
///
/// The search compares with every vector of the partition, so it misses none. It is bounded by
/// partitions, by answers in one, and by bytes altogether: at the first and the last bound the
/// partition asked longest ago goes, at the second its oldest answer. One lock, held for changes
/// and for finding a partition; a search itself holds none.
public final class SemanticIndex {
  private final int dimension;
  private final Bounds bounds;
  private final LinkedHashMap<Partition, Shelf> shelves = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;
  private long evictions;

  /// An empty index of vectors with `dimension` numbers.
  public SemanticIndex(int dimension, Bounds bounds) {
    this.dimension = dimension;
    this.bounds = bounds;
  }

  /// How much it holds.
  ///
  /// @param maxEntries answers of one partition, 1 or more
  /// @param maxPartitions partitions, 1 or more
  /// @param maxBytes altogether
  public record Bounds(int maxEntries, int maxPartitions, long maxBytes) {
    /// Ten thousand answers in each of a thousand partitions, 256 MiB altogether.
    public static final Bounds DEFAULT = new Bounds(10_000, 1_000, 256L << 20);
  }

  /// The most similar answers of `partition` that are not gone at `nowNanos`, the best first.
  ///
  /// @param most how many
  /// @param floor the least cosine of interest
  public List<Candidate> nearest(
      Partition partition, UnitVector vector, int most, double floor, long nowNanos) {
    requireDimension(vector);
    Nearest best = new Nearest(most, floor, nowNanos);
    Shelf shelf;
    synchronized (this) {
      shelf = shelves.get(partition);
    }
    if (shelf != null) {
      shelf.search(vector, best);
    }
    return best.found();
  }

  /// Stores an answer, in place of an older one to the same request.
  public synchronized void add(
      Partition partition, UnitVector vector, CacheEntry entry, Traits traits, long nowNanos) {
    requireDimension(vector);
    Shelf shelf = shelves.computeIfAbsent(partition, _ -> new Shelf(dimension));
    long before = shelf.sizeBytes();
    shelf.removeGone(nowNanos);
    shelf.add(vector, entry, traits);
    while (shelf.size() > bounds.maxEntries()) {
      shelf.removeOldest();
      evictions++;
    }
    bytes += shelf.sizeBytes() - before;
    while (!shelves.isEmpty()
        && (bytes > bounds.maxBytes() || shelves.size() > bounds.maxPartitions())) {
      Shelf eldest = shelves.pollFirstEntry().getValue();
      bytes -= eldest.sizeBytes();
      evictions += eldest.size();
    }
  }

  /// Forgets everything; says how many answers that were.
  public synchronized int clear() {
    int count = size();
    shelves.clear();
    bytes = 0;
    return count;
  }

  /// How many answers it holds, those that are gone and not yet noticed included.
  public synchronized int size() {
    return shelves.values().stream().mapToInt(Shelf::size).sum();
  }

  /// How many partitions it holds.
  public synchronized int partitions() {
    return shelves.size();
  }

  /// What it holds in bytes, roughly.
  public synchronized long sizeBytes() {
    return bytes;
  }

  /// How many answers were dropped at a bound.
  public synchronized long evictions() {
    return evictions;
  }

  private void requireDimension(UnitVector vector) {
    if (vector.dimension() != dimension) {
      throw new IllegalArgumentException(
          "semantic index: expected vectors of "
              + dimension
              + " numbers, found one of "
              + vector.dimension());
    }
  }
}
