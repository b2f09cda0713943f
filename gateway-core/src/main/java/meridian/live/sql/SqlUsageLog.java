package meridian.live.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.CacheResult;
import meridian.Charge;
import meridian.Json;
import meridian.KeyId;
import meridian.Layer;
import meridian.Money;
import meridian.PopId;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.Source;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.UsageRecord;
import meridian.ledger.UsageLog;
import meridian.wire.JsonReader;
import meridian.wire.JsonWriter;
import meridian.wire.StagesJson;

/// The usage records of a gateway in a database: the table `usage_logs`. Every region reads and
/// writes the same ones.
///
/// @param database where they are
/// @param region which takes records down here
record SqlUsageLog(Database database, String region) implements UsageLog {
  static final String COLUMNS =
      """
      request_id, pop, project, key_id, model, cache, layer, prompt_tokens, cached_prompt_tokens,
        completion_tokens, cost_micro_usd, saved_micro_usd, is_estimated, source, at_nanos, stages,
        cache_write_tokens, hour_cache_write_tokens
      """;
  private static final String WRITE =
      "insert into usage_logs (number, region, "
          + COLUMNS
          + ") values ((select coalesce(max(number), 0) + 1 from usage_logs),"
          + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String REPLACE =
      """
      update usage_logs set pop = ?, project = ?, key_id = ?, model = ?, cache = ?, layer = ?,
        prompt_tokens = ?, cached_prompt_tokens = ?, completion_tokens = ?, cost_micro_usd = ?,
        saved_micro_usd = ?, is_estimated = ?, source = ?, at_nanos = ?, stages = ?,
        cache_write_tokens = ?, hour_cache_write_tokens = ?
      where request_id = ?
      """;

  @Override
  public List<Result> record(List<UsageRecord> records) {
    return database.done(connection -> {
      List<Result> results = new ArrayList<>(records.size());
      for (UsageRecord one : records) {
        results.add(keep(connection, one));
      }
      return results;
    });
  }

  private Result keep(Connection connection, UsageRecord one) throws SQLException {
    Optional<UsageRecord> known = read(connection, one.id());
    if (known.isEmpty()) {
      try (PreparedStatement write = connection.prepareStatement(WRITE)) {
        write.setString(1, region);
        write.setString(2, Columns.text(one.id().text()));
        fill(write, 3, one);
        write.executeUpdate();
      }
      return Result.RECORDED;
    }
    if (charged(one).compareTo(charged(known.get())) <= 0) {
      return Result.DUPLICATE;
    }
    try (PreparedStatement replace = connection.prepareStatement(REPLACE)) {
      int next = fill(replace, 1, one);
      replace.setString(next, Columns.text(one.id().text()));
      replace.executeUpdate();
    }
    return Result.REPLACED;
  }

  private static Money charged(UsageRecord record) {
    return record.charge().cost().orElse(Money.ZERO);
  }

  /// Sets the columns from `pop` on, starting at `from`; returns the column after the last.
  private static int fill(PreparedStatement to, int from, UsageRecord one) throws SQLException {
    int at = from;
    to.setString(at++, one.pop().code());
    to.setString(at++, one.project().name());
    to.setString(at++, one.key().text());
    to.setString(at++, Columns.text(one.model()));
    to.setString(at++, one.cache().name().toLowerCase(Locale.ROOT));
    to.setString(at++, one.layer().name().toLowerCase(Locale.ROOT));
    to.setLong(at++, one.charge().usage().prompt());
    to.setLong(at++, one.charge().usage().cachedPrompt());
    to.setLong(at++, one.charge().usage().completion());
    Columns.money(to, at++, one.charge().cost());
    Columns.money(to, at++, one.saved());
    to.setInt(at++, one.charge().isEstimated() ? 1 : 0);
    to.setString(at++, one.source().label());
    to.setLong(at++, one.atNanos());
    to.setString(at++, JsonWriter.text(StagesJson.json(one.stages())));
    to.setLong(at++, one.charge().usage().cacheWrite());
    to.setLong(at++, one.charge().usage().hourCacheWrite());
    return at;
  }

  @Override
  public Optional<UsageRecord> find(RequestId request) {
    return database.done(connection -> read(connection, request));
  }

  private Optional<UsageRecord> read(Connection connection, RequestId request) throws SQLException {
    String query = "select " + COLUMNS + " from usage_logs where request_id = ?";
    try (PreparedStatement read = connection.prepareStatement(query)) {
      read.setString(1, Columns.text(request.text()));
      try (ResultSet row = read.executeQuery()) {
        return row.next() ? Optional.of(record(row)) : Optional.empty();
      }
    }
  }

  @Override
  public long recorded() {
    return database.done(connection -> {
      try (PreparedStatement read = connection.prepareStatement("select count(*) from usage_logs");
          ResultSet row = read.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    });
  }

  @Override
  public List<UsageRecord> newest(int atMost) {
    String query = "select " + COLUMNS + " from usage_logs order by number desc limit ?";
    return database.done(connection -> {
      List<UsageRecord> newestFirst = new ArrayList<>();
      try (PreparedStatement read = connection.prepareStatement(query)) {
        read.setInt(1, atMost);
        try (ResultSet row = read.executeQuery()) {
          while (row.next()) {
            newestFirst.add(record(row));
          }
        }
      }
      return newestFirst.reversed();
    });
  }

  private static StageTimes stages(String json) {
    return JsonReader.tryRead(json.getBytes(StandardCharsets.UTF_8))
        .filter(Json.Obj.class::isInstance)
        .map(Json.Obj.class::cast)
        .map(StagesJson::times)
        .orElse(StageTimes.NONE);
  }

  static UsageRecord record(ResultSet row) throws SQLException {
    return new UsageRecord(
        new RequestId(row.getString(1)),
        new PopId(row.getString(2)),
        new ProjectId(row.getString(3)),
        new KeyId(row.getString(4)),
        row.getString(5),
        CacheResult.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
        Layer.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
        new Charge(
            new TokenUsage(
                row.getLong(8), row.getLong(9), row.getLong(17), row.getLong(18), row.getLong(10)),
            Columns.money(row, 11),
            row.getInt(13) != 0),
        Columns.money(row, 12),
        stages(row.getString(16)),
        Source.labelled(row.getString(14)),
        row.getLong(15));
  }
}
