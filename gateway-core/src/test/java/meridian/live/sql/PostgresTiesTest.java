package meridian.live.sql;

/// What ties regions together, in PostgreSQL.
final class PostgresTiesTest extends StoredTiesContract {
  @Override
  SqlStorage connect(String name) throws CannotOpen {
    PostgresLogin login = PrivatePostgres.server().login("ties_" + name);
    return SqlStorage.postgres(login, folder.resolve(name + ".db"), POPS);
  }
}
