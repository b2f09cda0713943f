package meridian.live.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.Await;
import meridian.Money;
import meridian.RequestId;
import meridian.ledger.Ledger;
import meridian.ledger.LedgerSettings;
import meridian.ledger.Lines;
import meridian.ledger.StorageDown;
import org.junit.jupiter.api.Test;

/// The ledger in PostgreSQL, and what becomes of it when its connection is lost.
final class PostgresLedgerTest extends StoredLedgerContract {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private final String prefix = "test_" + TESTS.incrementAndGet() + "_";

  @Override
  Database connect(String name) throws CannotOpen {
    return Database.postgres(PrivatePostgres.server().login(prefix + name));
  }

  @Test
  void a_second_gateway_on_the_same_books_is_refused_with_what_to_do_and_without_the_password() {
    database("taken");

    assertThatThrownBy(() -> connect("taken"))
        .isInstanceOf(CannotOpen.class)
        .hasMessageContaining("another gateway writes to schema")
        .hasMessageContaining("storage.url")
        .message()
        .doesNotContain(PrivatePostgres.server().password());
  }

  @Test
  void a_wrong_password_is_refused_without_showing_one() {
    PostgresLogin right = PrivatePostgres.server().login(prefix);
    PostgresLogin wrong = new PostgresLogin(right.url(), right.user(), "guessed", prefix);

    assertThatThrownBy(() -> Database.postgres(wrong))
        .isInstanceOf(CannotOpen.class)
        .hasMessageContaining("storage.passwordEnv")
        .message()
        .doesNotContain("guessed");
    assertThat(wrong.toString()).doesNotContain("guessed");
  }

  @Test
  void a_server_that_dies_and_comes_back_keeps_what_was_answered_and_takes_the_rest() {
    Database database = database("dies");
    Ledger ledger = ledger(database, LedgerSettings.DEFAULT);
    ledger.fund(DEMO, Optional.of(new Money(1_000)), 1);
    ledger.reserve(bill("a"), new RequestId("a"), new Money(100), 2);
    ledger.settle(bill("a"), new RequestId("a"), charge(60), 3);

    PrivatePostgres.server().kill();
    Lines lines = database.lines("test");
    Await.until("calls are refused", () -> isDown(lines));
    assertThatThrownBy(() -> ledger.reserve(bill("b"), new RequestId("b"), new Money(100), 4))
        .isInstanceOf(StorageDown.class)
        .hasMessageContaining("does not take");
    PrivatePostgres.server().start();
    Await.until("calls are taken again", () -> !isDown(lines));
    ledger.reserve(bill("c"), new RequestId("c"), new Money(100), 5);
    ledger.settle(bill("c"), new RequestId("c"), charge(50), 6);
    database.close();

    Ledger after = ledger(database("dies"), LedgerSettings.DEFAULT);
    assertThat(after.account(DEMO, 7).spent()).isEqualTo(new Money(110));
    assertThat(after.history(0, 100)).isEqualTo(ledger.history(0, 100));
  }

  @Test
  void who_lost_its_connection_while_another_gateway_started_never_writes_again() throws Exception {
    Database old = database("replaced");
    Ledger oldBooks = ledger(old, LedgerSettings.DEFAULT);
    oldBooks.fund(DEMO, Optional.of(new Money(1_000)), 1);
    cutOff(prefix + "replaced", "gateway_starts set number = number + 1");
    Lines lines = old.lines("test");

    Await.until(
        "the old one says why it writes no more",
        () -> trouble(lines).contains("another gateway has started"));
  }

  /// Ends every other session of `schema`, and then does `update` as another gateway would.
  private static void cutOff(String schema, String update) throws Exception {
    try (Connection other = PrivatePostgres.server().login(schema).source(0).getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("update " + update);
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name ="
              + " 'meridian' and pid <> pg_backend_pid()");
    }
  }

  private static boolean isDown(Lines lines) {
    return !trouble(lines).isEmpty();
  }

  private static String trouble(Lines lines) {
    try {
      lines.requireUp();
      return "";
    } catch (StorageDown down) {
      return String.valueOf(down.getMessage());
    }
  }
}
