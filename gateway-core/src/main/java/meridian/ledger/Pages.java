package meridian.ledger;

import java.util.ArrayList;
import java.util.List;
import meridian.Booking;

/// The newest lines of a ledger, by number. Bounded: the oldest line makes room. Guarded by the
/// ledger it is in.
final class Pages {
  private final int maxLines;
  private final List<Booking> ring = new ArrayList<>();
  private long last;
  private long before;

  Pages(int maxLines) {
    this.maxLines = maxLines;
  }

  /// The number of the newest line, 0 before the first.
  long last() {
    return last;
  }

  /// Goes on after line `number`, without the lines up to it. Call before any is added.
  void startAfter(long number) {
    last = number;
    before = number;
  }

  /// Adds the line that follows the newest.
  void add(Booking line) {
    if (line.number() != last + 1) {
      throw new IllegalArgumentException(
          "ledger of "
              + line.region()
              + ": expected line "
              + (last + 1)
              + ", found "
              + line.number());
    }
    last = line.number();
    if (ring.size() < maxLines) {
      ring.add(line);
    } else {
      ring.set(slot(last), line);
    }
  }

  List<Booking> after(long afterNumber, int atMost) {
    long first = Math.max(afterNumber, last - ring.size()) + 1;
    List<Booking> lines = new ArrayList<>();
    for (long number = first; number <= last && lines.size() < atMost; number++) {
      lines.add(ring.get(slot(number)));
    }
    return lines;
  }

  private int slot(long number) {
    return (int) ((number - before - 1) % maxLines);
  }
}
