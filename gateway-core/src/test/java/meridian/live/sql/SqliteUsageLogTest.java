package meridian.live.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Usage records in SQLite.
final class SqliteUsageLogTest extends StoredUsageLogContract {
  @TempDir Path folder;

  @Override
  Database connect(String name) throws CannotOpen {
    return Database.sqlite(folder.resolve(name + ".db"));
  }
}
