package meridian.live.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import meridian.Bill;
import meridian.Charge;
import meridian.Money;
import meridian.RequestId;
import meridian.TokenUsage;
import meridian.contract.LedgerContract;
import meridian.ledger.Account;
import meridian.ledger.InMemoryLedger;
import meridian.ledger.KeptLedger;
import meridian.ledger.Ledger;
import meridian.ledger.LedgerSettings;
import meridian.ledger.Lines;
import meridian.ledger.Reserved;
import meridian.telemetry.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ledger contract, and what only a ledger on disk can be asked.
final class SqliteLedgerTest extends LedgerContract {
  @TempDir Path folder;
  private final List<Database> opened = new ArrayList<>();

  @Override
  protected Ledger open(LedgerSettings settings) {
    return ledger(database("ledger.db"), settings);
  }

  private Database database(String file) {
    try {
      Database database = Database.sqlite(folder.resolve(file));
      opened.add(database);
      return database;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static Ledger ledger(Database database, LedgerSettings settings) {
    Lines lines = database.lines("test");
    InMemoryLedger books =
        new InMemoryLedger(
            "test",
            settings,
            event -> {
              if (event instanceof Event.Booked booked) {
                lines.add(booked.line());
              }
            });
    lines.replay(books::replay);
    return new KeptLedger(books, lines);
  }

  @AfterEach
  void closeAll() {
    opened.forEach(Database::close);
  }

  @Test
  void opened_again_it_goes_on_where_it_was() {
    Database first = database("again.db");
    Ledger before = ledger(first, LedgerSettings.DEFAULT);
    before.fund(DEMO, Optional.of(new Money(1_000)), 1);
    before.reserve(bill("open"), new RequestId("r1"), new Money(100), 2);
    before.reserve(bill("paid"), new RequestId("r2"), new Money(200), 3);
    before.settle(bill("paid"), new RequestId("r2"), charge(150), 4);
    before.settle(
        bill("unpriced"),
        new RequestId("r3"),
        new Charge(new TokenUsage(7, 2, 3), Optional.empty(), true),
        5);
    Account expected = before.account(DEMO, 6);
    first.close();

    Ledger after = ledger(database("again.db"), LedgerSettings.DEFAULT);

    assertThat(after.account(DEMO, 6)).isEqualTo(expected);
    assertThat(after.history(0, 100)).isEqualTo(before.history(0, 100));
    assertThat(after.settle(bill("paid"), new RequestId("r2"), charge(150), 7).isRepeat())
        .as("a retry after the restart is not paid twice")
        .isTrue();
  }

  @Test
  void a_database_in_use_is_refused_with_what_to_do() {
    database("taken.db");

    assertThatThrownBy(() -> Database.sqlite(folder.resolve("taken.db")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("taken.db")
        .hasMessageContaining("storage.file");
  }

  @Test
  void only_its_owner_may_read_the_database() throws IOException {
    database("private.db");

    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("private.db")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_left_alone() throws IOException {
    Path file =
        Files.writeString(folder.resolve("notes.txt"), "not a database, but somebody's notes\n");

    assertThatThrownBy(() -> Database.sqlite(file))
        .isInstanceOf(CannotOpen.class)
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("not a database");
    assertThat(Files.readString(file)).isEqualTo("not a database, but somebody's notes\n");
  }

  @Test
  void a_thousand_calls_at_once_against_a_balance_for_seven_hundred() throws Exception {
    Ledger ledger = ledger(database("rush.db"), LedgerSettings.DEFAULT);
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

  private static Bill bill(String id) {
    return new Bill(id, DEMO, "");
  }

  private static Charge charge(long microUsd) {
    return Charge.of(new TokenUsage(10, 0, 5), Optional.of(new Money(microUsd)));
  }
}
