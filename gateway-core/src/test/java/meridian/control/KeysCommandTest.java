package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import meridian.Json;
import meridian.KeyText;
import meridian.live.keys.KeyFile;
import meridian.live.keys.KeyUses;
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
  void rotate_prints_a_new_secret_for_the_same_name_and_keeps_the_old_digest_for_the_overlap()
      throws Exception {
    String old = keys("create", "--project", "demo").out().strip();
    CommandRun run = keys("rotate", old.substring(3, 15), "--overlap", "2h");
    assertThat(run.code()).isZero();
    KeyText fresh = KeyText.parse(run.out().strip()).orElseThrow();
    assertThat(run.out().strip()).isNotEqualTo(old);
    assertThat(fresh.id().text()).isEqualTo(old.substring(3, 15));
    assertThat(new KeyFile(folder.resolve("keys.json")).read())
        .singleElement()
        .satisfies(stored -> {
          assertThat(stored.digest()).isEqualTo(fresh.digest());
          assertThat(stored.terms().old().orElseThrow().digest())
              .isEqualTo(KeyText.parse(old).orElseThrow().digest());
        });
    String listed = keys("list", "--json").out();
    assertThat(listed)
        .contains("\"state\":\"rotating\"", "oldSecretUntil", "\"lastUsedHour\":null")
        .doesNotContain(old.substring(16), run.out().strip().substring(16), "sha256");
  }

  @Test
  void rotate_refuses_a_key_that_is_revoked_or_not_there() {
    String one = keys("create", "--project", "demo").out().strip();
    keys("revoke", one);
    assertThat(keys("rotate", one).err()).contains("that is not revoked").contains("which is");
    assertThat(keys("rotate", "abcdefghijkl").code()).isEqualTo(2);
  }

  @Test
  void a_key_has_terms_of_its_own_that_the_list_shows() {
    CommandRun run =
        keys(
            "create",
            "--project",
            "demo",
            "--ttl",
            "30d",
            "--cache",
            "read_only",
            "--zone",
            "eu",
            "--requests-per-minute",
            "60");
    assertThat(run.err()).isEmpty();
    assertThat(keys("list").out())
        .contains(
            "valid until",
            "\"cache\":\"read_only\"",
            "\"zone\":\"eu\"",
            "\"requestsPerMinute\":60");
    assertThat(keys("create", "--project", "demo", "--zone", "eutopia").err())
        .contains("expected one of")
        .contains("'eutopia'");
    assertThat(keys("create", "--project", "demo", "--tokens-per-minute", "0").code()).isEqualTo(2);
  }

  @Test
  void list_tells_the_hour_that_the_gateway_noted() throws Exception {
    String one = keys("create", "--project", "demo").out().strip();
    KeyUses.beside(folder.resolve("keys.json"))
        .write(
            Map.of(KeyText.parse(one).orElseThrow().id(), Instant.parse("2026-11-22T14:00:00Z")));
    assertThat(keys("list").out()).contains("last used 2026-11-22T14:00:00Z");
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

  @Test
  void expire_changes_the_end_of_a_key_and_takes_it_away_again() throws Exception {
    String id = keys("create", "--project", "demo").out().strip().substring(3, 15);
    assertThat(keys("expire", id, "--in", "1h").out()).contains("mk_" + id).contains("expires ");
    assertThat(new KeyFile(folder.resolve("keys.json")).read().getFirst().terms().expiresNanos())
        .isPresent();
    assertThat(keys("expire", id, "--never", "--json").out()).contains("\"expires\":null");
    assertThat(new KeyFile(folder.resolve("keys.json")).read().getFirst().terms().expiresNanos())
        .isEmpty();
  }

  @Test
  void expire_refuses_both_ends_none_and_keys_that_are_not_there() {
    String id = keys("create", "--project", "demo").out().strip().substring(3, 15);
    assertThat(keys("expire", id).err()).contains("found none");
    assertThat(keys("expire", id, "--never", "--in", "1h").err()).contains("found both");
    assertThat(keys("expire", "abcdefghijkl", "--never").err()).contains("no abcdefghijkl");
    keys("revoke", id);
    assertThat(keys("expire", id, "--never").err()).contains("which is");
  }

  @Test
  void list_says_which_projects_bring_provider_keys_and_no_name_of_a_variable() throws Exception {
    Path own = folder.resolve("own.yaml");
    java.nio.file.Files.writeString(
        own,
        """
        name: own
        origin: {region: ap-south-1}
        providers: [{name: real, kind: openai-compatible, region: us-east-1,
          baseUrl: "http://127.0.0.1:1/v1", models: [m]}]
        projects: {demo: {providerKeys: {real: [DEMO_REAL_KEY]}}}
        keys: {file: own-keys.json}
        """);
    String text = CommandRun.of("keys", "list", "--config", own.toString()).out();
    assertThat(text).contains("project demo brings its own provider keys for real");
    String json = CommandRun.of("keys", "list", "--config", own.toString(), "--json").out();
    assertThat(json).contains("\"ownProviderKeys\":{\"demo\":[\"real\"]}");
    assertThat(text + json).doesNotContain("DEMO_REAL_KEY");
  }
}
