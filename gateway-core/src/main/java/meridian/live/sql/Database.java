package meridian.live.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import meridian.ledger.Lines;
import meridian.ledger.StorageDown;
import meridian.ledger.UsageLog;
import meridian.live.files.OwnerOnly;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The database of one gateway: ledger lines and usage records.
///
/// One thread of its own writes. It takes what waits, writes all of it in one transaction, and only
/// then tells those who wait: a hundred calls that come together cost one write to disk. A write
/// that fails is tried again, with everything that was in it, until it succeeds; meanwhile
/// [#requireUp] refuses. Safe for any thread.
public final class Database implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());
  private static final int MAX_WAITING = 200_000;
  private static final int BATCH = 2_000;
  private static final long RETRY_MILLIS = 200;
  private static final long PATIENCE_SECONDS = 10;

  private final Connection connection;
  private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread writer;
  private volatile @Nullable String trouble;
  private volatile boolean isClosing;

  private Database(Connection connection, String name) {
    this.connection = connection;
    this.writer = Thread.ofPlatform().name("database " + name).daemon().unstarted(this::write);
  }

  /// Something to do in the next transaction.
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private record Job(Work<?> work, CompletableFuture<@Nullable Object> result) {
    private Object done(Connection connection) throws SQLException {
      return work.in(connection);
    }
  }

  /// Opens the SQLite database in `file`, made or brought to the newest schema as needed. It
  /// belongs to this process alone until [#close].
  public static Database sqlite(Path file) throws CannotOpen {
    Path absolute = file.toAbsolutePath();
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    settings.setBusyTimeout(500);
    SQLiteDataSource source = new SQLiteDataSource(settings);
    source.setUrl("jdbc:sqlite:" + absolute);
    try {
      OwnerOnly.file(absolute);
      migrate(source);
      settings.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
      SQLiteDataSource own = new SQLiteDataSource(settings);
      own.setUrl("jdbc:sqlite:" + absolute);
      Connection connection = own.getConnection();
      connection.setAutoCommit(false);
      takeForItself(connection);
      Database database = new Database(connection, absolute.getFileName().toString());
      database.writer.start();
      return database;
    } catch (IOException | SQLException | FlywayException refused) {
      throw new CannotOpen(
          "storage.file: expected a SQLite database that no other gateway has at %s, found: %s; stop the other gateway, or choose another file with --set storage.file=PATH, or none with --set storage.kind=memory"
              .formatted(absolute, reason(refused)),
          refused);
    }
  }

  /// A write, so that the exclusive lock is taken now and not with the first booking.
  private static void takeForItself(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("delete from ledger_lines where region = ''");
    }
    connection.commit();
  }

  private static void migrate(SQLiteDataSource source) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:META-INF/meridian/sql")
        .load()
        .migrate();
  }

  private static String reason(Exception refused) {
    return switch (refused) {
      case java.nio.file.FileSystemException file ->
          file.getClass().getSimpleName() + " at " + file.getFile();
      default ->
          String.valueOf(refused.getMessage()).strip().lines().findFirst().orElse("no reason");
    };
  }

  /// The lines of `region`'s ledger.
  public Lines lines(String region) {
    return new SqlLines(this, region);
  }

  /// The usage records of the origin in `region`.
  public UsageLog usage(String region) {
    return new SqlUsageLog(this, region);
  }

  /// Has `work` done in the next transaction, after all that was added before.
  void add(Work<?> work) {
    put(new Job(work, new CompletableFuture<>()));
  }

  /// Does `work` in the next transaction and returns what it gave once that is on disk.
  ///
  /// @throws StorageDown when that takes more than ten seconds; it is still tried
  @SuppressWarnings("unchecked") // a job's result is of its work's type
  <T> T done(Work<T> work) {
    CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    put(new Job(work, result));
    try {
      return (T) result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException tooLong) {
      throw new StorageDown(
          "the database did not write for "
              + PATIENCE_SECONDS
              + " s"
              + (trouble == null ? "" : ": " + trouble));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new meridian.time.Interruption("waiting for the database");
    } catch (ExecutionException wrong) {
      throw new StorageDown(String.valueOf(wrong.getCause()));
    }
  }

  private void put(Job job) {
    if (isClosing || !waiting.offer(job)) {
      throw new StorageDown(
          isClosing ? "the database is closed" : "more than " + MAX_WAITING + " writes wait");
    }
  }

  /// Returns if the database takes what it is given.
  void requireUp() {
    String problem = trouble;
    if (problem != null) {
      throw new StorageDown("the database does not take what it is given: " + problem);
    }
    if (isClosing || waiting.size() > MAX_WAITING / 2) {
      throw new StorageDown(isClosing ? "the database is closed" : "too many writes wait");
    }
  }

  private void write() {
    List<Job> batch = new ArrayList<>();
    try {
      while (!isClosing || !waiting.isEmpty()) {
        Job first = waiting.poll(50, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        waiting.drainTo(batch, BATCH - 1);
        keep(batch);
        batch.clear();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes `batch`, however often it takes.
  private void keep(List<Job> batch) throws InterruptedException {
    while (true) {
      try {
        List<Object> results = new ArrayList<>(batch.size());
        for (Job job : batch) {
          results.add(job.done(connection));
        }
        connection.commit();
        trouble = null;
        for (int i = 0; i < results.size(); i++) {
          batch.get(i).result().complete(results.get(i));
        }
        return;
      } catch (SQLException refused) {
        if (trouble == null) {
          LOG.log(
              System.Logger.Level.ERROR, "database: a write failed and is tried again", refused);
        }
        trouble = reason(refused);
        rollBack();
        if (isClosing) {
          batch.forEach(job -> job.result().completeExceptionally(refused));
          return;
        }
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException alsoRefused) {
      LOG.log(System.Logger.Level.WARNING, "database: nor could it be rolled back", alsoRefused);
    }
  }

  /// Writes what waits, and lets go of the database.
  @Override
  public void close() {
    isClosing = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
      connection.close();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (SQLException refused) {
      LOG.log(System.Logger.Level.WARNING, "database: could not be closed", refused);
    }
  }
}
