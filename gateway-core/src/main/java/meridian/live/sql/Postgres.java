package meridian.live.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// PostgreSQL: the books of one gateway in one schema.
///
/// A gateway decides in memory, so that two on the same books would overspend. Who writes holds an
/// advisory lock of its session; and each start takes the next number in `gateway_starts`, so that
/// a gateway whose connection was lost while another one started never writes again.
final class Postgres implements Engine {
  private static final int SILENCE_SECONDS = 5;

  /// How long a start waits for the lock of a gateway that was killed, whose session the server has
  /// not yet given up.
  private static final int LOCK_WAIT_SECONDS = 6;

  private final PostgresLogin login;
  private OptionalLong start = OptionalLong.empty();

  private Postgres(PostgresLogin login) {
    this.login = login;
  }

  /// What leads to the database of `login`.
  static Postgres at(PostgresLogin login) {
    return new Postgres(login);
  }

  /// A connection that only reads, whoever writes.
  static Connection look(PostgresLogin login) throws CannotOpen {
    try {
      Connection connection = login.source(0).getConnection();
      connection.setReadOnly(true);
      return connection;
    } catch (SQLException refused) {
      throw new CannotOpen(problem(login, refused), refused);
    }
  }

  @Override
  public String name() {
    return login.address();
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = login.source(SILENCE_SECONDS).getConnection();
    try {
      giveUpSoonWhenGone(connection);
      lock(connection);
      if (start.isEmpty()) {
        Schema.migrate(login.source(0), login.schema());
        start =
            OptionalLong.of(
                number(
                    connection, "update gateway_starts set number = number + 1 returning number"));
      } else if (number(connection, "select number from gateway_starts") != start.getAsLong()) {
        throw new SQLException("another gateway has started on these books since; stop this one");
      }
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException refused) {
      connection.close();
      throw refused;
    }
  }

  /// A server notices within half a minute when this machine is gone, and frees the lock.
  private static void giveUpSoonWhenGone(Connection connection) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      settings.execute("set tcp_keepalives_idle = 10");
      settings.execute("set tcp_keepalives_interval = 5");
      settings.execute("set tcp_keepalives_count = 3");
    }
  }

  private void lock(Connection connection) throws SQLException {
    String take =
        "select case when pg_try_advisory_lock(hashtext('meridian'), hashtext('%s')) then 1 else 0 end"
            .formatted(login.schema());
    for (int tries = 0; number(connection, take) == 0; tries++) {
      if (start.isPresent() || tries >= LOCK_WAIT_SECONDS) {
        throw new SQLException("another gateway writes to schema " + login.schema());
      }
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new SQLException("stopped while another gateway had the books", stopped);
      }
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public String problem(Exception refused) {
    return problem(login, refused);
  }

  private static String problem(PostgresLogin login, Exception refused) {
    return "storage.url: expected a PostgreSQL database that no other gateway has at %s, found: %s; check that it runs, storage.url, storage.user and the variable of storage.passwordEnv, stop the other gateway, or use a file with --set storage.kind=sqlite"
        .formatted(login, CannotOpen.reason(refused));
  }

  /// The lock goes with its session.
  @Override
  public void close() {}
}
