package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import meridian.Booking;
import meridian.Json;
import meridian.Money;
import meridian.live.provider.ScriptedServer;
import meridian.live.sql.SqlStorage;
import meridian.provider.PromptSize;
import meridian.wire.JsonReader;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand requests at once to a real gateway process whose project can pay for seven hundred.
///
/// The provider holds every answer back until seven hundred calls have reached it, so that all
/// reserves are open together. A call costs what is reserved for it: its prompt as estimated and
/// all the output it allows, a micro-dollar a token.
final class BalanceRushTest {
  private static final String KEY = "mk_demokey00001_524qcqnigkydx26zgoatljsvvclepu5c";
  private static final int CALLS = 1_000;
  private static final int PAYABLE = 700;
  private static final int OUTPUT = 10;

  @TempDir Path folder;

  @Test
  void seven_hundred_are_answered_and_three_hundred_refused_with_sqlite() throws Exception {
    rush(new RealBooks.InSqlite());
  }

  @Test
  void and_with_postgresql() throws Exception {
    rush(new RealBooks.InPostgres("rush"));
  }

  private void rush(RealBooks books) throws Exception {
    Json.Obj sample = (Json.Obj) JsonReader.tryRead(utf8(question(0))).orElseThrow();
    long prompt = PromptSize.tokens(sample);
    long each = prompt + OUTPUT;
    Semaphore calls = new Semaphore(0);
    try (ScriptedServer provider =
        new ScriptedServer(wire -> {
          calls.release();
          await(calls);
          wire.respond(
              "200 OK\r\nContent-Type: application/json\r\nConnection: close", answer(prompt));
        })) {
      Path config =
          Files.writeString(
              folder.resolve("rush.yaml"),
              yaml(provider.baseUrl().toString(), new Money(PAYABLE * each)) + books.yaml() + "\n");
      try (GatewayProcess gateway = GatewayProcess.start(config, books.environment())) {
        assertThat(askAll(gateway.frontDoor()))
            .isEqualTo(Map.of(200, PAYABLE, 402, CALLS - PAYABLE));
        gateway.stop();
      }
    }
    try (SqlStorage storage = books.open(folder)) {
      Map<Booking.Kind, Long> amounts = new TreeMap<>();
      Map<Booking.Kind, Integer> lines = new TreeMap<>();
      storage
          .lines("ap-south-1")
          .replay(
              0,
              line -> {
                amounts.merge(line.kind(), line.amount().microUsd(), Long::sum);
                lines.merge(line.kind(), 1, Integer::sum);
              });
      assertThat(lines)
          .isEqualTo(
              Map.of(
                  Booking.Kind.FUND, 1,
                  Booking.Kind.RESERVE, PAYABLE,
                  Booking.Kind.SETTLE, PAYABLE));
      assertThat(amounts)
          .isEqualTo(
              Map.of(
                  Booking.Kind.FUND, PAYABLE * each,
                  Booking.Kind.RESERVE, PAYABLE * each,
                  Booking.Kind.SETTLE, PAYABLE * each));
    }
  }

  /// Waits until all that can be paid for have called.
  private static void await(Semaphore calls) {
    try {
      assertThat(calls.tryAcquire(PAYABLE, 60, TimeUnit.SECONDS)).isTrue();
      calls.release(PAYABLE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks everything at once; says how often each status came.
  private static Map<Integer, Integer> askAll(String door) throws Exception {
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(90)).build();
    teachKey(client, door);
    List<Future<Integer>> asked = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLS; i++) {
        Request request =
            new Request.Builder()
                .url(door + "/v1/chat/completions")
                .header("Authorization", "Bearer " + KEY)
                .post(RequestBody.create(question(i), MediaType.get("application/json")))
                .build();
        asked.add(
            clients.submit(() -> {
              try (Response response = client.newCall(request).execute()) {
                response.body().bytes();
                return response.code();
              }
            }));
      }
    }
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (Future<Integer> one : asked) {
      statuses.merge(one.get(), 1, Integer::sum);
    }
    return statuses;
  }

  /// A PoP that has never seen a key asks the origin, for few requests at once; one that costs
  /// nothing goes ahead.
  private static void teachKey(OkHttpClient client, String door) throws Exception {
    Request models =
        new Request.Builder()
            .url(door + "/v1/models")
            .header("Authorization", "Bearer " + KEY)
            .build();
    try (Response response = client.newCall(models).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  private static String question(int number) {
    return """
    {"model": "gpt-4o-mini", "temperature": 0, "max_tokens": %d,
     "messages": [{"role": "user", "content": "question %04d"}]}
    """
        .formatted(OUTPUT, number);
  }

  private static String answer(long promptTokens) {
    return """
    {"id": "c1", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
     "choices": [{"index": 0, "message": {"role": "assistant", "content": "four"},
                  "finish_reason": "stop"}],
     "usage": {"prompt_tokens": %d, "completion_tokens": %d, "total_tokens": %d}}
    """
        .formatted(promptTokens, OUTPUT, promptTokens + OUTPUT);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String yaml(String baseUrl, Money balance) {
    return """
    name: rush
    listen: {port: 0, popPorts: 0}
    management: {port: 0}
    client: {place: BOM}
    network: {model: real}
    origin: {region: ap-south-1}
    pops: [BOM]
    edge: {coldMin: 0s, coldMax: 0s, requestsPerSecond: 100000, burst: 100000}
    providers:
      - name: fast
        kind: openai-compatible
        region: ap-south-1
        baseUrl: "%s"
        models: [{name: gpt-4o-mini, prices: {input: 1, output: 1}}]
    projects: {demo: {balance: $%s}}
    keys: {demo: {project: demo, key: %s}}
    """
        .formatted(baseUrl, balance.toUsdText(), KEY);
  }
}
