package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import meridian.Await;
import meridian.live.provider.ScriptedServer;
import meridian.live.sql.PrivatePostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real gateway process whose PostgreSQL server goes away and comes back.
final class PostgresOutageTest {
  @TempDir Path folder;

  private final LiveClient client = new LiveClient();

  @Test
  void while_the_server_is_away_new_calls_get_503_and_hits_flow_and_then_all_goes_on()
      throws Exception {
    RealBooks books = new RealBooks.InPostgres("outage");
    try (ScriptedServer provider =
        new ScriptedServer(wire ->
            wire.respond(
                "200 OK\r\nContent-Type: application/json\r\nConnection: close",
                LiveClient.ANSWER))) {
      Path config =
          Files.writeString(
              folder.resolve("outage.yaml"),
              yaml(provider.baseUrl().toString()) + books.yaml() + "\n");
      try (GatewayProcess gateway = GatewayProcess.start(config, books.environment())) {
        String door = gateway.frontDoor();
        assertThat(client.ask(door, "known").cache()).isEqualTo("MISS");
        PrivatePostgres.server().kill();
        try {
          Await.until("the loss is noticed", () -> isRefused(door, "while it is away"));
          assertThat(client.ask(door, "known"))
              .as("a hit")
              .returns(200, LiveClient.Answer::status)
              .returns("HIT", LiveClient.Answer::cache);
          LiveClient.Answer refused = client.ask(door, "another");
          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.body()).contains("ledger_unavailable");
        } finally {
          PrivatePostgres.server().start();
        }
        Await.until("calls again", () -> !isRefused(door, "after it is back"));
        assertThat(client.ask(door, "after it is back").cache()).isEqualTo("HIT");
      }
    }
  }

  private boolean isRefused(String door, String text) {
    try {
      LiveClient.Answer answer = client.ask(door, text);
      if (answer.status() != 200) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("ledger_unavailable");
      }
      return answer.status() == 503;
    } catch (java.io.IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static String yaml(String provider) {
    return """
    name: outage
    listen: {port: 0, popPorts: 0}
    management: {port: 0}
    client: {place: BOM}
    network: {model: real}
    origin: {region: ap-south-1}
    pops: [BOM]
    kv: {model: strong}
    edge: {coldMin: 0s, coldMax: 0s}
    providers:
      - name: fast
        kind: openai-compatible
        region: ap-south-1
        baseUrl: "%s"
        models: [{name: gpt-4o-mini, prices: {input: 0.15, output: 0.60}}]
    projects: {demo: {balance: $1000}}
    keys: {demo: {project: demo, key: %s}}
    """
        .formatted(provider, LiveClient.KEY);
  }
}
