package meridian.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.TokenUsage;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

/// Three regions with one balance, under schedules that lose, repeat and reorder every message and
/// split the regions from each other.
final class EscrowSeedsTest {
  private static final int SEEDS = 2_000;
  private static final int STEPS = 200;
  private static final ProjectId DEMO = new ProjectId("demo");
  private static final Money BALANCE = new Money(10_000);
  private static final List<String> REGIONS = List.of("ap", "eu", "us");

  @Test
  void with_escrow_the_regions_never_spend_more_than_the_balance() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Regions regions = new Regions(seed, true);
      regions.play();
      assertThat(regions.spent().microUsd()).as("seed %d", seed).isLessThanOrEqualTo(10_000);
      regions.heal();
      regions.checkConverged();
    }
  }

  @Test
  void with_naive_quotas_they_do() {
    int overspent = 0;
    for (long seed = 0; seed < 200; seed++) {
      Regions regions = new Regions(seed, false);
      regions.play();
      overspent += regions.spent().compareTo(BALANCE) > 0 ? 1 : 0;
    }
    assertThat(overspent).as("of 200 seeds").isGreaterThan(100);
  }

  @Test
  void a_region_whose_share_is_gone_can_spend_what_another_has_left() {
    Regions regions = new Regions(1, true);
    regions.isLossy = false;
    for (int i = 0; i < 400; i++) {
      regions.now += 1_000_000_000L;
      regions.call("ap", "b" + i, new Money(50));
      regions.deliverAll();
    }
    assertThat(regions.spent()).isEqualTo(BALANCE);
  }

  /// The regions, their messages in flight, and who can reach whom.
  private static final class Regions {
    private final long seed;
    private final boolean isEscrow;
    private final Dice dice;
    private final Map<String, Region> regions = new TreeMap<>();
    private final List<Runnable> inFlight = new ArrayList<>();
    private String island = "";
    private boolean isLossy = true;
    private long now = 1;

    Regions(long seed, boolean isEscrow) {
      this.seed = seed;
      this.isEscrow = isEscrow;
      this.dice = new Dice(seed);
      for (int i = 0; i < 3; i++) {
        Region region = new Region(REGIONS.get(i));
        regions.put(region.name, region);
        region.ledger.fund(
            DEMO, isEscrow ? Escrow.share(Optional.of(BALANCE), i, 3) : Optional.of(BALANCE), now);
      }
    }

    Region at(String name) {
      return Optional.ofNullable(regions.get(name)).orElseThrow();
    }

    void play() {
      for (int step = 0; step < STEPS; step++) {
        now += dice.nextInt(2_000) * 1_000_000L;
        switch (dice.nextInt(10)) {
          case 0, 1, 2, 3 -> call(any(), "b" + dice.nextInt(400), new Money(dice.nextInt(400)));
          case 4 -> ship(any(), any());
          case 5 -> island = dice.chance(0.5) ? any() : "";
          default -> deliverOne();
        }
        checkConserved();
      }
    }

    String any() {
      return REGIONS.get(dice.nextInt(3));
    }

    /// A request at `name`: reserve, maybe ask the others, later settle for another amount.
    void call(String name, String bill, Money cost) {
      Region region = at(name);
      Bill whole = new Bill(bill, DEMO, "");
      RequestId request = new RequestId(bill);
      switch (region.ledger.reserve(whole, request, cost, now)) {
        case Reserved.Granted _ -> {
          Money real = isLossy ? new Money(dice.nextInt(500)) : cost;
          Charge charge = Charge.of(TokenUsage.NONE, Optional.of(real));
          send(
              name,
              name,
              () -> {
                region.ledger.settle(whole, request, charge, now);
                region.compare(whole, now);
              });
        }
        case Reserved.Insufficient little -> {
          Money missing = cost.minus(little.available());
          region.escrow.asks(DEMO, missing, now).forEach(ask -> ask(region, ask));
        }
        case Reserved.Full _, Reserved.OtherSubject _, Reserved.TooManyAttempts _ -> {}
      }
    }

    private void ask(Region asker, Escrow.Ask ask) {
      send(
          asker.name,
          ask.peer(),
          () -> {
            Ledger giver = at(ask.peer()).ledger;
            Money gift = Escrow.gift(giver.account(DEMO, now).available(), ask.amount());
            Money given = giver.moveOut(ask.move(), DEMO, gift, now);
            send(
                ask.peer(),
                asker.name,
                () -> {
                  asker.escrow.answered(ask, given, now);
                  asker.ledger.moveIn(ask.move(), DEMO, given, now);
                });
          });
    }

    /// Ships what `from` believes `to` has not seen, from some line on: maybe again, maybe late.
    private void ship(String from, String to) {
      if (from.equals(to)) {
        return;
      }
      Region target = at(to);
      List<Booking> lines =
          at(from).ledger.history(target.copy(from).applied(), 1 + dice.nextInt(40));
      send(from, to, () -> target.apply(from, lines, now));
    }

    private void send(String from, String to, Runnable arrival) {
      boolean isLost = isLossy && !from.equals(to) && dice.chance(0.15);
      boolean isTwice = isLossy && dice.chance(0.15);
      Runnable guarded =
          () -> {
            if (from.equals(to)
                || island.isEmpty()
                || !(from.equals(island) || to.equals(island))) {
              arrival.run();
            }
          };
      for (int copies = isLost ? 0 : isTwice ? 2 : 1; copies > 0; copies--) {
        inFlight.add(guarded);
      }
    }

    private void deliverOne() {
      if (!inFlight.isEmpty()) {
        inFlight.remove(dice.nextInt(inFlight.size())).run();
      }
    }

    void deliverAll() {
      while (!inFlight.isEmpty()) {
        inFlight.removeFirst().run();
      }
    }

    void heal() {
      island = "";
      isLossy = false;
      for (int round = 0; round < 3; round++) {
        deliverAll();
        for (String from : REGIONS) {
          for (String to : REGIONS) {
            for (int batch = 0; batch < 60; batch++) {
              ship(from, to);
              deliverAll();
            }
          }
        }
      }
    }

    Money spent() {
      return regions.values().stream()
          .map(region -> region.ledger.account(DEMO, now).spent())
          .reduce(Money.ZERO, Money::plus);
    }

    /// No money is in two places, in any step.
    void checkConserved() {
      long deposits = 0;
      for (Region region : regions.values()) {
        deposits += region.ledger.account(DEMO, now).deposits().microUsd();
      }
      assertThat(deposits).as("seed %d", seed).isLessThanOrEqualTo(isEscrow ? 10_000 : 30_000);
    }

    void checkConverged() {
      Money deposits = Money.ZERO;
      Map<String, Integer> paid = new TreeMap<>();
      for (Region region : regions.values()) {
        Account own = region.ledger.account(DEMO, now);
        deposits = deposits.plus(own.deposits());
        for (Region other : regions.values()) {
          if (other != region) {
            assertThat(other.copy(region.name).account(DEMO)).as("seed %d", seed).isEqualTo(own);
            assertThat(other.copy(region.name).missing()).isZero();
          }
        }
        paidBills(region).forEach(bill -> paid.merge(bill, 1, Integer::sum));
      }
      assertThat(deposits).as("seed %d: all moves arrived", seed).isEqualTo(BALANCE);
      assertThat(paid.values()).as("seed %d: %s", seed, paid).allMatch(times -> times == 1);
    }

    private static List<String> paidBills(Region region) {
      Map<String, Long> paid = new TreeMap<>();
      for (Booking line : region.ledger.history(0, 10_000)) {
        long sign =
            switch (line.kind()) {
              case SETTLE -> 1;
              case REFUND -> -1;
              case FUND, UNLIMIT, MOVE, RESERVE, RELEASE, EXPIRE -> 0;
            };
        long amount = line.amount().microUsd() + line.uncovered().microUsd();
        paid.merge(line.bill().id(), sign * amount, Long::sum);
      }
      paid.values().removeIf(amount -> amount == 0);
      return List.copyOf(paid.keySet());
    }
  }

  /// One region: its books, its copies of the others', and whom it asks.
  private static final class Region {
    private static final LedgerSettings SETTINGS =
        new LedgerSettings(100, Duration.ofSeconds(60), 10, 10_000, 10_000);
    private final String name;
    private final InMemoryLedger ledger;
    private final Escrow escrow;
    private final Map<String, LedgerCopy> copies = new TreeMap<>();

    Region(String name) {
      this.name = name;
      this.ledger = new InMemoryLedger(name, SETTINGS, _ -> {});
      this.escrow = new Escrow(name, REGIONS.stream().filter(one -> !one.equals(name)).toList());
    }

    LedgerCopy copy(String other) {
      return copies.computeIfAbsent(other, _ -> new LedgerCopy(SETTINGS));
    }

    /// Whether another region had settled the same bill before.
    void compare(Bill bill, long now) {
      copies.forEach((other, copy) ->
          copy.settledNanos(bill)
              .ifPresent(settled -> ledger.refundIfLater(bill, other, settled, now)));
    }

    void apply(String from, List<Booking> lines, long now) {
      for (Booking line : lines) {
        if (line.number() > copy(from).applied() + 1) {
          return;
        }
        if (copy(from).apply(line)) {
          Foreign.follow(line, name, ledger, now);
        }
      }
    }
  }
}
