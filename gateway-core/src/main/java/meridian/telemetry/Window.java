package meridian.telemetry;

import java.util.Arrays;
import org.HdrHistogram.IntCountsHistogram;

/// Durations of the last minute: a sliding window of [#SLOTS] slots of [#SLOT_NANOS] each.
///
/// One HdrHistogram holds the merged window at all times. Each slot beside it remembers what it
/// added, so that a slot that slides out is subtracted again: a reading costs no merge, and
/// percentiles come from the merged counts, never from averages. The window covers the running slot
/// and the eleven before it, that is 55 to 60 seconds.
///
/// Unit: whole microseconds, rounded up, so that a time above 0 never reads 0; times above one hour
/// count as one hour. Memory: the merged counts take 8 KiB and grow with the largest value to at
/// most 94 KiB at 3 digits (17 KiB at 2); a slot takes 8 bytes per value until it is compacted to 8
/// bytes per distinct bucket, at most 188 KiB and in practice a few.
///
/// Driven by the time of events and snapshots alone; confined to the meter's writer.
final class Window {
  /// How many slots a window has.
  static final int SLOTS = 12;

  /// Length of one slot.
  static final long SLOT_NANOS = 5_000_000_000L;

  /// The largest duration told apart, one hour in microseconds.
  static final long MAX_MICROS = 3_600_000_000L;

  private static final int FIRST_CAPACITY = 16;
  private static final int COMPACT_FROM = 2_048;

  private final IntCountsHistogram merged;
  private final Slot[] ring = new Slot[SLOTS];
  private long newest;
  private long count;
  private boolean isDirty;
  private Percentiles reading = Percentiles.NONE;

  /// An empty window whose running slot is `slot`.
  ///
  /// @param digits significant decimal digits, 2 or 3
  Window(int digits, long slot) {
    this.merged = new IntCountsHistogram(digits);
    this.newest = slot;
    for (int i = 0; i < SLOTS; i++) {
      ring[i] = new Slot();
    }
  }

  /// The number of the slot that `atNanos` falls into.
  static long slotOf(long atNanos) {
    return Math.floorDiv(atNanos, SLOT_NANOS);
  }

  /// Adds a duration to `slot`; a slot that has slid out already takes nothing.
  void record(long slot, long nanos) {
    roll(slot);
    if (slot <= newest - SLOTS) {
      return;
    }
    long micros = Math.clamp(Math.ceilDiv(nanos, 1_000L), 0, MAX_MICROS);
    merged.recordValue(micros);
    at(slot).add(micros);
    count++;
    isDirty = true;
  }

  /// What the window holds when `slot` is the running one.
  Percentiles read(long slot) {
    roll(slot);
    if (isDirty) {
      isDirty = false;
      reading = count == 0 ? Percentiles.NONE : measure();
    }
    return reading;
  }

  private Percentiles measure() {
    long max = 0;
    for (Slot slot : ring) {
      max = Math.max(max, slot.max);
    }
    return new Percentiles(
        count, nanos(50, max), nanos(90, max), nanos(95, max), nanos(99, max), max * 1_000);
  }

  private long nanos(double percentile, long maxMicros) {
    return Math.min(merged.getValueAtPercentile(percentile), maxMicros) * 1_000;
  }

  private void roll(long slot) {
    for (long entered = Math.max(newest + 1, slot - SLOTS + 1); entered <= slot; entered++) {
      expire(at(entered));
    }
    newest = Math.max(newest, slot);
  }

  private void expire(Slot slot) {
    for (int i = 0; i < slot.size; i++) {
      long times = Slot.times(slot.packed[i]);
      merged.recordValueWithCount(Slot.micros(slot.packed[i]), -times);
      count -= times;
      isDirty = true;
    }
    slot.clear();
  }

  private Slot at(long slot) {
    return ring[(int) Math.floorMod(slot, (long) SLOTS)];
  }

  /// What one slot added: values with how often they came, the value in the upper bits so that
  /// sorting brings equal ones together.
  private final class Slot {
    private static final int TIMES_BITS = 31;
    private static final long[] EMPTY = {};

    private long[] packed = EMPTY;
    private int size;
    private long max;

    static long micros(long packed) {
      return packed >>> TIMES_BITS;
    }

    static long times(long packed) {
      return packed & (1L << TIMES_BITS) - 1;
    }

    void add(long micros) {
      if (size == packed.length) {
        makeRoom();
      }
      packed[size++] = micros << TIMES_BITS | 1;
      max = Math.max(max, micros);
    }

    void clear() {
      packed = EMPTY;
      size = 0;
      max = 0;
    }

    private void makeRoom() {
      if (size >= COMPACT_FROM) {
        compact();
      }
      if (size >= packed.length / 2) {
        packed = Arrays.copyOf(packed, Math.max(FIRST_CAPACITY, packed.length * 2));
      }
    }

    private void compact() {
      Arrays.sort(packed, 0, size);
      int to = 0;
      for (int i = 1; i < size; i++) {
        if (merged.valuesAreEquivalent(micros(packed[to]), micros(packed[i]))) {
          packed[to] += times(packed[i]);
        } else {
          packed[++to] = packed[i];
        }
      }
      size = to + 1;
    }
  }
}
