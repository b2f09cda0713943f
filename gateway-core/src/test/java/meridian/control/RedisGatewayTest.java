package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.Await;
import meridian.live.provider.ScriptedServer;
import meridian.live.redis.PrivateRedis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real gateway process whose exact cache is in a real Redis server.
final class RedisGatewayTest {
  private static final String CANARY = "canary-of-a-prompt";

  private static final String LOOKUPS =
      "meridian_cache_lookups_total{layer=\"origin_exact\",pop=\"BOM\",result=";
  private static final String WRITES = "meridian_cache_writes_total{layer=\"origin_exact\",result=";

  /// Longer than a provider that answers at once and every wait for Redis take together, with room
  /// for a busy machine.
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path folder;

  private final AtomicInteger calls = new AtomicInteger();
  private final LiveClient client = new LiveClient();

  @Test
  void hits_outlive_the_gateway_and_a_server_that_is_slow_dead_or_wiped_fails_no_request()
      throws Exception {
    try (PrivateRedis redis = PrivateRedis.start();
        ScriptedServer provider =
            new ScriptedServer(wire -> {
              calls.incrementAndGet();
              wire.respond(
                  "200 OK\r\nContent-Type: application/json\r\nConnection: close",
                  LiveClient.ANSWER);
            })) {
      Path config =
          Files.writeString(
              folder.resolve("redis.yaml"), yaml(provider.baseUrl().toString(), redis.url()));
      Map<String, String> environment = Map.of("TEST_REDIS_PASSWORD", redis.password());
      try (GatewayProcess first = GatewayProcess.start(config, environment)) {
        expect(first, "MISS");
        expect(first, "HIT");
        Await.until("it is in Redis", () -> redis.keys("meridian:ap-south-1:").size() == 1);
        first.kill();
      }
      try (GatewayProcess second = GatewayProcess.start(config, environment)) {
        expect(second, "HIT");
        assertThat(calls).as("a restart cost nothing").hasValue(1);
        redis.stop();
        for (int i = 0; i < 5; i++) {
          answered(second);
        }
        redis.goOn();
        awaitHit(second);
        redis.kill();
        for (int i = 0; i < 5; i++) {
          answered(second);
        }
        Await.until(
            "the metrics say so",
            () -> metrics(second).contains("meridian_breaker_state{target=\"redis\"} 1"));
        assertThat(metrics(second))
            .anyMatch(line -> line.startsWith(LOOKUPS + "\"error\"}"))
            .anyMatch(line -> line.startsWith(WRITES + "\"dropped\"}"));
        redis.startAgain();
        awaitHit(second);
        Await.until("it is in Redis again", () -> asked(second) && !redis.keys("").isEmpty());
        assertThat(stored(redis)).contains("four").doesNotContain(CANARY, LiveClient.KEY);
        second.stop();
        assertThat(second.log()).contains("exact cache", "well again");
        assertThat(second.log()).doesNotContain(redis.password(), CANARY, "netty");
      }
    }
  }

  private void expect(GatewayProcess gateway, String cache) {
    assertThat(answered(gateway).cache()).isEqualTo(cache);
  }

  private LiveClient.Answer answered(GatewayProcess gateway) {
    long before = System.nanoTime();
    LiveClient.Answer answer = ask(gateway);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
    return answer;
  }

  private List<String> metrics(GatewayProcess gateway) {
    try {
      return client.get(gateway.management() + "/metrics").lines().toList();
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  /// A hit may be of an answer that is on its way to the server.
  private void awaitHit(GatewayProcess gateway) {
    Await.until("a hit", () -> ask(gateway).cache().equals("HIT"));
  }

  private boolean asked(GatewayProcess gateway) {
    return ask(gateway).status() == 200;
  }

  private LiveClient.Answer ask(GatewayProcess gateway) {
    try {
      LiveClient.Answer answer = client.ask(gateway.frontDoor(), CANARY);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return answer;
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static String stored(PrivateRedis redis) {
    byte[] key = redis.keys("").getFirst().getBytes(StandardCharsets.UTF_8);
    return new String(redis.commands().get(key), StandardCharsets.UTF_8);
  }

  private static String yaml(String provider, String redis) {
    return """
    name: redis
    pattern: "1"
    listen: {port: 0, popPorts: 0}
    management: {port: 0}
    client: {place: BOM}
    network: {model: real}
    origin:
      region: ap-south-1
      cache: {kind: redis, url: "%s", passwordEnv: TEST_REDIS_PASSWORD, timeout: 300ms}
    providers:
      - name: fast
        kind: openai-compatible
        region: ap-south-1
        baseUrl: "%s"
        models: [{name: gpt-4o-mini, prices: {input: 0.15, output: 0.60}}]
    projects: {demo: {}}
    keys: {demo: {project: demo, key: %s}}
    """
        .formatted(redis, provider, LiveClient.KEY);
  }
}
