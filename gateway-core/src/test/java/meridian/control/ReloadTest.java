package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import meridian.Await;
import meridian.control.config.ConfigSource;
import meridian.telemetry.IncidentKind;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A gateway whose files change while it runs, over real sockets on free ports.
@Timeout(60)
final class ReloadTest {
  private static final String YAML =
      """
      name: reload
      listen: {port: 0, popPorts: 0}
      management: {port: 0}
      client: {place: BOM}
      network: {model: real}
      origin: {region: ap-south-1}
      pops: [BOM]
      kv: {model: strong}
      edge: {keyTtl: 1s, keyLease: 1s, coldMin: 0s, coldMax: 0s}
      providers: [{name: openai, kind: modelled, region: ap-south-1, models: [gpt-4o-mini]}]
      projects: {demo: {}}
      keys: {file: keys.json}
      """;

  @TempDir Path folder;

  @Test
  void keys_and_limits_change_while_the_gateway_runs() throws Exception {
    Path file = Files.writeString(folder.resolve("gateway.yaml"), YAML);
    OkHttpClient client = new OkHttpClient();
    try (EmbeddedGateway gateway = Gateways.start(new ConfigSource(file, List.of()))) {
      String models = gateway.description().frontDoor() + "/v1/models";
      CommandRun made = keys(file, "create", "--project", "demo");
      String key = made.out().strip();
      Await.until("a new key is let in", () -> status(client, models, key) == 200);

      Files.writeString(file, YAML.replace("[gpt-4o-mini]", "[gpt-4o-mini, gpt-4o]"));
      Await.until(
          "a new model is offered", () -> gateway.description().models().contains("gpt-4o"));
      Await.until(
          "the change is told",
          () ->
              gateway.snapshot().incidents().stream()
                  .anyMatch(incident -> incident.kind() == IncidentKind.CONFIGURATION));

      Files.writeString(file, "nonsense");
      Files.writeString(file.resolveSibling("ok.yaml"), YAML);
      assertThat(keys(file.resolveSibling("ok.yaml"), "revoke", key).code()).isZero();
      Await.until("a revoked key is refused", () -> status(client, models, key) == 401);
      assertThat(gateway.description().models()).contains("gpt-4o");
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static CommandRun keys(Path file, String verb, String... more) {
    List<String> arguments = new java.util.ArrayList<>(List.of("keys", verb));
    arguments.addAll(List.of("--config", file.toString()));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray(new String[0]));
  }

  private static int status(OkHttpClient client, String url, String key) {
    Request request =
        new Request.Builder().url(url).header("Authorization", "Bearer " + key).build();
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
