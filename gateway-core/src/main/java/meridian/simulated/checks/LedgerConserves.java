package meridian.simulated.checks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import meridian.Booking;
import meridian.Layer;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.ledger.Account;
import meridian.ledger.Ledger;
import meridian.telemetry.Event;

/// Money is conserved to the micro-dollar: the checker keeps books of its own from the lines that
/// each region's ledger tells, and at the end compares them with the ledger's accounts.
///
/// Lines are numbered without a gap. A balance falls below zero by no reserve and no settlement. A
/// request is settled once at most and only on a reserve; what a client is charged is what was
/// settled; no reserve is open at the end, or given up because its time was over. A region that
/// took over from another is not judged from then on: its books go on from the other's. Grows with
/// projects and open reserves; of requests that were settled the newest [#KEPT] are remembered.
final class LedgerConserves implements Checker {
  private static final int KEPT = 50_000;

  private final Facts facts;
  private final Asks asks;
  private final Estate estate;
  private final Violations violations;
  private final Map<String, Region> regions = new TreeMap<>();
  private final Set<String> takenOver = new TreeSet<>();

  LedgerConserves(Facts facts, Asks asks, Estate estate, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.estate = estate;
    this.violations = violations;
  }

  /// One region's books.
  private static final class Region {
    final Map<ProjectId, Sums> sums = new TreeMap<>();
    final Map<String, Long> open = new LinkedHashMap<>();
    final Recent<RequestId, Boolean> settled = new Recent<>(KEPT);
    final Recent<String, Boolean> closed = new Recent<>(KEPT);
    long lastNumber;
  }

  /// One project's sums in micro-dollars.
  private static final class Sums {
    boolean isLimited;
    long deposits;
    long reserved;
    long spent;
    long uncovered;

    long available() {
      return deposits - reserved - spent;
    }
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.Booked booked -> {
        if (!takenOver.contains(booked.line().region())) {
          book(booked.line());
        }
      }
      case Event.Promoted promoted -> takenOver.add(promoted.region());
      default -> {
        // nothing was booked
      }
    }
  }

  private void book(Booking line) {
    Region region = regions.computeIfAbsent(line.region(), _ -> new Region());
    if (line.number() != region.lastNumber + 1) {
      say(line, "expected line " + (region.lastNumber + 1) + " of this region");
    }
    region.lastNumber = line.number();
    Sums sums = region.sums.computeIfAbsent(line.bill().project(), _ -> new Sums());
    long before = sums.available();
    long amount = line.amount().microUsd();
    String bill = line.bill().project().name() + ' ' + line.bill().id();
    switch (line.kind()) {
      case FUND, UNLIMIT -> {
        sums.isLimited = line.kind() == Booking.Kind.FUND;
        sums.deposits += amount;
        return;
      }
      case MOVE -> sums.deposits += amount;
      case RESERVE -> reserve(region, sums, bill, amount, line);
      case SETTLE -> settle(region, sums, bill, line);
      case RELEASE -> release(region, sums, bill, line);
      case REFUND -> {
        sums.spent -= amount;
        sums.uncovered -= line.uncovered().microUsd();
      }
      case EXPIRE -> {
        release(region, sums, bill, line);
        say(line, "a reserve was neither settled nor released in its time");
      }
    }
    if (sums.isLimited && sums.available() < 0 && sums.available() < before) {
      say(line, "it brings the balance to " + sums.available() + " µ$");
    }
    if (sums.reserved < 0 || sums.spent < 0) {
      say(line, "reserved " + sums.reserved + " µ$, spent " + sums.spent + " µ$");
    }
  }

  private void reserve(Region region, Sums sums, String bill, long amount, Booking line) {
    if (amount < 0) {
      say(line, "a reserve below 0");
    }
    if (!region.open.containsKey(bill) && !region.closed.containsKey(bill)) {
      region.open.put(bill, amount);
      sums.reserved += amount;
    }
  }

  private void settle(Region region, Sums sums, String bill, Booking line) {
    Long reserved = region.open.remove(bill);
    if (reserved == null && !region.closed.containsKey(bill)) {
      say(line, "nothing was reserved for it");
    }
    sums.reserved -= reserved == null ? 0 : reserved;
    region.closed.put(bill, true);
    sums.spent += line.amount().microUsd();
    sums.uncovered += line.uncovered().microUsd();
    if (line.amount().microUsd() < 0 || line.uncovered().microUsd() < 0) {
      say(line, "a cost below 0");
    }
    line.request()
        .ifPresent(request -> {
          if (region.settled.put(request, true) != null) {
            say(line, request + " was settled before");
          }
          Ask ask = asks.find(request);
          if (ask != null) {
            ask.settles++;
            ask.settledMicroUsd += line.amount().microUsd() + line.uncovered().microUsd();
          }
        });
  }

  private void release(Region region, Sums sums, String bill, Booking line) {
    Long reserved = region.open.get(bill);
    if (reserved == null) {
      say(line, "nothing was reserved for it");
    } else if (line.amount().microUsd() == reserved) {
      region.open.remove(bill);
      sums.reserved -= reserved;
    } else if (line.amount().microUsd() != 0) {
      say(line, "reserved were " + reserved + " µ$");
    }
  }

  /// What a client is charged was settled.
  @Override
  public void answered(Sent request, Answer answer) {
    Ask ask = asks.find(request.id());
    if (ask == null
        || ask.timeline == null
        || answer.refusal().isPresent()
        || answer.head().layer() != Layer.PROVIDER) {
      return;
    }
    if (ask.settles == 0) {
      say(request.id() + " was answered by a provider, and nothing was settled");
    } else if (ask.timeline.cost().map(Money::microUsd).orElse(ask.settledMicroUsd)
        != ask.settledMicroUsd) {
      say(
          "%s was charged %s, and %d µ$ were settled"
              .formatted(
                  request.id(),
                  ask.timeline.cost().orElse(Money.ZERO).toUsdText(),
                  ask.settledMicroUsd));
    }
  }

  @Override
  public void finish(long nowNanos) {
    estate
        .ledgers()
        .forEach((name, ledger) -> {
          if (!takenOver.contains(name)) {
            compare(name, ledger, nowNanos);
          }
        });
    regions.forEach((name, region) ->
        region
            .open
            .keySet()
            .forEach(bill -> say("a reserve in " + name + " is still open at the end: " + bill)));
  }

  private void compare(String name, Ledger ledger, long nowNanos) {
    Map<ProjectId, Sums> own = regions.computeIfAbsent(name, _ -> new Region()).sums;
    for (Account account : ledger.accounts(nowNanos)) {
      Sums sums = own.computeIfAbsent(account.project(), _ -> new Sums());
      compare(account, "deposits", account.deposits(), sums.deposits);
      compare(account, "reserved", account.reserved(), sums.reserved);
      compare(account, "spent", account.spent(), sums.spent);
      compare(account, "uncovered", account.uncovered(), sums.uncovered);
    }
  }

  private void compare(Account account, String what, Money said, long counted) {
    if (said.microUsd() != counted) {
      say(
          "%s: the ledger says %s %d µ$, its lines make %d µ$"
              .formatted(account.project(), what, said.microUsd(), counted));
    }
  }

  private void say(Booking line, String text) {
    say(
        "line %d of %s (%s, %d µ$, %s): %s"
            .formatted(
                line.number(),
                line.region(),
                line.kind().label(),
                line.amount().microUsd(),
                line.bill().id(),
                text));
  }

  private void say(String text) {
    violations.add(name(), facts.now(), text);
  }
}
