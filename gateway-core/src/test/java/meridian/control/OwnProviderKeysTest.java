package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.Await;
import meridian.Money;
import meridian.ProjectId;
import meridian.UsageRecord;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import meridian.live.provider.ProviderKey;
import meridian.live.provider.ScriptedServer;
import meridian.live.sql.UsageTable;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Projects that bring their own provider keys, through the whole gateway and a provider that knows
/// which keys are good.
final class OwnProviderKeysTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HOUSE", "sk-house",
          "ACME_1", "sk-acme-1",
          "ACME_2", "sk-acme-2",
          "BROKE", "sk-broke");
  private static final ProjectId HOUSE = new ProjectId("house");
  private static final ProjectId ACME = new ProjectId("acme");

  private final ScriptedServer provider = new ScriptedServer(this::answer);
  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(60)).build();
  private final Map<ProjectId, String> keys = new HashMap<>();
  private Optional<EmbeddedGateway> started = Optional.empty();

  @TempDir Path folder;

  @AfterEach
  void stop() throws IOException {
    client.connectionPool().evictAll();
    started.ifPresent(EmbeddedGateway::close);
    provider.close();
  }

  /// Good for every key but `sk-broke` (401) and `sk-acme-1` when asked for `limit` (429).
  private void answer(ScriptedServer.Wire wire) throws IOException {
    String request = provider.requests().getLast();
    String json = "Content-Type: application/json\r\nConnection: close";
    if (request.contains("Bearer sk-broke")) {
      wire.respond("401 Unauthorized\r\n" + json, "{\"error\":{\"message\":\"no\"}}");
    } else if (request.contains("Bearer sk-acme-1") && request.contains("limit")) {
      wire.respond("429 Too Many Requests\r\n" + json, "{\"error\":{\"message\":\"slow\"}}");
    } else {
      wire.respond(
          "200 OK\r\n" + json,
          """
          {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
           "choices": [{"index": 0, "message": {"role": "assistant", "content": "hi"},
                        "finish_reason": "stop"}],
           "usage": {"prompt_tokens": 1000, "completion_tokens": 1000, "total_tokens": 2000}}
          """);
    }
  }

  private void start(String acme) throws IOException {
    String yaml =
        """
        name: own
        pattern: "2"
        listen: {port: 0, popPorts: 0}
        management: {port: 0}
        client: {place: BOM}
        origin: {region: ap-south-1}
        pops: [BOM]
        network: {model: real}
        kv: {model: strong}
        providers:
          - {name: openai, kind: openai-compatible, region: ap-south-1, baseUrl: "%s",
             apiKeyEnv: HOUSE, models: [gpt-4o-mini]}
          - {name: other, kind: openai-compatible, region: ap-south-1, baseUrl: "%s",
             apiKeyEnv: HOUSE, models: [else]}
        projects: {house: {balance: $5}, acme: {balance: $1, %s}}
        storage: {kind: sqlite, file: "%s"}
        """
            .formatted(provider.baseUrl(), provider.baseUrl(), acme, folder.resolve("own.db"));
    ConfigReader.Result read =
        new ConfigReader(Atlas.load()).read(Path.of("own.yaml"), yaml, List.of());
    if (read instanceof ConfigReader.Result.Invalid invalid) {
      throw new AssertionError(invalid.problems());
    }
    started =
        Optional.of(
            EmbeddedGateway.start(
                ((ConfigReader.Result.Valid) read).config(),
                Atlas.load(),
                name ->
                    ProviderKey.fromEnvironment(
                        name, variable -> Optional.ofNullable(ENVIRONMENT.get(variable)))));
    for (ProjectId project : List.of(HOUSE, ACME)) {
      Gateway.Reaction made = gateway().perform(new Command.CreateKey(project, Optional.empty()));
      keys.put(project, ((Gateway.Reaction.Issued) made).secret());
    }
  }

  private EmbeddedGateway gateway() {
    return started.orElseThrow();
  }

  private static String header(Response response, String name) {
    return String.join(", ", response.headers(name));
  }

  private record Answer(int status, String cache, String cost, String saved, String body) {}

  private Answer ask(ProjectId project, String model, String text) throws IOException {
    String body =
        "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
            .formatted(model, text);
    Request request =
        new Request.Builder()
            .url(gateway().description().frontDoor() + "/v1/chat/completions")
            .header("Authorization", "Bearer " + keys.get(project))
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = client.newCall(request).execute()) {
      return new Answer(
          response.code(),
          header(response, "X-Meridian-Cache"),
          header(response, "X-Meridian-Cost-Usd"),
          header(response, "X-Meridian-Saved-Usd"),
          response.body().string());
    }
  }

  /// The keys the provider was shown, in order.
  private List<String> shown() {
    return provider.requests().stream()
        .flatMap(request -> request.lines())
        .filter(line -> line.startsWith("Authorization: Bearer "))
        .map(line -> line.substring(22))
        .toList();
  }

  private Money available(ProjectId project) {
    return gateway().tenants().projects().stream()
        .filter(each -> each.id().equals(project))
        .findFirst()
        .orElseThrow()
        .balance()
        .orElseThrow();
  }

  @Test
  void calls_go_with_the_projects_key_and_it_is_charged_nothing_here() throws Exception {
    start("providerKeys: {openai: [ACME_1]}");
    Answer own = ask(ACME, "gpt-4o-mini", "one");
    Answer house = ask(HOUSE, "gpt-4o-mini", "one");
    assertThat(List.of(own.cache(), house.cache())).containsOnly("MISS");
    assertThat(shown()).containsExactly("sk-acme-1", "sk-house");
    assertThat(own.cost()).isEqualTo("0.000000");
    assertThat(house.cost()).isEqualTo("0.000750");
    assertThat(available(ACME)).isEqualTo(new Money(1_000_000));
    assertThat(available(HOUSE)).isEqualTo(new Money(4_999_250));
    Answer[] hit = {own};
    Await.until(
        "a hit",
        Duration.ofSeconds(20),
        () -> {
          try {
            hit[0] = ask(ACME, "gpt-4o-mini", "one");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return hit[0].cache().equals("HIT");
        });
    assertThat(hit[0].saved()).isEqualTo("0.000000");
    assertThat(shown()).hasSize(2);
    Await.until("both kinds are booked", Duration.ofSeconds(20), () -> records().size() >= 3);
    for (UsageRecord record : records()) {
      boolean isAcme = record.project().equals(ACME);
      assertThat(record.source().label()).isEqualTo(isAcme ? "byok" : "measured");
      assertThat(record.charge().cost()).contains(new Money(isAcme ? 0 : 750));
    }
  }

  private List<UsageRecord> records() {
    try (UsageTable table = UsageTable.sqlite(folder.resolve("own.db"))) {
      return table.newest(UsageTable.Filter.ALL, 100);
    } catch (meridian.live.sql.CannotOpen e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_key_at_its_limit_rests_and_the_projects_next_one_goes_on() throws Exception {
    start("providerKeys: {openai: [ACME_1, ACME_2]}");
    assertThat(ask(ACME, "gpt-4o-mini", "limit").status()).isEqualTo(200);
    assertThat(shown()).containsExactly("sk-acme-1", "sk-acme-2");
  }

  @Test
  void a_refused_key_is_refused_and_the_gateways_own_is_not_shown_for_it() throws Exception {
    start("providerKeys: {openai: [BROKE]}");
    for (int i = 0; i < 7; i++) {
      Answer refused = ask(ACME, "gpt-4o-mini", "x" + i);
      assertThat(refused.status()).isEqualTo(502);
      assertThat(refused.body()).contains("provider_auth").doesNotContain("sk-broke");
    }
    assertThat(shown()).containsOnly("sk-broke");
    Answer elsewhere = ask(ACME, "else", "x");
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.body()).contains("no_provider_key");
    assertThat(shown()).containsOnly("sk-broke");
    Answer house = ask(HOUSE, "gpt-4o-mini", "x");
    assertThat(house.status()).as("the gateway's own standing is its own").isEqualTo(200);
    assertThat(available(ACME)).isEqualTo(new Money(1_000_000));
  }

  @Test
  void where_it_is_configured_the_gateways_key_stands_in_and_is_charged() throws Exception {
    start("providerKeys: {openai: [BROKE]}, houseKeys: fallback");
    Answer answer = ask(ACME, "gpt-4o-mini", "x");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(shown()).containsExactly("sk-broke", "sk-house");
    assertThat(answer.cost()).isEqualTo("0.000750");
    assertThat(available(ACME)).isEqualTo(new Money(999_250));
  }

  @Test
  void providers_that_are_named_are_told_and_keys_are_not() throws Exception {
    start("providerKeys: {openai: [ACME_1]}");
    assertThat(gateway().tenants().projects())
        .filteredOn(project -> project.id().equals(ACME))
        .allSatisfy(project -> assertThat(project.ownKeys()).containsExactly("openai"));
    assertThat(gateway().tenants().toString() + gateway().snapshot())
        .doesNotContain("sk-acme", "ACME_1");
  }
}
