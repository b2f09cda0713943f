package meridian.simulated.checks;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import meridian.Booking;
import meridian.ProjectId;
import meridian.RequestId;
import org.jspecify.annotations.Nullable;

/// What the lines of one region's ledger come to, by a count of its own. Guarded by the baton.
///
/// Grows with projects and open reserves; of bills that ended the newest [#KEPT] are remembered.
final class RegionBooks {
  private static final int KEPT = 50_000;

  private final BiConsumer<Booking, String> objections;
  private final Map<ProjectId, Sums> sums = new TreeMap<>();
  private final Map<String, Long> open = new LinkedHashMap<>();
  private final Recent<RequestId, Boolean> settled = new Recent<>(KEPT);

  /// What was reserved for bills that were settled since.
  private final Recent<String, Long> closed = new Recent<>(KEPT);

  /// Open reserves of the region that this one took over from; nobody may be left to end them.
  private final Set<String> inherited = new LinkedHashSet<>();

  private long lastNumber;

  /// Books without a line.
  ///
  /// @param objections is told of each line that must not be, and why
  RegionBooks(BiConsumer<Booking, String> objections) {
    this.objections = objections;
  }

  /// One project's sums in micro-dollars.
  static final class Sums {
    boolean isLimited;
    long deposits;
    long reserved;
    long spent;
    long uncovered;

    long available() {
      return deposits - reserved - spent;
    }

    void add(Sums other) {
      isLimited = other.isLimited;
      deposits += other.deposits;
      reserved += other.reserved;
      spent += other.spent;
      uncovered += other.uncovered;
    }
  }

  static String name(Booking line) {
    return line.bill().project().name() + ' ' + line.bill().id();
  }

  Sums sums(ProjectId project) {
    return sums.computeIfAbsent(project, _ -> new Sums());
  }

  long lastNumber() {
    return lastNumber;
  }

  /// Bills whose reserve is open.
  Set<String> open() {
    return open.keySet();
  }

  void book(Booking line) {
    if (line.number() != lastNumber + 1) {
      objections.accept(line, "expected line " + (lastNumber + 1) + " of this region");
    }
    lastNumber = line.number();
    Sums own = sums(line.bill().project());
    long before = own.available();
    long amount = line.amount().microUsd();
    switch (line.kind()) {
      case FUND, UNLIMIT -> {
        own.isLimited = line.kind() == Booking.Kind.FUND;
        own.deposits += amount;
        return;
      }
      case MOVE -> own.deposits += amount;
      case RESERVE -> reserve(own, amount, line);
      case SETTLE -> settle(own, line);
      case RELEASE -> release(own, line);
      case REFUND -> {
        own.spent -= amount;
        own.uncovered -= line.uncovered().microUsd();
      }
      case EXPIRE -> {
        release(own, line);
        if (!inherited.remove(name(line))) {
          objections.accept(line, "a reserve was neither settled nor released in its time");
        }
      }
    }
    if (own.isLimited && own.available() < 0 && own.available() < before) {
      objections.accept(line, "it brings the balance to " + own.available() + " µ$");
    }
    if (own.reserved < 0 || own.spent < 0) {
      objections.accept(line, "reserved " + own.reserved + " µ$, spent " + own.spent + " µ$");
    }
  }

  private void reserve(Sums own, long amount, Booking line) {
    if (amount < 0) {
      objections.accept(line, "a reserve below 0");
    }
    String bill = name(line);
    if (!open.containsKey(bill) && !closed.containsKey(bill)) {
      open.put(bill, amount);
      own.reserved += amount;
    }
  }

  private void settle(Sums own, Booking line) {
    String bill = name(line);
    Long reserved = open.remove(bill);
    if (reserved == null && !closed.containsKey(bill)) {
      objections.accept(line, "nothing was reserved for it");
    }
    own.reserved -= reserved == null ? 0 : reserved;
    closed.put(bill, reserved == null ? 0 : reserved);
    own.spent += line.amount().microUsd();
    own.uncovered += line.uncovered().microUsd();
    if (line.amount().microUsd() < 0 || line.uncovered().microUsd() < 0) {
      objections.accept(line, "a cost below 0");
    }
    line.request()
        .filter(request -> settled.put(request, true) != null)
        .ifPresent(request -> objections.accept(line, request + " was settled before"));
  }

  private void release(Sums own, Booking line) {
    String bill = name(line);
    Long reserved = open.get(bill);
    if (reserved == null) {
      objections.accept(line, "nothing was reserved for it");
    } else if (line.amount().microUsd() == reserved) {
      open.remove(bill);
      own.reserved -= reserved;
    } else if (line.amount().microUsd() != 0) {
      objections.accept(line, "reserved were " + reserved + " µ$");
    }
  }

  /// The books of a region that goes on from these ones; its own lines begin anew.
  RegionBooks successor() {
    RegionBooks next = new RegionBooks(objections);
    sums.forEach((project, own) -> next.sums(project).add(own));
    next.open.putAll(open);
    next.closed.putAll(closed);
    next.inherited.addAll(open.keySet());
    return next;
  }

  /// Takes back lines that were lost, the newest of these books.
  ///
  /// @param lost in the order they were booked
  void undo(List<Booking> lost) {
    lost.reversed().forEach(this::undo);
  }

  private void undo(Booking line) {
    Sums own = sums(line.bill().project());
    String bill = name(line);
    long amount = line.amount().microUsd();
    switch (line.kind()) {
      case FUND, UNLIMIT, MOVE -> own.deposits -= amount;
      case RESERVE -> {
        boolean isRepeat = amount == 0;
        if (!isRepeat && open.remove(bill) != null) {
          inherited.remove(bill);
          own.reserved -= amount;
        }
      }
      case SETTLE -> {
        own.spent -= amount;
        own.uncovered -= line.uncovered().microUsd();
        reopen(own, bill, closed.remove(bill));
      }
      case RELEASE, EXPIRE -> reopen(own, bill, amount);
      case REFUND -> {
        own.spent += amount;
        own.uncovered += line.uncovered().microUsd();
      }
    }
  }

  private void reopen(Sums own, String bill, @Nullable Long reserved) {
    if (reserved != null && open.putIfAbsent(bill, reserved) == null) {
      inherited.add(bill);
      own.reserved += reserved;
    }
  }
}
