package meridian.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.TokenUsage;
import meridian.time.Dice;
import org.junit.jupiter.api.Test;

/// A ledger that starts from a checkpoint and the lines after it is the ledger that read them all.
final class CheckpointTest {
  private static final int SEEDS = 300;
  private static final int STEPS = 200;
  private static final LedgerSettings SMALL =
      new LedgerSettings(6, Duration.ofSeconds(10), 3, 12, 50);
  private static final List<ProjectId> PROJECTS =
      List.of(new ProjectId("a"), new ProjectId("b"), new ProjectId("free"));

  /// What a store would have after a crash at some moment.
  ///
  /// @param checkpoint the newest
  /// @param all every line, also those before it
  private record Kept(Optional<Checkpoint> checkpoint, List<Booking> all) implements Lines {
    @Override
    public void replay(long afterNumber, Consumer<Booking> each) {
      all.stream().filter(line -> line.number() > afterNumber).forEach(each);
    }

    @Override
    public void requireUp() {}

    @Override
    public void add(Booking line) {}

    @Override
    public void keep(Supplier<Checkpoint> newer) {}

    @Override
    public void sync() {}
  }

  @Test
  void whoever_starts_from_any_checkpoint_stands_where_all_lines_lead_and_goes_on_the_same() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Dice dice = new Dice(seed);
      InMemoryLedger ledger = ledger(new Kept(Optional.empty(), List.of()));
      ledger.fund(PROJECTS.get(0), Optional.of(new Money(500)), 1);
      ledger.fund(PROJECTS.get(1), Optional.of(new Money(500)), 1);
      int checkpointAt = dice.nextInt(STEPS);
      int crashAt = checkpointAt + dice.nextInt(40); // few enough lines for SMALL's history
      Checkpoint checkpoint = ledger.checkpoint();
      long now = 1;
      for (int step = 0; step < crashAt; step++) {
        now += dice.nextInt(3) * 1_000_000_000L;
        act(ledger, dice, now);
        checkpoint = step <= checkpointAt ? ledger.checkpoint() : checkpoint;
      }
      List<Booking> tail = ledger.history(checkpoint.number(), 50);

      InMemoryLedger again = ledger(new Kept(Optional.of(checkpoint), tail));

      assertThat(again.checkpoint()).as("seed %d", seed).isEqualTo(ledger.checkpoint());
      assertThat(again.history(checkpoint.number(), 50)).as("seed %d", seed).isEqualTo(tail);
      long same = dice.nextLong();
      goOn(ledger, same, now);
      goOn(again, same, now);
      assertThat(again.checkpoint()).as("seed %d, later", seed).isEqualTo(ledger.checkpoint());
    }
  }

  private static InMemoryLedger ledger(Lines lines) {
    return new InMemoryLedger("test", SMALL, _ -> {}, lines);
  }

  private static void goOn(InMemoryLedger ledger, long seed, long from) {
    Dice dice = new Dice(seed);
    long now = from;
    for (int step = 0; step < 60; step++) {
      now += dice.nextInt(3) * 1_000_000_000L;
      act(ledger, dice, now);
    }
  }

  /// Bills and moves have few names, so that retries, late settles and forgotten names are common.
  private static void act(InMemoryLedger ledger, Dice dice, long now) {
    ProjectId project = PROJECTS.get(dice.nextInt(PROJECTS.size()));
    Bill bill = new Bill("bill" + dice.nextInt(25), project, "");
    RequestId request = new RequestId("r" + dice.nextInt(1_000));
    Money amount = new Money(dice.nextInt(60));
    switch (dice.nextInt(9)) {
      case 0, 1, 2 -> ledger.reserve(bill, request, amount, now);
      case 3, 4 -> {
        Optional<Money> cost = dice.nextInt(5) == 0 ? Optional.empty() : Optional.of(amount);
        ledger.settle(bill, request, Charge.of(new TokenUsage(3, 1, 2), cost), now);
      }
      case 5 -> ledger.release(bill, request, now);
      case 6 -> ledger.refundIfLater(bill, "another", now - 1, now);
      case 7 -> ledger.moveOut("out" + dice.nextInt(20), project, amount, now);
      default -> ledger.moveIn("in" + dice.nextInt(20), project, amount, now);
    }
  }
}
