package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import meridian.Stage;
import meridian.StageTimes;
import meridian.TokenUsage;
import meridian.UsageRecord;
import meridian.live.sql.SqlStorage;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageCommandTest {
  private static final long DAY = 86_400_000_000_000L;
  private static final long FIRST = 20_000 * DAY; // 2024-10-04

  @TempDir Path folder;
  private Optional<SqlStorage> storage = Optional.empty();
  private String config = "";

  @BeforeEach
  void aGatewayThatWrites() throws IOException {
    config =
        Files.writeString(
                folder.resolve("gateway.yaml"),
                """
                name: told
                origin: {region: ap-south-1}
                providers: [{name: openai, kind: modelled, region: us-east-1, models: [gpt-4o-mini]}]
                projects: {demo: {}, acme: {}}
                """)
            .toString();
    storage = Optional.of(SqlStorage.sqlite(folder.resolve("told.db"), List.of()));
    storage
        .get()
        .usage("ap-south-1", 1)
        .record(
            List.of(
                record("a", "demo", CacheResult.MISS, Optional.of(new Money(1_500)), false, FIRST),
                record("b", "demo", CacheResult.HIT, Optional.of(Money.ZERO), false, FIRST),
                record("c", "demo", CacheResult.MISS, Optional.empty(), false, FIRST + DAY),
                record("d", "acme", CacheResult.MISS, Optional.of(new Money(7)), true, FIRST),
                record("e", "acme", CacheResult.MISS, Optional.of(new Money(9)), false, FIRST)));
  }

  @AfterEach
  void close() {
    storage.ifPresent(SqlStorage::close);
  }

  private CommandRun usage(String verb, String... more) {
    List<String> arguments = new ArrayList<>(List.of("usage", verb, "--config", config));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void sums_are_told_apart_by_what_was_asked_for_and_never_mix_modelled_with_measured() {
    CommandRun run = usage("sum", "--by", "project,day", "--csv");

    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .containsExactly(
            "project,day,source,requests,prompt,cached_prompt,completion,cost_micro_usd,unpriced,saved_micro_usd",
            "acme,2024-10-04,measured,1,10,2,5,9,0,0",
            "acme,2024-10-04,modelled,1,10,2,5,7,0,0",
            "demo,2024-10-04,measured,2,20,4,10,1500,0,40",
            "demo,2024-10-05,measured,1,10,2,5,0,1,0");
  }

  @Test
  void a_name_that_a_spreadsheet_would_take_for_a_formula_is_led_by_an_apostrophe() {
    assertThat(usage("sum", "--by", "model", "--csv").out()).contains("'=gpt,measured,1,");
  }

  @Test
  void without_a_wish_there_is_one_sum_for_each_source() {
    assertThat(usage("sum").out().lines().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly("source", "measured", "modelled");
    assertThat(usage("sum", "--project", "nobody").out()).contains("nothing was served that fits");
  }

  @Test
  void a_day_from_and_a_day_to_both_count() {
    String day = "2024-10-05";
    assertThat(usage("sum", "--from", day, "--to", day, "--json").out())
        .contains("\"requests\":1")
        .contains("\"unpriced\":1");
    assertThat(usage("sum", "--from", "5.10.2024").err()).contains("expected a day such as");
    assertThat(usage("sum", "--from", "5.10.2024").code()).isEqualTo(2);
  }

  @Test
  void the_newest_records_are_listed_with_their_stages_and_an_unknown_price_is_null()
      throws Exception {
    CommandRun run = usage("list", "--last", "2", "--project", "demo", "--json");

    Json.Obj all = JsonReader.readObject(run.out().strip().getBytes(StandardCharsets.UTF_8));
    List<Json> records = all.items("records");
    assertThat(records).hasSize(2);
    Json.Obj newest = (Json.Obj) records.getLast();
    assertThat(newest.text("request")).contains("c");
    assertThat(newest.text("served")).contains("2024-10-05T00:00:00Z");
    assertThat(newest.get("cost_micro_usd")).contains(Json.Null.NULL);
    assertThat(newest.object("stages_micros").orElseThrow().number("edge_kv", 0)).isEqualTo(1_500);
  }

  @Test
  void an_unknown_word_and_a_missing_database_are_refused_with_what_to_do() {
    assertThat(usage("sum", "--by", "moon").err()).contains("project, model, outcome");
    CommandRun none = usage("sum", "--set", "storage.file=elsewhere.db");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("elsewhere.db").contains("start the gateway once");
    assertThat(usage("list", "--set", "storage.kind=memory").err()).contains("keeps none");
  }

  private static UsageRecord record(
      String id,
      String project,
      CacheResult cache,
      Optional<Money> cost,
      boolean isModelled,
      long atNanos) {
    long[] stages = new long[Stage.COUNT];
    stages[Stage.EDGE_KV.ordinal()] = 1_500_000;
    return new UsageRecord(
        new RequestId(id),
        new PopId("SIN"),
        new ProjectId(project),
        new KeyId("demo00000001"),
        id.equals("e") ? "=gpt" : "gpt-4o-mini",
        cache,
        cache == CacheResult.HIT ? Layer.EDGE : Layer.PROVIDER,
        Charge.of(new TokenUsage(10, 2, 5), cost),
        cache == CacheResult.HIT ? Optional.of(new Money(40)) : Optional.empty(),
        StageTimes.of(stages),
        Source.of(isModelled),
        atNanos);
  }
}
