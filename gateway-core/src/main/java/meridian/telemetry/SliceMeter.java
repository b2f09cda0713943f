package meridian.telemetry;

import java.util.ArrayList;
import java.util.List;
import meridian.Money;

/// Sums by spans of time that cover everything since the start: when there are too many, two become
/// one and spans are twice as long from then on. Confined to the meter's writer.
final class SliceMeter {
  static final int REQUESTS = 0;
  static final int SPENT = 1;
  static final int SAVED = 2;
  static final int MODELLED_SPENT = 3;
  static final int MODELLED_SAVED = 4;
  static final int READS = 5;
  static final int WRITES = 6;
  static final int DELETES = 7;
  private static final int KINDS = 8;

  private final long startNanos;
  private final long[][] sums = new long[CostFigures.MAX_SLICES][KINDS];
  private long widthNanos = 1_000_000_000L;

  SliceMeter(long startNanos) {
    this.startNanos = startNanos;
  }

  /// Adds `amount` of `kind` at `atNanos`; what came before the start counts in the first span.
  void add(int kind, long amount, long atNanos) {
    reach(atNanos);
    sums[index(atNanos)][kind] += amount;
  }

  long widthNanos() {
    return widthNanos;
  }

  /// Every span up to the one in progress at `nowNanos`.
  List<CostFigures.Slice> read(long nowNanos) {
    reach(nowNanos);
    List<CostFigures.Slice> slices = new ArrayList<>();
    for (int i = 0; i <= index(nowNanos); i++) {
      long[] of = sums[i];
      slices.add(
          new CostFigures.Slice(
              of[REQUESTS],
              new Money(of[SPENT]),
              new Money(of[SAVED]),
              new Money(of[MODELLED_SPENT]),
              new Money(of[MODELLED_SAVED]),
              of[READS],
              of[WRITES],
              of[DELETES]));
    }
    return slices;
  }

  private int index(long atNanos) {
    return (int) (Math.max(0, atNanos - startNanos) / widthNanos);
  }

  /// Makes spans long enough that `atNanos` falls into one.
  private void reach(long atNanos) {
    while (Math.max(0, atNanos - startNanos) / widthNanos >= sums.length) {
      for (int i = 0; i < sums.length; i++) {
        for (int kind = 0; kind < KINDS; kind++) {
          long sum = 2 * i + 1 < sums.length ? sums[2 * i][kind] + sums[2 * i + 1][kind] : 0;
          sums[i][kind] = sum;
        }
      }
      widthNanos *= 2;
    }
  }
}
