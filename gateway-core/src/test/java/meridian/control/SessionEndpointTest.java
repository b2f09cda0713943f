package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigReader;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Sessions of the whole gateway, over real sockets.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionEndpointTest {
  private static final String KEY = "mk_demo00000001_" + "a".repeat(32);
  private static final String YAML =
      """
      name: test
      pattern: "2"
      listen: {port: 0, popPorts: 0}
      management: {port: 0}
      client: {place: BOM}
      origin: {region: ap-south-1}
      pops: [BOM, SIN]
      edge: {auth: session, sessionLife: 2m}
      network: {model: real}
      kv: {model: strong}
      providers:
        - {name: openai, kind: modelled, region: ap-south-1, models: [gpt-4o-mini]}
      projects: {demo: {}}
      storage: {kind: memory}
      keys: {demo: {project: demo, key: %s}}
      """
          .formatted(KEY);

  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(60)).build();
  private EmbeddedGateway gateway;

  @BeforeAll
  void start() throws IOException {
    Atlas atlas = Atlas.load();
    ConfigReader.Result read = new ConfigReader(atlas).read(Path.of("test.yaml"), YAML, List.of());
    gateway = EmbeddedGateway.start(((ConfigReader.Result.Valid) read).config(), atlas);
  }

  @AfterAll
  void stop() {
    client.connectionPool().evictAll();
    gateway.close();
  }

  private record Answer(int status, okhttp3.Headers headers, String body) {
    String header(String name) {
      return String.join(", ", headers.values(name));
    }
  }

  private Answer ask(String place, String credential, String text) throws IOException {
    String body =
        "{\"model\":\"gpt-4o-mini\",\"max_tokens\":20,\"messages\":[{\"role\":\"user\",\"content\":\""
            + text
            + "\"}]}";
    Request request =
        new Request.Builder()
            .url(gateway.description().frontDoor() + "/v1/chat/completions")
            .header("Authorization", "Bearer " + credential)
            .header("X-Meridian-Client", place)
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = client.newCall(request).execute()) {
      return new Answer(response.code(), response.headers(), response.body().string());
    }
  }

  @Test
  void the_first_answer_brings_a_token_that_is_taken_for_the_key_everywhere() throws Exception {
    Answer first = ask("BOM", KEY, "one");
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    String token = first.header("X-Meridian-Session");
    assertThat(token).startsWith("ms1_");
    assertThat(first.header("X-Meridian-Session-Max-Age")).isEqualTo("120");
    Answer far = ask("SIN", token, "two");
    assertThat(far.status()).as(far.body()).isEqualTo(200);
    assertThat(far.header("X-Meridian-Pop")).isEqualTo("SIN");
    assertThat(far.header("X-Meridian-Session")).isEmpty();
    Answer again = ask("BOM", KEY, "one more");
    assertThat(again.header("X-Meridian-Session")).as("told once at each PoP").isEmpty();
    assertThat(gateway.snapshot().toString() + gateway.tenants())
        .doesNotContain(token.substring(4, 40));
  }

  @Test
  void tokens_of_nobody_are_refused_in_openais_shape() throws Exception {
    Answer refused = ask("BOM", "ms1_bm8.bm8", "one");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.body())
        .startsWith("{\"error\":{\"message\":\"")
        .contains("\"code\":\"invalid_session\"");
    assertThat(refused.header("x-should-retry")).isEqualTo("false");
    Answer stranger = ask("BOM", "mk_nobody000001_" + "b".repeat(32), "one");
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.header("X-Meridian-Session")).isEmpty();
  }
}
