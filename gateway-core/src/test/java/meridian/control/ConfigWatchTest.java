package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.KeyId;
import meridian.ProjectId;
import meridian.atlas.Atlas;
import meridian.control.config.ConfigChange;
import meridian.control.config.ConfigReader;
import meridian.control.config.ConfigSource;
import meridian.control.config.GatewayConfig;
import meridian.live.Secrets;
import meridian.live.keys.KeyFile;
import meridian.live.keys.StoredKey;
import meridian.time.Interruption;
import meridian.time.WorldClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigWatchTest {
  private static final ConfigReader READER = new ConfigReader(Atlas.load());
  private static final String TEXT =
      """
      name: watched
      origin: {region: ap-south-1}
      providers: [{name: openai, kind: modelled, region: us-east-1, models: [gpt-4o-mini]}]
      projects: {demo: {}}
      keys: {file: keys.json}
      """;

  @TempDir Path folder;
  private Path file = Path.of("");
  private Running running = new Running(List.of());
  private KeyFile keys = new KeyFile(Path.of(""));

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("gateway.yaml"), TEXT);
    keys = new KeyFile(folder.resolve("keys.json"));
  }

  private ConfigWatch watch(String... sets) {
    ConfigSource source = new ConfigSource(file, List.of(sets));
    running = new Running(List.of(source));
    return new ConfigWatch(source, READER, new StoppedClock(), running);
  }

  private static StoredKey key() {
    Secrets.NewKey fresh = new Secrets().newKey();
    return new StoredKey(
        fresh.kept().id(),
        fresh.kept().digest(),
        new ProjectId("demo"),
        Instant.EPOCH,
        Optional.empty());
  }

  @Test
  void nothing_new_changes_nothing() {
    ConfigWatch watch = watch();
    watch.look();
    assertThat(running.heard).isEmpty();
  }

  @Test
  void a_live_change_is_taken() throws IOException {
    ConfigWatch watch = watch();
    Files.writeString(file, TEXT + "edge: {burst: 7}\n");
    watch.look();
    assertThat(running.heard).containsExactly("take [edge.burst]");
    assertThat(running.config.edge().burst()).isEqualTo(7);
  }

  @Test
  void the_sets_of_the_start_still_hold() throws IOException {
    ConfigWatch watch = watch("edge.burst=9");
    Files.writeString(file, TEXT + "edge: {burst: 7}\n");
    watch.look();
    assertThat(running.heard).isEmpty();
  }

  @Test
  void what_needs_a_restart_is_reported_and_the_old_value_holds() throws IOException {
    ConfigWatch watch = watch();
    Files.writeString(file, TEXT + "listen: {port: 9000}\n");
    watch.look();
    assertThat(running.heard).hasSize(1);
    assertThat(running.heard.getFirst()).contains("listen.port changed, which needs a restart");
    assertThat(running.config.listen().port()).isEqualTo(8080);
  }

  @Test
  void an_invalid_file_is_reported_once_and_the_old_one_stays() throws IOException {
    ConfigWatch watch = watch();
    Files.writeString(file, TEXT + "edge: {burst: x}\n");
    watch.look();
    watch.look();
    assertThat(running.heard).hasSize(1);
    assertThat(running.heard.getFirst()).contains("gateway.yaml:6:15 edge.burst: expected");
    assertThat(running.config.edge().burst()).isEqualTo(400);
  }

  @Test
  void a_file_that_is_gone_is_reported_and_the_old_one_stays() throws IOException {
    ConfigWatch watch = watch();
    Files.delete(file);
    watch.look();
    assertThat(running.heard).hasSize(1);
    assertThat(running.heard.getFirst()).contains("found no file");
  }

  @Test
  void keys_that_are_there_are_let_in_at_the_start_and_revoked_ones_with_their_revocation()
      throws Exception {
    StoredKey good = key();
    StoredKey bad = key();
    keys.add(good);
    keys.add(bad);
    keys.revoke(bad.id(), Instant.EPOCH);
    watch();
    assertThat(running.heard)
        .containsExactly("add " + good.id(), "add " + bad.id(), "revoke " + bad.id());
  }

  @Test
  void a_key_made_and_revoked_while_running_is_let_in_and_refused() throws Exception {
    ConfigWatch watch = watch();
    StoredKey key = key();
    keys.add(key);
    watch.look();
    keys.revoke(key.id(), Instant.EPOCH);
    watch.look();
    watch.look();
    assertThat(running.heard).containsExactly("add " + key.id(), "revoke " + key.id());
  }

  @Test
  void a_key_taken_out_of_the_file_is_revoked() throws Exception {
    StoredKey key = key();
    keys.add(key);
    ConfigWatch watch = watch();
    Files.writeString(keys.path(), "{\"keys\":[]}");
    watch.look();
    assertThat(running.heard).containsExactly("add " + key.id(), "revoke " + key.id());
  }

  @Test
  void a_broken_or_lost_keys_file_revokes_nobody() throws Exception {
    StoredKey key = key();
    keys.add(key);
    ConfigWatch watch = watch();
    Files.writeString(keys.path(), "{");
    watch.look();
    Files.delete(keys.path());
    watch.look();
    assertThat(running.heard).hasSize(3).first().isEqualTo("add " + key.id());
    assertThat(running.heard.get(2)).contains("its keys stay valid");
  }

  @Test
  void another_keys_file_takes_the_place_of_the_first() throws Exception {
    StoredKey old = key();
    StoredKey fresh = key();
    keys.add(old);
    new KeyFile(folder.resolve("other.json")).add(fresh);
    ConfigWatch watch = watch();
    Files.writeString(file, TEXT.replace("keys.json", "other.json"));
    watch.look();
    assertThat(running.heard)
        .containsExactly(
            "add " + old.id(), "take [keys.file]", "revoke " + old.id(), "add " + fresh.id());
  }

  @Test
  void looking_ends_when_its_task_is_told_to_stop() {
    ConfigWatch watch = watch();
    org.assertj.core.api.Assertions.assertThatThrownBy(watch::run).isInstanceOf(Interruption.class);
  }

  /// A clock whose every wait is interrupted.
  private static final class StoppedClock implements WorldClock {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleepUntil(long nanos) {
      throw new Interruption("watching");
    }
  }

  /// Remembers what it is told.
  private static final class Running implements ConfigWatch.Target {
    private final List<String> heard = new ArrayList<>();
    private GatewayConfig config;

    Running(List<ConfigSource> source) {
      String least = TEXT;
      ConfigReader.Result result =
          source.isEmpty()
              ? READER.read(Path.of("none.yaml"), least, List.of())
              : source.getFirst().read(READER);
      config = ((ConfigReader.Result.Valid) result).config();
    }

    @Override
    public GatewayConfig running() {
      return config;
    }

    @Override
    public void take(GatewayConfig newer, ConfigChange change) {
      heard.add("take " + change.live());
      config = config.taking(newer);
    }

    @Override
    public void add(StoredKey key) {
      heard.add("add " + key.id());
    }

    @Override
    public void revoke(KeyId key) {
      heard.add("revoke " + key);
    }

    @Override
    public void report(List<String> problems) {
      heard.addAll(problems);
    }
  }
}
