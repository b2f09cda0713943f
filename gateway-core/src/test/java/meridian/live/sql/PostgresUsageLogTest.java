package meridian.live.sql;

import java.util.concurrent.atomic.AtomicInteger;

/// Usage records in PostgreSQL.
final class PostgresUsageLogTest extends StoredUsageLogContract {
  private static final AtomicInteger TESTS = new AtomicInteger();
  private final String prefix = "log_" + TESTS.incrementAndGet() + "_";

  @Override
  Database connect(String name) throws CannotOpen {
    return Database.postgres(PrivatePostgres.server().login(prefix + name));
  }
}
