package meridian.live.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import meridian.Money;
import meridian.UsageRecord;

/// The table `usage_logs` for who only looks: a gateway may write to it meanwhile.
///
/// Sums never mix records of modelled providers with measured ones: each line is of one source.
public final class UsageTable implements AutoCloseable {
  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private final Connection connection;

  private UsageTable(Connection connection) {
    this.connection = connection;
  }

  /// What sums may be told apart by.
  public enum By {
    /// The tenant.
    PROJECT("project"),
    /// The model as asked for.
    MODEL("model"),
    /// How the caches took part: `hit`, `miss`.
    OUTCOME("cache"),
    /// Who gave the answer.
    LAYER("layer"),
    /// The PoP that took the request.
    POP("pop"),
    /// The public half of the key.
    KEY("key_id"),
    /// The day it was served, in UTC.
    DAY("at_nanos / " + NANOS_PER_DAY);

    private final String column;

    By(String column) {
      this.column = column;
    }

    /// The name as an operator writes it.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Which records count.
  ///
  /// @param project of one project only
  /// @param model of one model only
  /// @param outcome of one outcome only, in lower case
  /// @param fromDay the first day, counted from 1970-01-01
  /// @param toDay the last day
  public record Filter(
      Optional<String> project,
      Optional<String> model,
      Optional<String> outcome,
      OptionalLong fromDay,
      OptionalLong toDay) {
    /// Every record.
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
  }

  /// What some records come to.
  ///
  /// @param group what they have in common, in the order asked for; a day counts from 1970-01-01
  /// @param source `measured`, `modelled` or `byok`
  /// @param cost of those whose price is known
  /// @param unpriced how many have no known price
  /// @param saved what hits would have cost
  public record Sum(
      List<String> group,
      String source,
      long requests,
      long promptTokens,
      long cachedPromptTokens,
      long completionTokens,
      Money cost,
      long unpriced,
      Money saved) {
    public Sum {
      group = List.copyOf(group);
    }
  }

  /// Looks into the SQLite database in `file`.
  public static UsageTable sqlite(Path file) throws CannotOpen {
    return new UsageTable(Sqlite.look(file));
  }

  /// Looks into a PostgreSQL database.
  public static UsageTable postgres(PostgresLogin login) throws CannotOpen {
    return new UsageTable(Postgres.look(login));
  }

  /// Sums of the records that `filter` lets through, told apart by `by`, in its order.
  public List<Sum> sums(List<By> by, Filter filter) throws CannotOpen {
    String groups = by.stream().map(each -> each.column + ", ").collect(Collectors.joining());
    String query =
        "select "
            + groups
            + "source, count(*), sum(prompt_tokens), sum(cached_prompt_tokens),"
            + " sum(completion_tokens), coalesce(sum(cost_micro_usd), 0),"
            + " count(*) - count(cost_micro_usd), coalesce(sum(saved_micro_usd), 0)"
            + " from usage_logs"
            + where(filter)
            + " group by "
            + groups
            + "source order by "
            + groups
            + "source";
    return rows(query, filter, row -> sum(row, by.size()));
  }

  private static Sum sum(ResultSet row, int groups) throws SQLException {
    List<String> group = new ArrayList<>();
    for (int i = 1; i <= groups; i++) {
      group.add(row.getString(i));
    }
    return new Sum(
        group,
        row.getString(groups + 1),
        row.getLong(groups + 2),
        row.getLong(groups + 3),
        row.getLong(groups + 4),
        row.getLong(groups + 5),
        new Money(row.getLong(groups + 6)),
        row.getLong(groups + 7),
        new Money(row.getLong(groups + 8)));
  }

  /// The newest records that `filter` lets through, oldest first.
  ///
  /// @param atMost most records, 1 or more
  public List<UsageRecord> newest(Filter filter, int atMost) throws CannotOpen {
    String query =
        "select "
            + SqlUsageLog.COLUMNS
            + " from usage_logs"
            + where(filter)
            + " order by number desc limit "
            + atMost;
    return rows(query, filter, SqlUsageLog::record).reversed();
  }

  private static String where(Filter filter) {
    List<String> conditions = new ArrayList<>();
    filter.project().ifPresent(_ -> conditions.add("project = ?"));
    filter.model().ifPresent(_ -> conditions.add("model = ?"));
    filter.outcome().ifPresent(_ -> conditions.add("cache = ?"));
    filter
        .fromDay()
        .ifPresent(day -> conditions.add("at_nanos >= " + Math.multiplyExact(day, NANOS_PER_DAY)));
    filter
        .toDay()
        .ifPresent(
            day -> conditions.add("at_nanos < " + Math.multiplyExact(day + 1, NANOS_PER_DAY)));
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String query, Filter filter, Reading<T> reading) throws CannotOpen {
    try (PreparedStatement read = connection.prepareStatement(query)) {
      int next = 1;
      for (Optional<String> text : List.of(filter.project(), filter.model(), filter.outcome())) {
        if (text.isPresent()) {
          read.setString(next++, text.get());
        }
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet row = read.executeQuery()) {
        while (row.next()) {
          rows.add(reading.of(row));
        }
      }
      return rows;
    } catch (SQLException refused) {
      throw new CannotOpen(
          "storage: expected usage records of this version, found: %s; start the gateway once, so that it brings the database up to date"
              .formatted(CannotOpen.reason(refused)),
          refused);
    }
  }

  @Override
  public void close() throws CannotOpen {
    try {
      connection.close();
    } catch (SQLException refused) {
      throw new CannotOpen("storage: could not be closed: " + CannotOpen.reason(refused), refused);
    }
  }
}
