package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import meridian.Json;
import meridian.KeyText;
import meridian.live.keys.KeyFile;
import meridian.wire.JsonReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {
  @TempDir Path folder;
  private String config = "";

  @BeforeEach
  void write() throws IOException {
    config =
        Files.writeString(
                folder.resolve("gateway.yaml"),
                """
                name: keyed
                origin: {region: ap-south-1}
                providers: [{name: openai, kind: modelled, region: us-east-1, models: [gpt-4o-mini]}]
                projects: {demo: {}}
                keys: {file: keys.json}
                """)
            .toString();
  }

  private CommandRun keys(String verb, String... more) {
    String[] arguments = new String[4 + more.length];
    arguments[0] = "keys";
    arguments[1] = verb;
    arguments[2] = "--config";
    arguments[3] = config;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return CommandRun.of(arguments);
  }

  @Test
  void create_prints_a_whole_key_once_and_keeps_its_digest() throws Exception {
    CommandRun run = keys("create", "--project", "demo");
    assertThat(run.code()).isZero();
    KeyText key = KeyText.parse(run.out().strip()).orElseThrow();
    assertThat(new KeyFile(folder.resolve("keys.json")).read())
        .singleElement()
        .satisfies(stored -> assertThat(stored.digest()).isEqualTo(key.digest()));
    assertThat(keys("list").out()).contains(key.id().text()).doesNotContain(run.out().strip());
  }

  @Test
  void create_speaks_json() throws Exception {
    CommandRun run = keys("create", "--project", "demo", "--json");
    Json.Obj line = JsonReader.readObject(run.out().strip().getBytes(StandardCharsets.UTF_8));
    assertThat(KeyText.parse(line.text("key").orElseThrow())).isPresent();
    assertThat(line.text("project")).contains("demo");
  }

  @Test
  void create_refuses_a_project_there_is_not() {
    CommandRun run = keys("create", "--project", "dmeo");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("expected one of [demo], found 'dmeo'");
    assertThat(folder.resolve("keys.json")).doesNotExist();
  }

  @Test
  void revoke_takes_the_public_half_or_the_whole_key() {
    String one = keys("create", "--project", "demo").out().strip();
    String two = keys("create", "--project", "demo").out().strip();
    assertThat(keys("revoke", one.substring(3, 15)).code()).isZero();
    assertThat(keys("revoke", two).out()).contains("is revoked").doesNotContain(two.substring(16));
    assertThat(keys("list").out().lines()).allSatisfy(line -> assertThat(line).contains("revoked"));
  }

  @Test
  void revoke_refuses_a_key_there_is_not() {
    CommandRun run = keys("revoke", "abcdefghijkl");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("found no abcdefghijkl");
  }

  @Test
  void a_configuration_without_a_keys_file_is_told_what_to_add() throws IOException {
    Files.writeString(Path.of(config), Files.readString(Path.of(config)).replace("keys:", "#"));
    CommandRun run = keys("list");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("expected keys.file in the configuration");
  }

  @Test
  void a_wrong_configuration_is_reported_as_serve_would() {
    CommandRun run = keys("list", "--set", "edge.burst=x");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--set edge.burst edge.burst: expected a whole number");
  }
}
