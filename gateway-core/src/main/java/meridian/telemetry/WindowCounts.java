package meridian.telemetry;

/// Counts of the last minute by kind, sliding over the same slots as [Window].
///
/// A sum per kind is kept beside the slots, so that reading costs nothing. Confined to the meter's
/// writer.
final class WindowCounts {
  private final long[][] ring;
  private final long[] sums;
  private long newest;

  /// No counts of any of `kinds` kinds, `slot` being the running slot.
  WindowCounts(int kinds, long slot) {
    this.ring = new long[Window.SLOTS][kinds];
    this.sums = new long[kinds];
    this.newest = slot;
  }

  /// Adds one of `kind` to `slot`; a slot that has slid out already takes nothing.
  void add(long slot, int kind) {
    add(slot, kind, 1);
  }

  /// Adds `times` of `kind` to `slot`.
  void add(long slot, int kind, long times) {
    roll(slot);
    if (slot > newest - Window.SLOTS) {
      at(slot)[kind] += times;
      sums[kind] += times;
    }
  }

  /// Lets slide out what is older than a window that ends with `slot`.
  void roll(long slot) {
    for (long entered = Math.max(newest + 1, slot - Window.SLOTS + 1); entered <= slot; entered++) {
      long[] expired = at(entered);
      for (int kind = 0; kind < sums.length; kind++) {
        sums[kind] -= expired[kind];
        expired[kind] = 0;
      }
    }
    newest = Math.max(newest, slot);
  }

  /// How many of `kind` the window holds, as of the last [#roll].
  long count(int kind) {
    return sums[kind];
  }

  private long[] at(long slot) {
    return ring[(int) Math.floorMod(slot, (long) Window.SLOTS)];
  }
}
