package meridian.live.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import meridian.Await;
import meridian.Bill;
import meridian.Charge;
import meridian.Money;
import meridian.RequestId;
import meridian.TokenUsage;
import meridian.contract.LedgerContract;
import meridian.ledger.Account;
import meridian.ledger.Checkpoint;
import meridian.ledger.InMemoryLedger;
import meridian.ledger.KeptLedger;
import meridian.ledger.Ledger;
import meridian.ledger.LedgerSettings;
import meridian.ledger.Lines;
import meridian.ledger.Reserved;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The ledger contract, and what only a ledger in a database can be asked.
abstract class StoredLedgerContract extends LedgerContract {
  private final List<Database> opened = new ArrayList<>();

  /// The books of that name, which are empty when they are opened first.
  abstract Database connect(String name) throws CannotOpen;

  @Override
  protected Ledger open(LedgerSettings settings) {
    return ledger(database("ledger"), settings);
  }

  final Database database(String name) {
    try {
      Database database = connect(name);
      opened.add(database);
      return database;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  static Ledger ledger(Database database, LedgerSettings settings) {
    Lines lines = database.lines("test");
    InMemoryLedger books = new InMemoryLedger("test", settings, _ -> {}, lines);
    return new KeptLedger(books, lines);
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Database::close);
  }

  @Test
  void opened_again_it_goes_on_where_it_was() {
    Database first = database("again");
    Ledger before = ledger(first, LedgerSettings.DEFAULT);
    before.fund(DEMO, Optional.of(new Money(1_000)), 1);
    before.reserve(bill("open"), new RequestId("r1"), new Money(100), 2);
    before.reserve(bill("paid"), new RequestId("r2"), new Money(200), 3);
    before.settle(bill("paid"), new RequestId("r2"), charge(150), 4);
    before.settle(
        bill("unpriced"),
        new RequestId("r3"),
        new Charge(new TokenUsage(7, 2, 1, 3, 3), Optional.empty(), true),
        5);
    Account expected = before.account(DEMO, 6);
    first.close();

    Ledger after = ledger(database("again"), LedgerSettings.DEFAULT);

    assertThat(after.account(DEMO, 6)).isEqualTo(expected);
    assertThat(after.history(0, 100)).isEqualTo(before.history(0, 100));
    assertThat(after.settle(bill("paid"), new RequestId("r2"), charge(150), 7).isRepeat())
        .as("a retry after the restart is not paid twice")
        .isTrue();
  }

  @Test
  void a_line_that_comes_twice_is_kept_once() {
    Database database = database("twice");
    Ledger ledger = ledger(database, LedgerSettings.DEFAULT);
    ledger.fund(DEMO, Optional.of(new Money(1_000)), 1);
    Lines lines = database.lines("test");
    lines.add(ledger.history(0, 1).getFirst()); // as after a commit whose answer was lost
    lines.sync();

    assertThat(ledger(database, LedgerSettings.DEFAULT).history(0, 10)).hasSize(1);
  }

  @Test
  void a_start_reads_the_newest_checkpoint_and_the_lines_after_it_and_the_others_stay() {
    Database first = database("long");
    Lines lines = first.lines("test");
    Ledger before = new InMemoryLedger("test", LedgerSettings.DEFAULT, _ -> {}, lines);
    before.fund(DEMO, Optional.of(new Money(10_000_000)), 1);
    for (int i = 0; i < 22_000; i++) { // 44,001 lines: checkpoints at 20,000 and 40,000
      Bill bill = bill("call-" + i);
      before.reserve(bill, new RequestId("r"), new Money(10), 2 + i);
      before.settle(bill, new RequestId("r"), charge(7), 3 + i);
    }
    before.reserve(bill("open"), new RequestId("r"), new Money(10), 30_000);
    lines.sync();
    Await.until(
        "the second checkpoint is kept",
        () -> first.lines("test").checkpoint().map(Checkpoint::number).orElse(0L) == 40_000);
    Account expected = before.account(DEMO, 30_001);
    first.close();

    Database second = database("long");
    Ledger after = ledger(second, LedgerSettings.DEFAULT);

    assertThat(after.account(DEMO, 30_001)).isEqualTo(expected);
    assertThat(after.history(0, 5_000))
        .as("lines before the checkpoint were not read")
        .hasSize(4_002)
        .isEqualTo(before.history(40_000, 5_000));
    assertThat(after.settle(bill("call-3"), new RequestId("r"), charge(7), 40_000).isRepeat())
        .as("a bill of before the checkpoint is not paid twice")
        .isTrue();
    AtomicLong kept = new AtomicLong();
    second.lines("test").replay(0, _ -> kept.incrementAndGet());
    assertThat(kept).as("every line is there for who audits them").hasValue(44_002);
  }

  @Test
  void a_checkpoint_that_cannot_be_read_is_passed_over() {
    Database first = database("spoilt");
    Ledger before = ledger(first, LedgerSettings.DEFAULT);
    before.fund(DEMO, Optional.of(new Money(1_000)), 1);
    before.reserve(bill("open"), new RequestId("r1"), new Money(100), 2);
    Account expected = before.account(DEMO, 3);
    int written =
        first.done(connection -> {
          try (PreparedStatement spoil =
              connection.prepareStatement(
                  "insert into ledger_checkpoints (region, number, state) values ('test', 2, ?)")) {
            spoil.setBytes(1, new byte[] {1, 2, 3});
            return spoil.executeUpdate();
          }
        });
    first.close();

    assertThat(written).isOne();
    assertThat(ledger(database("spoilt"), LedgerSettings.DEFAULT).account(DEMO, 3))
        .isEqualTo(expected);
  }

  @Test
  void a_thousand_calls_at_once_against_a_balance_for_seven_hundred() throws Exception {
    Ledger ledger = ledger(database("rush"), LedgerSettings.DEFAULT);
    ledger.fund(DEMO, Optional.of(new Money(700 * 10)), 1);
    List<Future<Reserved>> answers = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 1_000; i++) {
        String name = "call-" + i;
        answers.add(
            callers.submit(
                () -> ledger.reserve(bill(name), new RequestId(name), new Money(10), 2)));
      }
    }
    long granted = 0;
    for (Future<Reserved> answer : answers) {
      granted += answer.get() instanceof Reserved.Granted ? 1 : 0;
    }

    assertThat(granted).isEqualTo(700);
    assertThat(ledger.account(DEMO, 3).available()).isEqualTo(Money.ZERO);
    assertThat(ledger.account(DEMO, 3).reserved()).isEqualTo(new Money(7_000));
  }

  static Bill bill(String id) {
    return new Bill(id, DEMO, "");
  }

  static Charge charge(long microUsd) {
    return Charge.of(new TokenUsage(10, 0, 5), Optional.of(new Money(microUsd)));
  }
}
