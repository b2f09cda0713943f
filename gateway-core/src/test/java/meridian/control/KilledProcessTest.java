package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import meridian.Await;
import meridian.Booking;
import meridian.Money;
import meridian.PopId;
import meridian.UsageRecord;
import meridian.live.provider.ScriptedServer;
import meridian.live.sql.SqlStorage;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a real gateway process in the middle of its load, again and again on the same files: every
/// request whose answer arrived whole has its record, once, and its bill, once.
///
/// Rounds on each kind of books: `-Dmeridian.kills=10`; without it three on SQLite, and two on
/// PostgreSQL.
final class KilledProcessTest {
  private static final int CLIENTS = 8;
  private static final String KEY = "mk_demokey00001_524qcqnigkydx26zgoatljsvvclepu5c";
  private static final String ANSWER =
      """
      {"id": "c1", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
       "choices": [{"index": 0, "message": {"role": "assistant", "content": "four"},
                    "finish_reason": "stop"}],
       "usage": {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}}
      """;

  /// Who serves, and where their clients are.
  ///
  /// @param regions the first is the one that every configuration here names
  /// @param yaml what else makes them so
  private record Origins(List<String> regions, List<String> places, String yaml) {}

  private static final Origins ONE_REGION =
      new Origins(
          List.of("ap-south-1"),
          List.of("BOM"),
          """
          pops: [BOM]
          projects: {demo: {balance: $1000}}
          """);

  /// Three clients of four are near one of the three, which has to ask the others for money.
  private static Origins threeRegions(Money balance) {
    return new Origins(
        List.of("ap-south-1", "us-east-1", "eu-central-1"),
        List.of("BOM", "BOM", "BOM", "IAD"),
        """
        pattern: "3"
        replication: {regions: [us-east-1, eu-central-1], every: 1s}
        pops: [BOM, IAD]
        projects: {demo: {balance: $%s}}
        """
            .formatted(new BigDecimal(balance.microUsd()).movePointLeft(6)));
  }

  /// The request of each answer that arrived whole, and which cache gave it.
  private final Map<String, String> answered = new ConcurrentHashMap<>();

  @TempDir Path folder;

  @Test
  void no_answered_request_is_without_its_record_and_none_is_booked_twice() throws Exception {
    killAgainAndAgain(
        new RealBooks.InSqlite(), ONE_REGION, Integer.getInteger("meridian.kills", 3));
  }

  @Test
  void nor_with_postgresql() throws Exception {
    killAgainAndAgain(
        new RealBooks.InPostgres("killed"), ONE_REGION, Integer.getInteger("meridian.kills", 2));
  }

  @Test
  void three_regions_that_share_a_balance_lose_and_make_no_money_either() throws Exception {
    RealBooks books = new RealBooks.InSqlite();
    int rounds = Integer.getInteger("meridian.kills", 2);
    Money balance = new Money(70_000L * rounds);
    killAgainAndAgain(books, threeRegions(balance), rounds);

    Path config = folder.resolve("killed.yaml");
    try (GatewayProcess gateway = GatewayProcess.start(config, books.environment())) {
      Await.until(
          "what was on its way when the last process died has arrived",
          Duration.ofSeconds(30),
          () -> sum("fund", "move").equals(balance));
      gateway.stop();
      assertThat(gateway.log()).doesNotContain("SEVERE");
    }
    assertThat(number("count(*)", "move")).as("moves between regions").isPositive();
    assertThat(sum("settle")).isLessThanOrEqualTo(balance);
  }

  /// What the lines of these kinds come to over all regions, as it is on disk.
  private Money sum(String... kinds) {
    return new Money(number("coalesce(sum(amount_micro_usd), 0)", kinds));
  }

  private long number(String figure, String... kinds) {
    String query =
        "select %s from ledger_lines where kind in ('%s')"
            .formatted(figure, String.join("', '", kinds));
    try (Connection books =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("books.db"));
        Statement ask = books.createStatement();
        ResultSet row = ask.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private void killAgainAndAgain(RealBooks books, Origins origins, int rounds) throws Exception {
    try (ScriptedServer provider =
        new ScriptedServer(wire ->
            wire.respond(
                "200 OK\r\nContent-Type: application/json\r\nConnection: close", ANSWER))) {
      Path config =
          Files.writeString(
              folder.resolve("killed.yaml"),
              yaml(provider.baseUrl().toString()) + origins.yaml() + books.yaml() + "\n");
      for (int round = 0; round < rounds; round++) {
        killInMidLoad(config, origins, books.environment(), round);
      }
    }

    Set<String> hits = answeredBy("HIT");
    Set<String> misses = answeredBy("MISS");
    assertThat(hits).as("the load had hits").isNotEmpty();
    assertThat(misses).as("the load had misses").isNotEmpty();
    List<String> recorded = new ArrayList<>();
    Map<String, Long> settled = new LinkedHashMap<>();
    try (SqlStorage storage = books.open(folder)) {
      storage.usage("ap-south-1", 1).newest(1_000_000).forEach(one -> recorded.add(id(one)));
      for (String region : origins.regions()) {
        storage
            .lines(region)
            .replay(
                0,
                line -> {
                  if (line.kind() == Booking.Kind.SETTLE) {
                    settled.merge(line.bill().id(), 1L, Long::sum);
                  }
                });
      }
      Set<String> waiting =
          origins.places().stream()
              .distinct()
              .flatMap(pop -> storage.journal(new PopId(pop)).waiting().stream())
              .map(KilledProcessTest::id)
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(recorded).doesNotHaveDuplicates();
      Set<String> known = new TreeSet<>(recorded);
      known.addAll(waiting);
      assertThat(known).containsAll(hits).containsAll(misses);
      assertThat(settled.keySet()).as("a bill for each miss").containsAll(misses);
      assertThat(settled.values()).as("and one only").containsOnly(1L);
    }
  }

  private static String yaml(String baseUrl) {
    return """
    name: killed
    listen: {port: 0, popPorts: 0}
    management: {port: 0}
    client: {place: BOM}
    network: {model: real}
    origin: {region: ap-south-1}
    kv: {model: strong}
    edge: {coldMin: 0s, coldMax: 0s, requestsPerSecond: 100000, burst: 100000}
    providers:
      - name: fast
        kind: openai-compatible
        region: ap-south-1
        baseUrl: "%s"
        models: [{name: gpt-4o-mini, prices: {input: 0.15, output: 0.60}}]
    keys: {demo: {project: demo, key: %s}}
    """
        .formatted(baseUrl, KEY);
  }

  private Set<String> answeredBy(String cache) {
    return answered.entrySet().stream()
        .filter(one -> one.getValue().equals(cache))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String id(UsageRecord record) {
    return record.id().text();
  }

  private void killInMidLoad(
      Path config, Origins origins, Map<String, String> environment, int round) throws Exception {
    try (GatewayProcess gateway = GatewayProcess.start(config, environment);
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asking = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = "round " + round + " client " + client;
        String place = origins.places().get(client % origins.places().size());
        asking.add(clients.submit(() -> ask(gateway.frontDoor(), place, name)));
      }
      int before = answered.size();
      Await.until(
          "500 answers before the kill",
          Duration.ofSeconds(60),
          () -> answered.size() >= before + 500);
      gateway.kill();
      for (Future<?> one : asking) {
        one.get(60, TimeUnit.SECONDS);
      }
      environment.values().forEach(secret -> assertThat(gateway.log()).doesNotContain(secret));
    }
  }

  /// Asks, each question three times, until the gateway is gone.
  private void ask(String door, String place, String name) {
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(60)).build();
    for (int i = 0; true; i++) {
      String body =
          """
          {"model": "gpt-4o-mini", "temperature": 0,
           "messages": [{"role": "user", "content": "%s question %d"}]}
          """
              .formatted(name, i / 3);
      Request request =
          new Request.Builder()
              .url(door + "/v1/chat/completions")
              .header("Authorization", "Bearer " + KEY)
              .header("X-Meridian-Client", place)
              .post(RequestBody.create(body, MediaType.get("application/json")))
              .build();
      try (Response response = client.newCall(request).execute()) {
        response.body().bytes();
        if (response.code() == 200) {
          answered.put(
              String.valueOf(response.header("X-Meridian-Request-Id")),
              String.valueOf(response.header("X-Meridian-Cache")));
        }
      } catch (IOException gone) {
        return;
      }
    }
  }
}
