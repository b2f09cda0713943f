package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What starts and what does not.
final class GatewaysTest {
  private static final String YAML =
      """
      name: reload
      pattern: "2"
      seed: 7
      listen: {port: 0, popPorts: 0}
      management: {port: 0}
      network: {model: real}
      client: {place: SIN}
      origin: {region: ap-south-1}
      pops: [SIN]
      kv: {model: push, lagMedian: 0s, lagBound: 0s, flushEvery: 0s}
      budget: {edge_kv: 30ms}
      providers:
        - {name: openai, kind: modelled, region: us-east-1, models: [gpt-4o-mini]}
      projects: {demo: {}}
      keys: {file: keys.json}
      """;

  @TempDir private Path folder;

  @Test
  void a_taken_port_is_named_and_nothing_is_left_running() throws Exception {
    Path file = folder.resolve("gateway.yaml");
    Files.writeString(file, YAML);
    try (Gateway first = Gateways.start(Optional.of(file), List.of())) {
      String port = first.description().frontDoor().replaceAll(".*:", "");
      assertThatThrownBy(() ->
              Gateways.start(
                  Optional.of(file), List.of("listen.port=" + port, "storage.kind=memory")))
          .isInstanceOf(Gateways.CannotStart.class)
          .hasMessageContaining(port);
    }
  }

  @Test
  void a_provider_key_that_is_missing_is_named() throws Exception {
    Path file = folder.resolve("gateway.yaml");
    Files.writeString(
        file,
        YAML.replace(
            "kind: modelled,",
            "kind: openai-compatible, baseUrl: 'http://127.0.0.1:9/v1', apiKeyEnv:"
                + " MERIDIAN_NO_SUCH,"));
    assertThatThrownBy(() -> Gateways.start(Optional.of(file), List.of()))
        .isInstanceOf(Gateways.CannotStart.class)
        .hasMessageContaining("MERIDIAN_NO_SUCH");
  }

  @Test
  void without_a_file_the_built_in_sample_starts() throws Exception {
    try (Gateway gateway =
        Gateways.start(
            Optional.empty(),
            List.of(
                "listen.port=0",
                "listen.popPorts=0",
                "management.port=0",
                "storage.kind=memory"))) {
      assertThat(gateway.description().name()).isEqualTo("prism-mumbai");
      assertThat(gateway.description().pops()).hasSizeGreaterThanOrEqualTo(30);
    }
  }
}
