package meridian.live.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import meridian.live.files.OwnerOnly;
import meridian.live.files.SoleUse;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// SQLite in a file: WAL, so that it can be read and copied while a gateway writes, and a commit is
/// on disk when it returns. A lock file beside it says which process writes.
final class Sqlite implements Engine {
  private final Path file;
  private final SoleUse use;

  private Sqlite(Path file, SoleUse use) {
    this.file = file;
    this.use = use;
  }

  /// Takes `file` for this process, made or brought to the newest schema as needed.
  static Sqlite take(Path file) throws CannotOpen {
    Path absolute = file.toAbsolutePath();
    try {
      OwnerOnly.file(absolute);
      SoleUse use =
          SoleUse.tryOf(absolute)
              .orElseThrow(() -> new IOException("another process writes to it"));
      try {
        Schema.migrate(source(absolute, false), "");
      } catch (RuntimeException refused) {
        use.close();
        throw refused;
      }
      return new Sqlite(absolute, use);
    } catch (IOException | RuntimeException refused) {
      throw new CannotOpen(problem(absolute, refused), refused);
    }
  }

  /// A connection that only reads what is in `file`, whoever writes to it.
  static Connection look(Path file) throws CannotOpen {
    Path absolute = file.toAbsolutePath();
    if (!Files.isRegularFile(absolute)) {
      throw new CannotOpen(
          "storage.file: expected the database of a gateway at %s, found none; start the gateway once, or name another with --set storage.file=PATH"
              .formatted(absolute));
    }
    try {
      Connection connection = source(absolute, true).getConnection();
      try (Statement promise = connection.createStatement()) {
        promise.execute("pragma query_only = true");
      }
      return connection;
    } catch (SQLException refused) {
      throw new CannotOpen(problem(absolute, refused), refused);
    }
  }

  private static SQLiteDataSource source(Path file, boolean onlyReads) {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setBusyTimeout(2_000);
    if (!onlyReads) {
      settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
      settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    }
    SQLiteDataSource source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = source(file, false).getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public String problem(Exception refused) {
    return problem(file, refused);
  }

  private static String problem(Path file, Exception refused) {
    return "storage.file: expected a SQLite database that no other gateway has at %s, found: %s; stop the other gateway, or choose another file with --set storage.file=PATH, or none with --set storage.kind=memory"
        .formatted(file, CannotOpen.reason(refused));
  }

  @Override
  public void close() {
    use.close();
  }
}
