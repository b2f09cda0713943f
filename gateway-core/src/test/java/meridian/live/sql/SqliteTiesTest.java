package meridian.live.sql;

/// What ties regions together, in SQLite.
final class SqliteTiesTest extends StoredTiesContract {
  @Override
  SqlStorage connect(String name) throws CannotOpen {
    return SqlStorage.sqlite(folder.resolve(name + ".db"), POPS);
  }
}
