package meridian.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import meridian.PopId;
import meridian.live.sql.CannotOpen;
import meridian.live.sql.PostgresLogin;
import meridian.live.sql.PrivatePostgres;
import meridian.live.sql.SqlStorage;

/// Where a real gateway process keeps its books, for the tests that look into them afterwards.
sealed interface RealBooks {
  /// Points of presence of the gateways under test.
  List<PopId> POPS = List.of(new PopId("BOM"), new PopId("IAD"));

  /// The line `storage:` of its configuration.
  String yaml();

  /// What its process finds in its environment.
  Map<String, String> environment();

  /// Its books, when no process has them.
  SqlStorage open(Path folder) throws CannotOpen;

  /// In a file.
  record InSqlite() implements RealBooks {
    @Override
    public String yaml() {
      return "storage: {kind: sqlite, file: books.db}";
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public SqlStorage open(Path folder) throws CannotOpen {
      return SqlStorage.sqlite(folder.resolve("books.db"), POPS);
    }
  }

  /// In a server of the test's own.
  ///
  /// @param schema which no other test uses
  record InPostgres(String schema) implements RealBooks {
    @Override
    public String yaml() {
      PrivatePostgres server = PrivatePostgres.server();
      return "storage: {kind: postgresql, file: books.db, url: \"%s\", user: %s, schema: %s, passwordEnv: TEST_DB_PASSWORD}"
          .formatted(server.url(), server.user(), schema);
    }

    @Override
    public Map<String, String> environment() {
      return Map.of("TEST_DB_PASSWORD", PrivatePostgres.server().password());
    }

    @Override
    public SqlStorage open(Path folder) throws CannotOpen {
      PostgresLogin login = PrivatePostgres.server().login(schema);
      return SqlStorage.postgres(login, folder.resolve("books.db"), POPS);
    }
  }
}
