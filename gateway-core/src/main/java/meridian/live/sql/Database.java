package meridian.live.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import meridian.ledger.Lines;
import meridian.ledger.StorageDown;
import meridian.ledger.Ties;
import meridian.ledger.UsageLog;
import meridian.time.Interruption;
import org.jspecify.annotations.Nullable;

/// The database of one gateway: ledger lines, usage records, and what ties its regions together.
///
/// One thread of its own writes. It takes what waits, writes all of it in one transaction, and only
/// then tells those who wait: a hundred calls that come together cost one write to disk. A write
/// that fails is tried again, with everything that was in it, until it succeeds, by a new
/// connection when the old one was lost; meanwhile [#requireUp] refuses. Whether a lost connection
/// took a write with it nobody knows, so that each may come twice and counts once. Safe for any
/// thread.
public final class Database implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Database.class.getName());
  private static final int MAX_WAITING = 200_000;
  private static final int BATCH = 2_000;
  private static final long FIRST_RETRY_MILLIS = 200;
  private static final long LAST_RETRY_MILLIS = 2_000;
  private static final int PROOF_SECONDS = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  private final Engine engine;
  private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Thread writer;

  /// Of the writer alone; empty while it is lost.
  private Optional<Connection> connection;

  private volatile @Nullable String trouble;
  private volatile boolean isClosing;

  private Database(Engine engine, Connection connection) {
    this.engine = engine;
    this.connection = Optional.of(connection);
    this.writer =
        Thread.ofPlatform().name("database " + engine.name()).daemon().unstarted(this::write);
  }

  /// Something to do in the next transaction.
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private record Job(Work<?> work, CompletableFuture<@Nullable Object> result) {
    /// A bug in the work is told to who waits for it, and stops no other job.
    private Object done(Connection connection) throws SQLException {
      try {
        return work.in(connection);
      } catch (RuntimeException bug) {
        LOG.log(System.Logger.Level.ERROR, "database: a job failed and is given up", bug);
        result.completeExceptionally(bug);
        return false;
      }
    }
  }

  /// Opens the SQLite database in `file`, made or brought to the newest schema as needed. No other
  /// gateway may write to it until [#close].
  public static Database sqlite(Path file) throws CannotOpen {
    return open(Sqlite.take(file));
  }

  /// Opens a PostgreSQL database; no other gateway may write to that schema of it until [#close].
  public static Database postgres(PostgresLogin login) throws CannotOpen {
    return open(Postgres.at(login));
  }

  private static Database open(Engine engine) throws CannotOpen {
    try {
      Database database = new Database(engine, engine.connect());
      database.writer.start();
      return database;
    } catch (SQLException | RuntimeException refused) {
      engine.close();
      throw new CannotOpen(engine.problem(refused), refused);
    }
  }

  /// The lines of `region`'s ledger.
  public Lines lines(String region) {
    return new SqlLines(this, region);
  }

  /// What ties `region` to others.
  public Ties ties(String region) {
    return new SqlTies(this, region);
  }

  /// The usage records of the origin in `region`.
  public UsageLog usage(String region) {
    return new SqlUsageLog(this, region);
  }

  /// Which regions the books are of; from now on `fresh`, when that was never said.
  String regionsOrElse(String fresh) {
    return doneAtStart(connection -> {
      try (PreparedStatement read =
              connection.prepareStatement("select regions from books_regions");
          ResultSet row = read.executeQuery()) {
        if (row.next()) {
          return row.getString(1);
        }
      }
      try (PreparedStatement write =
          connection.prepareStatement("insert into books_regions (regions) values (?)")) {
        write.setString(1, fresh);
        write.executeUpdate();
      }
      return fresh;
    });
  }

  /// Has `work` done in the next transaction, after all that was added before.
  void add(Work<?> work) {
    put(new Job(work, new CompletableFuture<>()));
  }

  /// Does `work` in the next transaction and returns what it gave once that is on disk.
  ///
  /// @throws StorageDown when that takes more than ten seconds; it is still tried
  <T> T done(Work<T> work) {
    return done(work, PATIENCE);
  }

  /// The same for a start, which may have much to read.
  <T> T doneAtStart(Work<T> work) {
    return done(work, START_PATIENCE);
  }

  @SuppressWarnings("unchecked") // a job's result is of its work's type
  private <T> T done(Work<T> work, Duration patience) {
    CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
    put(new Job(work, result));
    try {
      return (T) result.get(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException tooLong) {
      throw new StorageDown(
          "the database did not write for "
              + patience.toSeconds()
              + " s"
              + (trouble == null ? "" : ": " + trouble));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Interruption("waiting for the database");
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
        Job first = waiting.poll(isClosing ? 0 : PROOF_SECONDS, TimeUnit.SECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, BATCH - 1);
        }
        keep(batch);
        batch.clear();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Writes `batch`, however often it takes; an empty one only proves that the database is there.
  private void keep(List<Job> batch) throws InterruptedException {
    long pauseMillis = FIRST_RETRY_MILLIS;
    while (true) {
      try {
        Connection by = connected();
        List<Object> results = new ArrayList<>(batch.size());
        for (Job job : batch) {
          results.add(job.done(by));
        }
        if (batch.isEmpty() && !by.isValid(PROOF_SECONDS)) {
          throw new SQLException("the connection was lost");
        }
        by.commit();
        if (trouble != null) {
          LOG.log(System.Logger.Level.INFO, "database " + engine.name() + " writes again");
        }
        trouble = null;
        for (int i = 0; i < results.size(); i++) {
          batch.get(i).result().complete(results.get(i));
        }
        return;
      } catch (SQLException refused) {
        failed(refused);
        if (isClosing) {
          batch.forEach(job -> job.result().completeExceptionally(refused));
          return;
        }
        Thread.sleep(pauseMillis); // on the writer's own platform thread
        pauseMillis = Math.min(2 * pauseMillis, LAST_RETRY_MILLIS);
      }
    }
  }

  private Connection connected() throws SQLException {
    Connection by = connection.isPresent() ? connection.get() : engine.connect();
    connection = Optional.of(by);
    return by;
  }

  private void failed(Exception refused) {
    String reason = CannotOpen.reason(refused);
    if (!reason.equals(trouble)) {
      LOG.log(
          System.Logger.Level.ERROR,
          "database " + engine.name() + ": a write failed and is tried again: " + reason);
    }
    trouble = reason;
    connection = connection.filter(Database::rolledBack);
  }

  /// Whether a connection can be used again.
  private static boolean rolledBack(Connection connection) {
    try {
      connection.rollback();
      if (connection.isValid(PROOF_SECONDS)) {
        return true;
      }
      connection.close();
    } catch (SQLException lost) {
      letGo(connection);
    }
    return false;
  }

  private void wakeWriter() throws InterruptedException {
    Job nothing = new Job(_ -> true, new CompletableFuture<>());
    if (!waiting.offer(nothing, PROOF_SECONDS, TimeUnit.SECONDS)) {
      LOG.log(System.Logger.Level.WARNING, "database: many writes wait at its close");
    }
  }

  private static void letGo(Connection connection) {
    try {
      connection.close();
    } catch (SQLException refused) {
      LOG.log(System.Logger.Level.WARNING, "database: could not be closed", refused);
    }
  }

  /// Writes what waits, and lets go of the database.
  @Override
  public void close() {
    isClosing = true;
    try {
      wakeWriter();
      writer.join(PATIENCE);
      connection.ifPresent(Database::letGo);
      engine.close();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
