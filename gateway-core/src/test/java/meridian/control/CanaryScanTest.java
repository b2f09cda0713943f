package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meridian.Await;
import meridian.Json;
import meridian.KeyText;
import meridian.ProjectId;
import meridian.live.keys.KeyFile;
import meridian.live.keys.StoredKey;
import meridian.live.provider.ScriptedServer;
import meridian.wire.JsonReader;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing secret stays behind: a real gateway process is given secrets and texts that occur
/// nowhere else, serves hits, misses, streams and errors with them, reloads, dumps its threads and
/// crashes; then every file it wrote, `/metrics` and what it said in errors is searched for them.
///
/// Texts of requests and answers are in the memory of its caches, and in the answers it gave; a
/// dump of its heap would have them, and is not asked for.
final class CanaryScanTest {
  private static final String SECRET = "canarysecretcanarysecretcanary23";
  private static final String KEY = "mk_canarykey001_" + SECRET;
  private static final String GUESS = "mk_canarykey001_" + "canaryguesscanaryguesscanaryqq45";
  private static final String PROVIDER_KEY = "sk-canary-provider-key-4711";
  private static final String OWN_PROVIDER_KEY = "sk-canary-own-key-0815";
  private static final String PROMPT = "canaryprompt4711";
  private static final String ANSWER = "canaryanswer4711";
  private static final List<String> SECRETS =
      List.of(SECRET, "canaryguesscanaryguess", PROVIDER_KEY, OWN_PROVIDER_KEY);
  private static final List<String> ALL =
      List.of(SECRET, "canaryguesscanaryguess", PROVIDER_KEY, OWN_PROVIDER_KEY, PROMPT, ANSWER);

  private final OkHttpClient http =
      new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(60)).build();
  private final List<String> errors = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void no_file_metric_or_error_of_a_gateway_holds_a_secret_or_a_text() throws Exception {
    KeyText key = KeyText.parse(KEY).orElseThrow();
    new KeyFile(folder.resolve("keys.json"))
        .add(
            new StoredKey(
                key.id(), key.digest(), new ProjectId("demo"), Instant.EPOCH, Optional.empty()));
    try (ScriptedServer good = new ScriptedServer(CanaryScanTest::answer);
        ScriptedServer bad = new ScriptedServer(CanaryScanTest::refuse)) {
      Path config = folder.resolve("canary.yaml");
      Files.writeString(config, yaml(good, bad, 600));
      Process gateway = start(config);
      try {
        Json.Obj said = said(gateway);
        String door = said.text("frontDoor").orElseThrow();
        use(door);
        Files.writeString(config, yaml(good, bad, 601));
        awaitLog("in force");
        use(door);
        String metrics = get(said.text("management").orElseThrow() + "/metrics");
        assertThat(metrics).contains("meridian_requests_total");
        assertThat(found(metrics, ALL)).as("/metrics").isEmpty();
        signal(gateway, "-QUIT");
        awaitLog("Full thread dump");
        signal(gateway, "-SEGV");
        assertThat(gateway.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        gateway.destroyForcibly();
      }
    }
    assertThat(errors).as("errors were provoked").hasSizeGreaterThanOrEqualTo(8);
    for (String error : errors) {
      assertThat(found(error, SECRETS)).as(error).isEmpty();
    }
    Map<String, List<String>> leaks = new TreeMap<>();
    List<String> looked = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        looked.add(folder.relativize(file).toString());
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!found(bytes, ALL).isEmpty()) {
          leaks.put(file.toString(), found(bytes, ALL));
        }
      }
    }
    assertThat(looked).contains("keys.json", "canary.db", "gateway.log", "crash.log");
    assertThat(leaks).isEmpty();
  }

  @Test
  void the_scan_finds_what_is_there() throws Exception {
    Path file = Files.writeString(folder.resolve("leak"), "x" + PROMPT + "y");
    assertThat(found(Files.readString(file), ALL)).containsExactly(PROMPT);
  }

  private static List<String> found(String text, List<String> canaries) {
    return canaries.stream().filter(text::contains).toList();
  }

  /// A provider that repeats the request and its key in its errors, as some do.
  private static void answer(ScriptedServer.Wire wire) throws IOException {
    wire.respond(
        "200 OK\r\nContent-Type: application/json\r\nConnection: close",
        """
        {"id": "c1", "object": "chat.completion", "created": 1, "model": "gpt-4o-mini",
         "choices": [{"index": 0, "message": {"role": "assistant", "content": "%s"},
                      "finish_reason": "stop"}],
         "usage": {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20}}
        """
            .formatted(ANSWER));
  }

  private static void refuse(ScriptedServer.Wire wire) throws IOException {
    wire.respond(
        "401 Unauthorized\r\nContent-Type: application/json\r\nConnection: close",
        """
        {"error": {"message": "Incorrect API key provided: %s or %s, asked %s", "type": "auth",
                   "param": null, "code": "invalid_api_key"}}
        """
            .formatted(PROVIDER_KEY, OWN_PROVIDER_KEY, PROMPT));
  }

  private static String yaml(ScriptedServer good, ScriptedServer bad, int limit) {
    return """
    name: canary
    listen: {port: 0, popPorts: 0}
    management: {port: 0}
    client: {place: BOM}
    network: {model: real}
    origin: {region: ap-south-1}
    pops: [BOM, SIN]
    kv: {model: strong}
    providers:
      - name: good
        kind: openai-compatible
        region: ap-south-1
        baseUrl: "%s"
        apiKeyEnv: CANARY_PROVIDER_KEY
        models: [gpt-4o-mini]
      - name: bad
        kind: openai-compatible
        region: ap-south-1
        baseUrl: "%s"
        apiKeyEnv: CANARY_PROVIDER_KEY
        models: [gpt-4o]
      - name: own
        kind: openai-compatible
        region: ap-south-1
        baseUrl: "%s"
        models: [gpt-4.1]
      - name: ownbad
        kind: openai-compatible
        region: ap-south-1
        baseUrl: "%s"
        models: [gpt-4.1-mini]
    projects:
      demo:
        balance: $1000
        limits: {requestsPerMinute: %d}
        providerKeys: {own: [CANARY_OWN_KEY], ownbad: [CANARY_OWN_KEY]}
        houseKeys: elsewhere
    keys: {file: keys.json}
    """
        .formatted(good.baseUrl(), bad.baseUrl(), good.baseUrl(), bad.baseUrl(), limit);
  }

  /// A miss, hits, a stream, and everything that is refused.
  private void use(String door) throws IOException {
    String question = chat("gpt-4o-mini", PROMPT, "");
    Await.until("the key is known", Duration.ofSeconds(30), () -> ask(door, KEY, question) == 200);
    assertThat(ask(door, KEY, question)).isEqualTo(200);
    ask(door, KEY, chat("gpt-4o-mini", PROMPT + " again", ", \"stream\": true"));
    ask(door, KEY, chat("gpt-4o", PROMPT, ""));
    assertThat(ask(door, KEY, chat("gpt-4.1", PROMPT, ""))).isEqualTo(200);
    ask(door, KEY, chat("gpt-4.1-mini", PROMPT, ""));
    ask(door, GUESS, question);
    ask(door, "sk-" + SECRET, question);
    ask(door, KEY, chat(PROMPT, PROMPT, ""));
    ask(door, KEY, "{\"model\": \"gpt-4o-mini\", \"messages\": [{\"role\": \"" + PROMPT);
    ask(door, KEY, "{\"" + PROMPT + "\": 1, \"" + PROMPT + "\": 2}");
  }

  private static String chat(String model, String prompt, String more) {
    return """
    {"model": "%s", "temperature": 0, "messages": [{"role": "user", "content": "%s"}]%s}
    """
        .formatted(model, prompt, more);
  }

  private int ask(String door, String key, String body) {
    Request request =
        new Request.Builder()
            .url(door + "/v1/chat/completions")
            .header("Authorization", "Bearer " + key)
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(request).execute()) {
      String text = response.body().string();
      if (response.code() >= 400) {
        errors.add(response.code() + " " + response.headers() + text);
      }
      return response.code();
    } catch (IOException broken) {
      return 0;
    }
  }

  private String get(String url) throws IOException {
    try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.body().string();
    }
  }

  private Process start(Path config) throws IOException {
    String paths =
        Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
            .filter(path -> path != null && !path.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-cp",
                paths,
                "meridian.control.Main",
                "serve",
                "--config",
                config.toString(),
                "--json")
            .redirectOutput(folder.resolve("gateway.out").toFile())
            .redirectError(folder.resolve("gateway.log").toFile());
    builder.environment().put("CANARY_PROVIDER_KEY", PROVIDER_KEY);
    builder.environment().put("CANARY_OWN_KEY", OWN_PROVIDER_KEY);
    return builder.start();
  }

  private Json.Obj said(Process gateway) {
    Await.until(
        "the gateway says where it is",
        Duration.ofSeconds(60),
        () -> !gateway.isAlive() || text("gateway.out").contains("\n"));
    String line = text("gateway.out").lines().findFirst().orElse("");
    return JsonReader.tryRead(line.getBytes(StandardCharsets.UTF_8))
        .map(json -> (Json.Obj) json)
        .orElseThrow(() -> new AssertionError(text("gateway.log")));
  }

  private void awaitLog(String words) {
    Await.until(
        words,
        Duration.ofSeconds(30),
        () -> (text("gateway.log") + text("gateway.out")).contains(words));
  }

  private String text(String file) {
    try {
      return Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException notYet) {
      return "";
    }
  }

  private static void signal(Process gateway, String name) throws Exception {
    new ProcessBuilder("kill", name, Long.toString(gateway.pid())).start().waitFor();
  }
}
