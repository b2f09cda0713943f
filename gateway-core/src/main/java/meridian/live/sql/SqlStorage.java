package meridian.live.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.PopId;
import meridian.ledger.Journal;
import meridian.ledger.Lines;
import meridian.ledger.Storage;
import meridian.ledger.Ties;
import meridian.ledger.UsageLog;
import meridian.live.files.UsageJournal;

/// A gateway's ledger and usage in a database, and in a folder a journal for each PoP.
public final class SqlStorage implements Storage, AutoCloseable {
  private final Database database;
  private final Map<PopId, UsageJournal> journals;

  private SqlStorage(Database database, Map<PopId, UsageJournal> journals) {
    this.database = database;
    this.journals = journals;
  }

  /// Opens the SQLite database in `file` and the journals of `pops` in the folder `FILE-spool`.
  ///
  /// When one cannot be opened, none is.
  public static SqlStorage sqlite(Path file, List<PopId> pops) throws CannotOpen {
    return with(Database.sqlite(file), file, pops);
  }

  /// Opens a PostgreSQL database and the journals of `pops` in the folder `FILE-spool`.
  ///
  /// When one cannot be opened, none is.
  public static SqlStorage postgres(PostgresLogin login, Path file, List<PopId> pops)
      throws CannotOpen {
    return with(Database.postgres(login), file, pops);
  }

  private static SqlStorage with(Database database, Path file, List<PopId> pops) throws CannotOpen {
    Map<PopId, UsageJournal> journals = new LinkedHashMap<>();
    Path spool = file.resolveSibling(file.getFileName() + "-spool");
    try {
      for (PopId pop : pops) {
        journals.put(pop, UsageJournal.open(spool.resolve(pop.code() + ".jsonl")));
      }
    } catch (IOException refused) {
      journals.values().forEach(UsageJournal::close);
      database.close();
      throw new CannotOpen(
          "storage.file: expected a folder to write in at %s, found: %s; change its permissions or choose another file with --set storage.file=PATH"
              .formatted(spool, refused),
          refused);
    }
    return new SqlStorage(database, journals);
  }

  /// Makes these the books of `regions`, or finds that they are.
  ///
  /// Other regions would hold other shares of the balances, part of them spent already.
  ///
  /// @param regions in words: which serve, which stand by, how they share balances
  /// @throws CannotOpen when they are the books of others
  public void requireOf(String regions) throws CannotOpen {
    String found = database.regionsOrElse(regions);
    if (!found.equals(regions)) {
      throw new CannotOpen(
          "storage: expected the books of %s, found those of %s, whose balances are shared in another way; configure those regions again, or choose other books with --set storage.file=PATH (storage.schema with postgresql), where every balance begins anew"
              .formatted(regions, found));
    }
  }

  @Override
  public Lines lines(String region) {
    return database.lines(region);
  }

  @Override
  public Ties ties(String region) {
    return database.ties(region);
  }

  @Override
  public boolean hasOneUsageLog() {
    return true;
  }

  @Override
  public UsageLog usage(String region, int maxRecords) {
    return database.usage(region);
  }

  @Override
  public Journal journal(PopId pop) {
    return Optional.<Journal>ofNullable(journals.get(pop)).orElse(Journal.NONE);
  }

  @Override
  public void close() {
    database.close();
    journals.values().forEach(UsageJournal::close);
  }
}
