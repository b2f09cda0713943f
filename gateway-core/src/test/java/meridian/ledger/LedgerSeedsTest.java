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
import meridian.telemetry.Event;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

/// Ledgers under thousands of random histories: duplicates, late settles, expiries, retries,
/// changed balances, moves.
final class LedgerSeedsTest {
  private static final int SEEDS = 1_000;
  private static final int STEPS = 120;
  private static final LedgerSettings SMALL =
      new LedgerSettings(8, Duration.ofSeconds(10), 3, 1_000, 1_000);
  private static final List<ProjectId> PROJECTS =
      List.of(new ProjectId("a"), new ProjectId("b"), new ProjectId("free"));

  @Test
  void money_is_conserved_to_the_micro_dollar_in_every_step() {
    for (long seed = 0; seed < SEEDS; seed++) {
      new Run(seed).go();
    }
  }

  /// One random history and the books of a second accountant, who reads the lines alone.
  private static final class Run {
    private final long seed;
    private final Dice dice;
    private final List<Booking> lines = new ArrayList<>();
    private final InMemoryLedger ledger =
        new InMemoryLedger(
            "test",
            SMALL,
            event -> {
              if (event instanceof Event.Booked booked) {
                lines.add(booked.line());
              }
            });
    private final Map<String, Money> dearest = new TreeMap<>();
    private long now = 1;

    Run(long seed) {
      this.seed = seed;
      this.dice = new Dice(seed);
    }

    void go() {
      for (ProjectId project : PROJECTS.subList(0, 2)) {
        ledger.fund(project, Optional.of(money(2_000)), now);
      }
      for (int step = 0; step < STEPS; step++) {
        now += dice.nextInt(3) * 1_000_000_000L;
        Map<ProjectId, Money> before = available();
        boolean isFunding = act();
        check(step % 12 == 11);
        if (!isFunding) {
          available().forEach((project, left) -> checkFloor(project, left, before));
        }
      }
      assertThat(ledger.history(0, 1_000)).as("seed %d", seed).isEqualTo(lines);
    }

    private Map<ProjectId, Money> available() {
      Map<ProjectId, Money> available = new TreeMap<>();
      ledger.accounts(now).stream()
          .filter(Account::isLimited)
          .forEach(account -> available.put(account.project(), account.available()));
      return available;
    }

    /// Only the operator can bring a balance below nothing.
    private void checkFloor(ProjectId project, Money left, Map<ProjectId, Money> before) {
      long floor = Math.min(0, before.getOrDefault(project, Money.ZERO).microUsd());
      assertThat(left.microUsd()).as("seed %d", seed).isGreaterThanOrEqualTo(floor);
    }

    /// One random step; says whether it was the operator's.
    private boolean act() {
      ProjectId project = PROJECTS.get(dice.nextInt(3));
      Bill bill = new Bill("b" + dice.nextInt(12), project, "q");
      RequestId request = new RequestId("r" + dice.nextInt(1_000));
      switch (dice.nextInt(8)) {
        case 0, 1, 2 -> ledger.reserve(bill, request, money(300), now);
        case 3, 4 -> settle(bill, request);
        case 5 -> ledger.release(bill, request, now);
        case 6 -> {
          if (dice.chance(0.3) && !project.name().equals("free")) {
            ledger.fund(project, Optional.of(money(3_000)), now);
            return true;
          }
        }
        default -> {
          String id = "m" + dice.nextInt(6);
          if (dice.chance(0.5)) {
            ledger.moveIn(id, project, money(200), now);
          } else {
            ledger.moveOut(id + "o", project, money(200), now);
          }
        }
      }
      return false;
    }

    private void settle(Bill bill, RequestId request) {
      Money cost = money(400);
      boolean isPriced = dice.chance(0.9);
      Charge charge =
          Charge.of(new TokenUsage(5, 1, 3), isPriced ? Optional.of(cost) : Optional.empty());
      ledger.settle(bill, request, charge, now);
      if (isPriced) {
        dearest.merge(bill.project() + "/" + bill.id(), cost, (x, y) -> x.compareTo(y) > 0 ? x : y);
      }
    }

    private void check(boolean isAudited) {
      for (Account account : ledger.accounts(now)) {
        Money sum = account.available().plus(account.reserved()).plus(account.spent());
        assertThat(sum).as("seed %d", seed).isEqualTo(account.deposits());
        assertThat(account.reserved().microUsd()).as("seed %d", seed).isNotNegative();
        assertThat(account.uncovered().microUsd()).as("seed %d", seed).isNotNegative();
        assertThat(account.openReserves()).as("seed %d", seed).isBetween(0L, 8L);
        if (account.openReserves() == 0) {
          assertThat(account.reserved()).as("seed %d", seed).isEqualTo(Money.ZERO);
        }
        if (isAudited) {
          audit(account);
        }
      }
    }

    /// The lines alone give the same account, and nobody paid for a bill but its dearest attempt.
    private void audit(Account account) {
      Money deposits = Money.ZERO;
      Money spent = Money.ZERO;
      Money uncovered = Money.ZERO;
      Map<String, Money> open = new TreeMap<>();
      Money expected = Money.ZERO;
      for (Booking line : lines) {
        if (!line.bill().project().equals(account.project())) {
          continue;
        }
        switch (line.kind()) {
          case FUND, UNLIMIT, MOVE -> deposits = deposits.plus(line.amount());
          case RESERVE -> open.merge(line.bill().id(), line.amount(), Money::plus);
          case SETTLE -> {
            open.remove(line.bill().id());
            spent = spent.plus(line.amount());
            uncovered = uncovered.plus(line.uncovered());
          }
          case RELEASE, EXPIRE -> open.merge(line.bill().id(), line.amount(), Money::minus);
          case REFUND -> throw new AssertionError("one region alone refunds nothing: " + line);
        }
      }
      for (Map.Entry<String, Money> paid : dearest.entrySet()) {
        if (paid.getKey().startsWith(account.project() + "/")) {
          expected = expected.plus(paid.getValue());
        }
      }
      assertThat(account.deposits()).as("seed %d", seed).isEqualTo(deposits);
      assertThat(account.spent()).as("seed %d", seed).isEqualTo(spent);
      assertThat(account.spent().plus(account.uncovered()))
          .as("seed %d: every bill is booked once, at its dearest", seed)
          .isEqualTo(expected);
      assertThat(uncovered).as("seed %d", seed).isEqualTo(account.uncovered());
      assertThat(account.reserved())
          .as("seed %d", seed)
          .isEqualTo(open.values().stream().reduce(Money.ZERO, Money::plus));
    }

    private Money money(int below) {
      return new Money(dice.nextInt(below));
    }
  }
}
