package meridian.simulated.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.Booking;
import meridian.Change;
import meridian.Layer;
import meridian.Money;
import meridian.ledger.Account;
import meridian.ledger.Ledger;
import meridian.telemetry.Event;

/// Money is conserved to the micro-dollar: the checker keeps books of its own from the lines that
/// each region's ledger tells, and at the end compares them with the ledger's accounts.
///
/// Lines are numbered without a gap. A balance falls below zero by no reserve and no settlement. A
/// request is settled once at most in a region and only on a reserve; what a client is charged is
/// what was settled; no reserve is open at the end, or given up because its time was over.
///
/// Regions that all serve: what one moves to another arrives there, and a bill that two settled is
/// paid in one once they have told each other. A region that took over from another goes on from
/// the other's lines but those that the promotion told as lost, and every line that it does not go
/// on from is told as lost, no other.
final class LedgerConserves implements Checker {
  private static final int KEPT = 50_000;

  private final Facts facts;
  private final Asks asks;
  private final Estate estate;
  private final Violations violations;
  private final Map<String, RegionBooks> regions = new TreeMap<>();
  private final Map<String, Promotion> promotionsFrom = new TreeMap<>();

  /// Money on its way from one region to another, by the move's id: what one has and the other does
  /// not.
  private final Map<String, Long> moving = new LinkedHashMap<>();

  /// How many regions have taken a bill's money and not given it back.
  private final Recent<String, Integer> payers = new Recent<>(KEPT);

  LedgerConserves(Facts facts, Asks asks, Estate estate, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.estate = estate;
    this.violations = violations;
  }

  /// What became of the lines of a region that another took over from.
  private static final class Promotion {
    final String to;
    final long atNumber;
    long lostAfter;

    Promotion(String to, long atNumber) {
      this.to = to;
      this.atNumber = atNumber;
    }
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public void accept(Event event) {
    switch (event) {
      case Event.Booked booked -> book(booked.line());
      case Event.Promoted promoted -> {
        RegionBooks old = books(promoted.from());
        regions.put(promoted.region(), old.successor());
        promotionsFrom.put(promoted.from(), new Promotion(promoted.region(), old.lastNumber()));
      }
      case Event.ChangesLost lost -> lost(lost);
      default -> {
        // nothing was booked
      }
    }
  }

  private RegionBooks books(String region) {
    return regions.computeIfAbsent(region, _ -> new RegionBooks(this::say));
  }

  private void book(Booking line) {
    books(line.region()).book(line);
    switch (line.kind()) {
      case MOVE -> {
        String move = RegionBooks.name(line);
        long amount = line.amount().microUsd();
        if (amount != 0) {
          moving.merge(move, amount, (a, b) -> a + b == 0 ? null : a + b);
        }
      }
      case SETTLE -> {
        payers.merge(RegionBooks.name(line), 1, Integer::sum);
        line.request().map(asks::find).ifPresent(ask -> ask.settles(line));
      }
      case REFUND -> payers.merge(RegionBooks.name(line), -1, Integer::sum);
      case FUND, UNLIMIT, RESERVE, RELEASE, EXPIRE -> {
        // concerns one region alone
      }
    }
  }

  private void lost(Event.ChangesLost lost) {
    List<Booking> lines = new ArrayList<>();
    for (Change change : lost.changes()) {
      if (change instanceof Change.Booked booked) {
        lines.add(booked.line());
      }
    }
    Promotion promotion = promotionsFrom.get(lost.region());
    if (promotion == null) {
      if (!lines.isEmpty()) {
        say(lost.region() + " told " + lines.size() + " lines as lost, and nobody took over");
      }
      return;
    }
    List<Booking> before =
        lines.stream().filter(line -> line.number() <= promotion.atNumber).toList();
    promotion.lostAfter += lines.size() - before.size();
    books(promotion.to).undo(before);
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
    if (!ask.isSettled()) {
      say(request.id() + " was answered by a provider, and nothing was settled");
    } else if (ask.timeline.cost().isPresent() && !ask.isSettledFor(ask.timeline.cost().get())) {
      say(
          "%s was charged %s, and settled were %s"
              .formatted(
                  request.id(),
                  ask.timeline.cost().orElse(Money.ZERO).toUsdText(),
                  ask.settledText()));
    }
  }

  @Override
  public void finish(long nowNanos) {
    estate.ledgers().forEach((name, ledger) -> compare(name, ledger, nowNanos));
    regions.forEach((name, books) ->
        books
            .open()
            .forEach(bill -> say("a reserve in " + name + " is still open at the end: " + bill)));
    moving.forEach((move, amount) -> say("move " + move + " leaves " + amount + " µ$ nowhere"));
    if (promotionsFrom.isEmpty()) {
      payers.forEach((bill, regionsPaid) -> {
        if (regionsPaid > 1) {
          say("bill " + bill + " is paid in " + regionsPaid + " regions");
        }
      });
    }
    promotionsFrom.forEach((from, promotion) -> {
      long behind = books(from).lastNumber() - promotion.atNumber;
      if (promotion.lostAfter != behind) {
        say(
            "%s booked %d lines after %s took over, and told %d of them as lost"
                .formatted(from, behind, promotion.to, promotion.lostAfter));
      }
    });
  }

  private void compare(String name, Ledger ledger, long nowNanos) {
    List<Account> accounts = ledger.accounts(nowNanos);
    RegionBooks own = books(name);
    for (Account account : accounts) {
      RegionBooks.Sums sums = own.sums(account.project());
      compare(name, account, "deposits", account.deposits(), sums.deposits);
      compare(name, account, "reserved", account.reserved(), sums.reserved);
      compare(name, account, "spent", account.spent(), sums.spent);
      compare(name, account, "uncovered", account.uncovered(), sums.uncovered);
    }
  }

  private void compare(String region, Account account, String what, Money said, long counted) {
    if (said.microUsd() != counted) {
      say(
          "%s at %s: the ledger says %s %d µ$, its lines make %d µ$"
              .formatted(account.project(), region, what, said.microUsd(), counted));
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
