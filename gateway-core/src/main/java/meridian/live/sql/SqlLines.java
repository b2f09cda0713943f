package meridian.live.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.TokenUsage;
import meridian.ledger.Checkpoint;
import meridian.ledger.Lines;

/// The lines of one region's ledger in a database.
///
/// @param database where they are
/// @param region whose they are
record SqlLines(Database database, String region) implements Lines {
  private static final int READ_AT_ONCE = 1_000;
  private static final String READ =
      """
      select number, kind, project, bill, subject, request_id, amount_micro_usd, uncovered_micro_usd,
        prompt_tokens, cached_prompt_tokens, completion_tokens, cost_micro_usd, is_estimated,
        until_nanos, at_nanos, cache_write_tokens, hour_cache_write_tokens
      from ledger_lines where region = ? and number > ? order by number
      """;
  private static final String WRITE =
      """
      insert into ledger_lines (region, number, kind, project, bill, subject, request_id,
        amount_micro_usd, uncovered_micro_usd, prompt_tokens, cached_prompt_tokens,
        completion_tokens, cost_micro_usd, is_estimated, until_nanos, at_nanos,
        cache_write_tokens, hour_cache_write_tokens)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (region, number) do nothing
      """;

  @Override
  public Optional<Checkpoint> checkpoint() {
    return new SqlCheckpoints(database, region).newest();
  }

  @Override
  public void keep(Supplier<Checkpoint> checkpoint) {
    new SqlCheckpoints(database, region).keep(checkpoint.get());
  }

  @Override
  public void replay(long afterNumber, Consumer<Booking> each) {
    database.doneAtStart(connection -> {
      try (PreparedStatement read = connection.prepareStatement(READ)) {
        read.setFetchSize(READ_AT_ONCE);
        read.setString(1, region);
        read.setLong(2, afterNumber);
        try (ResultSet row = read.executeQuery()) {
          while (row.next()) {
            each.accept(line(row));
          }
        }
      }
      return true;
    });
  }

  private Booking line(ResultSet row) throws SQLException {
    return new Booking(
        region,
        row.getLong(1),
        Booking.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        new Bill(row.getString(4), new ProjectId(row.getString(3)), row.getString(5)),
        Optional.ofNullable(row.getString(6)).map(RequestId::new),
        new Money(row.getLong(7)),
        new Money(row.getLong(8)),
        new Charge(
            new TokenUsage(
                row.getLong(9), row.getLong(10), row.getLong(16), row.getLong(17), row.getLong(11)),
            Columns.money(row, 12),
            row.getInt(13) != 0),
        row.getLong(14),
        row.getLong(15));
  }

  @Override
  public void requireUp() {
    database.requireUp();
  }

  @Override
  public void add(Booking line) {
    database.add(connection -> write(connection, line));
  }

  private int write(Connection connection, Booking line) throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(WRITE)) {
      write.setString(1, region);
      write.setLong(2, line.number());
      write.setString(3, line.kind().label());
      write.setString(4, line.bill().project().name());
      write.setString(5, Columns.text(line.bill().id()));
      write.setString(6, Columns.text(line.bill().subject()));
      write.setString(7, line.request().map(id -> Columns.text(id.text())).orElse(null));
      write.setLong(8, line.amount().microUsd());
      write.setLong(9, line.uncovered().microUsd());
      write.setLong(10, line.charge().usage().prompt());
      write.setLong(11, line.charge().usage().cachedPrompt());
      write.setLong(12, line.charge().usage().completion());
      Columns.money(write, 13, line.charge().cost());
      write.setInt(14, line.charge().isEstimated() ? 1 : 0);
      write.setLong(15, line.untilNanos());
      write.setLong(16, line.atNanos());
      write.setLong(17, line.charge().usage().cacheWrite());
      write.setLong(18, line.charge().usage().hourCacheWrite());
      return write.executeUpdate();
    }
  }

  @Override
  public void sync() {
    database.done(_ -> true);
  }
}
